import type { Page } from 'puppeteer-core';
import type { Bidi } from './bidi';
import { stillMs } from './still';

/** The helper's panel in Firefox: WebDriver BiDi also serialises closed shadow roots, if asked to. */
export interface FirefoxPanel {
  readonly texts: string;
  /** Presses a button by its name, with the mouse. Undefined if there is none, or it is moving: the panel gives way. */
  button(page: Page, name: string): Promise<(() => Promise<void>) | undefined>;
}

interface SerializedNode {
  readonly sharedId?: string;
  readonly value?: {
    readonly localName?: string;
    readonly nodeValue?: string;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly SerializedNode[];
    readonly shadowRoot?: SerializedNode | null;
  };
}

export async function panelOf(bidi: Bidi, context: string): Promise<FirefoxPanel> {
  const { result } = (await bidi.send('script.callFunction', {
    // The panel's host is beside head and body. A document that is being replaced has no element.
    functionDeclaration:
      '() => [...(document.documentElement?.children ?? [])].filter((each) => each.localName === "div")',
    awaitPromise: false,
    target: { context },
    serializationOptions: { includeShadowTree: 'all', maxDomDepth: 30, maxObjectDepth: 2 },
  })) as { result: { value?: readonly SerializedNode[] } };
  const roots = (result.value ?? []).flatMap(({ value }) => value?.shadowRoot ?? []);
  const nodes = roots.flatMap(withDescendants);
  return {
    texts: nodes.flatMap(textOf).join(' '),
    async button(page, name) {
      const button = nodes.find((node) => node.value?.localName === 'button' && nameOf(node) === name);
      if (!button?.sharedId) return undefined;
      const { result: centre } = (await bidi.send('script.callFunction', {
        functionDeclaration: `async (button) => {
          button.scrollIntoView({ block: 'nearest' });
          const centre = () => {
            const { x, y, width, height } = button.getBoundingClientRect();
            return [x + width / 2, y + height / 2];
          };
          const before = centre();
          await new Promise((resolve) => setTimeout(resolve, ${stillMs}));
          const now = centre();
          return before[0] === now[0] && before[1] === now[1] ? now : [];
        }`,
        arguments: [{ sharedId: button.sharedId }],
        awaitPromise: true,
        target: { context },
      })) as { result?: { value?: readonly { value: number }[] } };
      const [x, y] = centre?.value ?? [];
      return x && y ? () => page.mouse.click(x.value, y.value) : undefined;
    },
  };
}

const withDescendants = (node: SerializedNode): SerializedNode[] => [
  node,
  ...(node.value?.children ?? []).flatMap(withDescendants),
];

/** Its name: its label, or its text. */
const nameOf = (node: SerializedNode): string =>
  node.value?.attributes?.['aria-label'] ?? withDescendants(node).flatMap(textOf).join('');

/** Its own text, and its name. */
const textOf = ({ value }: SerializedNode): string[] =>
  [value?.nodeValue, value?.attributes?.['aria-label']].filter((text) => text !== undefined);
