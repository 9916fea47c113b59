/** The first letters of the first and the last word of a name, in capitals; empty where it has no letters. */
export function initialsOf(name = ''): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, ...more] = words;
  const last = more.at(-1);
  return [first, last]
    .flatMap((word) => [...(word ?? '')].slice(0, 1))
    .join('')
    .toLocaleUpperCase();
}
