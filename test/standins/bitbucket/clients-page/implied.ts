import { start } from './start';

const boxes = start.columns.flat().flatMap((group) => group.boxes);

/** The scopes that the chosen ones tick and grey out. */
export const impliedBy = (scopes: readonly string[]): ReadonlySet<string> =>
  new Set(boxes.filter((box) => scopes.includes(box.scope)).flatMap((box) => box.implies));

export const toggled = (scopes: readonly string[], scope: string, isChecked: boolean): readonly string[] =>
  isChecked ? [...scopes, scope] : scopes.filter((each) => each !== scope);
