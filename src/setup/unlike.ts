/** Where two texts that should be the same are not. Pure. */

export interface Piece {
  readonly text: string;
  /** Not in the other text, at this place. */
  readonly isUnlike: boolean;
}

/** In characters. Longer middles count as unlike as a whole: comparing takes the product of both lengths. */
const longest = 400;

/** A text in pieces: those that the other one does not have at their place are apart. No character is cut in two. */
export function unlike(text: string, other: string): readonly Piece[] {
  const [own, theirs] = [[...text], [...other]];
  let start = 0;
  while (start < own.length && own[start] === theirs[start]) start += 1;
  let end = 0;
  const most = Math.min(own.length, theirs.length) - start;
  while (end < most && own[own.length - 1 - end] === theirs[theirs.length - 1 - end]) end += 1;
  const middle = own.slice(start, own.length - end);
  const among = theirs.slice(start, theirs.length - end);
  const isLong = middle.length > longest || among.length > longest;
  const marks = isLong ? middle.map(() => true) : marksIn(middle, among);
  return joined([
    ...own.slice(0, start).map((each) => ({ text: each, isUnlike: false })),
    ...middle.map((each, index) => ({ text: each, isUnlike: marks[index] ?? true })),
    ...own.slice(own.length - end).map((each) => ({ text: each, isUnlike: false })),
  ]);
}

/** Which of the characters are not in the longest sequence that both have in common. */
function marksIn(own: readonly string[], theirs: readonly string[]): boolean[] {
  const lengths: number[][] = Array.from({ length: own.length + 1 }, () =>
    new Array<number>(theirs.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = own.length - 1; i >= 0; i -= 1)
    for (let j = theirs.length - 1; j >= 0; j -= 1)
      (lengths[i] ?? [])[j] =
        own[i] === theirs[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const marks: boolean[] = [];
  let j = 0;
  for (let i = 0; i < own.length; i += 1) {
    while (j < theirs.length && own[i] !== theirs[j] && at(i, j + 1) > at(i + 1, j)) j += 1;
    const isCommon = j < theirs.length && own[i] === theirs[j];
    marks.push(!isCommon);
    if (isCommon) j += 1;
  }
  return marks;
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const { text, isUnlike } of pieces) {
    const last = all.at(-1);
    if (last?.isUnlike === isUnlike) all.splice(-1, 1, { text: last.text + text, isUnlike });
    else all.push({ text, isUnlike });
  }
  return all;
}
