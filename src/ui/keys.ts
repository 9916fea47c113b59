/** Handles Enter in a field that has no `<form>` of its own. */
export const onEnter = (then: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  then();
};
