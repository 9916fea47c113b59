import { expect } from 'vitest';
import fc from '../made-up';
import { type Change, type Choose, show } from './variants';

/** The result for a variant: read as a person reads it, or left to the person. A wrong reading fails the test itself. */
export type Outcome = 'handled' | 'asks' | `asks for ${string}`;

const changes = (fixed: Partial<Change>): fc.Arbitrary<Change> =>
  fc
    .record({
      shuffle: fc.boolean(),
      wrap: fc.boolean(),
      rename: fc.boolean(),
      removeFor: fc.boolean(),
      removeName: fc.boolean(),
      plainGroups: fc.boolean(),
      decoys: fc.boolean(),
      honeypots: fc.boolean(),
    })
    .map((change) => ({ ...change, ...fixed }));

/** `npm test` goes through one in 32 of the variants of each group, `npm run test:exhaustive` through all of them. */
const share = process.env.KEYFERRY_EXHAUSTIVE === undefined ? 1 / 32 : 1;

export interface Variants {
  /** Checks a property for `runs` variants of a page, and that at least 98 % of them are handled without asking. */
  every(
    group: string,
    runs: number,
    html: (choose: Choose) => string,
    look: (document: Document, choose: Choose) => Outcome | Promise<Outcome>,
    fixed?: Partial<Change>,
    /** A lower share, if a person has to be asked. */
    least?: number,
  ): Promise<void>;
  /** Prints the shares, and checks that there were at least so many variants. */
  sum(least: number): void;
}

export function variants(): Variants {
  const shares: string[] = [];
  let total = 0;
  return {
    async every(group, all, html, look, fixed = {}, least = 0.98) {
      const runs = Math.ceil(all * share);
      let handled = 0;
      const asked: string[] = [];
      await fc.assert(
        fc.asyncProperty(changes(fixed), fc.infiniteStream(fc.nat(0x7fffffff)), async (change, stream) => {
          const choose: Choose = (count) => (count <= 1 ? 0 : Number(stream.next().value) % count);
          const outcome = await look(show(html(choose), change, choose), choose);
          if (outcome === 'handled') handled += 1;
          else asked.push(`${outcome} ${JSON.stringify(change)}`);
        }),
        { numRuns: runs, seed: 20261123 },
      );
      shares.push(
        `${group.padEnd(60)} ${String(runs).padStart(4)} variants, ${((100 * handled) / runs).toFixed(1)} % without asking`,
      );
      total += runs;
      expect(handled / runs, asked.slice(0, 3).join('\n')).toBeGreaterThanOrEqual(least);
    },
    sum(least) {
      console.log(`\n${shares.join('\n')}\n${total} variants in all`);
      expect(total).toBeGreaterThanOrEqual(least * share);
    },
  };
}
