/** The first characters of the first and the last word of a name, in capitals; empty where no word begins with a letter or digit. */
export function initialsOf(name = ''): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, ...more] = words;
  const last = more.at(-1);
  return [first, last]
    .flatMap((word) => [...(word ?? '')].slice(0, 1))
    .join('')
    .toLocaleUpperCase();
}
