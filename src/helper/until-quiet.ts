const quietMs = 40;
const patienceMs = 1_500;

/** Resolves once the page has stopped changing after something was done to it, or has changed for too long. */
export function untilQuiet(root: Node): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(patience);
      resolve();
    };
    let quiet = setTimeout(finish, quietMs);
    const patience = setTimeout(finish, patienceMs);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(finish, quietMs);
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
