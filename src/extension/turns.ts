/** Lets writes come one after the other, so that each reads what the one before it wrote. */
export function inTurns(): <Value>(write: () => Promise<Value>) => Promise<Value> {
  let turn: Promise<unknown> = Promise.resolve();
  return (write) => {
    const next = turn.then(write, write);
    turn = next.catch(() => undefined);
    return next;
  };
}
