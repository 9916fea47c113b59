import type { Screen } from './screens';
import { stateName } from './states';
import { type Words, wordsOfStates } from './words';

/** What a picture has to show; rejects a state of which nobody has said it. */
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

/** What of the words is not there, or stands out and should not; empty where the picture is of its state. */
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
 * The same words in another language: each is looked up among the English messages, with what stands for their params. What is in none,
 * as a name, stays.
 */
export function translated({ main, says }: Words, english: Messages, other: Messages): Words {
  const one = (text: string): string => {
    for (const [key, { message }] of Object.entries(english)) {
      const pattern = message
        .split(/(\$\d)/)
        .map((part, index) => (index % 2 === 1 ? '(.+)' : literally(part)))
        .join('');
      const params = message.match(/\$\d/g) ?? [];
      const found = new RegExp(`^${pattern}$`, 's').exec(text);
      const own = other[key]?.message;
      if (!found || own === undefined || !/\p{L}{2}/u.test(message.replace(/\$\d/g, ''))) continue;
      return params.reduce((words, param, index) => words.replaceAll(param, found[index + 1] ?? ''), own);
    }
    return text;
  };
  return { main: main === undefined ? undefined : one(main), says: says.map(one) };
}

export type Messages = Readonly<Record<string, { readonly message: string }>>;

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
