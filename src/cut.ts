/**
 * Cuts texts of any length to what somebody reads of them. It never leaves half of a character that takes two code units: that
 * half would be shown as a character of its own.
 */

const firstOf = (text: string, length: number): string =>
  text.slice(0, Math.max(0, length)).replace(/[\ud800-\udbff]$/, '');
const lastOf = (text: string, length: number): string =>
  text.slice(text.length - length).replace(/^[\udc00-\udfff]/, '');

/** At most `longest` code units of it, with an ellipsis at the end where it had more. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${firstOf(text, longest - 1).trimEnd()}…`;
}

/** The same, with an ellipsis in the middle: the ends of an address or a file's name tell most of it. */
export function cutInMiddle(text: string, longest: number): string {
  const half = Math.floor((longest - 1) / 2);
  return text.length <= longest ? text : `${firstOf(text, half)}…${lastOf(text, half)}`;
}
