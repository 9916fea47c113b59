import type { Screen } from './screens';
import { stateName } from './states';
import { type Words, wordsOfStates } from './words';

/** What a picture has to show; throws for a state whose words nobody has written down. */
export function wordsOf(
  screen: Screen & { readonly words?: readonly string[]; readonly main?: string },
): Words {
  const { words, main } = screen;
  if (words) return { main, says: words };
  const said = wordsOfStates[stateName(screen)];
  if (!said) throw new Error(`test/screens/words.ts does not say what “${stateName(screen)}” has to show`);
  return said;
}

/** What a drawn page says, and its buttons that stand out, each once. */
export interface Drawn {
  readonly text: string;
  readonly main: readonly string[];
}

/** Elements that stand side by side have no space between them in one engine, and a line's end in another. */
const close = (text: string) => text.replace(/\s+/g, '');

/** Which of the words are missing, or what stands out but should not; empty if the picture shows its state. */
export function missing({ main, says }: Words, drawn: Drawn): readonly string[] {
  const text = close(drawn.text);
  const standsOut = [...new Set(drawn.main.map((each) => each.replace(/\s+/g, ' ').trim()))];
  return [
    ...says.filter((each) => !text.includes(close(each))),
    ...(main !== undefined && !standsOut.includes(main) ? [`the button “${main}”, standing out`] : []),
    ...standsOut.filter((each) => each !== main).map((each) => `“${each}” not standing out`),
  ];
}

/**
 * The same words in another language: each is looked up among the English messages, with the values of their params. Words that are not
 * a whole message are left out.
 */
export function translated({ main, says }: Words, english: Messages, other: Messages): Words {
  const one = (text: string): string | undefined => {
    const found = Object.entries(english).flatMap(([key, { message }]) => {
      const pattern = message
        .split(/(\$\d)/)
        .map((part, index) => (index % 2 === 1 ? '(.+)' : literally(part)))
        .join('');
      const match = new RegExp(`^${pattern}$`, 's').exec(text);
      const own = other[key]?.message;
      return match && own !== undefined ? [{ message, own, values: match.slice(1) }] : [];
    });
    // The message with most words of its own.
    const [best] = found.toSorted((a, b) => ownWords(b.message) - ownWords(a.message));
    if (!best || ownWords(best.message) < 2) return undefined;
    const params = best.message.match(/\$\d/g) ?? [];
    // A reason in a sentence is a separate message.
    const values = best.values.map((each) => one(each) ?? each);
    return params.reduce<string>(
      (words, param, index) => words.replaceAll(param, values[index] ?? ''),
      best.own,
    );
  };
  return {
    main: main === undefined ? undefined : (one(main) ?? main),
    says: says.map(one).filter((each) => each !== undefined),
  };
}

export type Messages = Readonly<Record<string, { readonly message: string }>>;

/** How many letters of a message are not params. */
const ownWords = (message: string): number => message.replace(/\$\d|\P{L}/gu, '').length;

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
