import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// Colours that mean something, by the numbers of WCAG 2.2: 1.4.3 for words, 1.4.11 for lines, icons and the focus. All are computed from
// the tokens themselves, in both colour schemes.

const source = (path: string): string =>
  readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8');

type Scheme = 'light' | 'dark';
const schemes: readonly Scheme[] = ['light', 'dark'];

/** Each colour of the tokens, by its name. */
const colours = new Map(
  [...source('ui/tokens.css').matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

const colour = (name: string, scheme: Scheme): string => {
  const found = colours.get(name)?.[scheme];
  if (!found) throw new Error(`No colour is called ${name}`);
  return found;
};

/** Relative luminance, as WCAG 2.2 defines it. */
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
};

/** Everything that is drawn on. */
const grounds = ['ground', 'raised', 'good-ground', 'yours-ground', 'bad-ground'];

/** Words: the page's text, less important words (also disabled ones), links and quiet buttons, and words for a state. */
const words = ['text', 'quiet', 'accent', 'good', 'yours', 'bad'].flatMap((each) =>
  grounds.map((ground) => [each, ground] as const),
);
const wordsOnButtons = [
  ['on-accent', 'accent'],
  ['on-bad', 'bad'],
] as const;

/** The edges of fields and buttons; the marks of steps and points, and the focus ring, are among the words. */
const edges = grounds.map((ground) => ['edge', ground] as const);

/** Separates what is already apart, or is only joy. */
const decoration = ['line', 'joy'];

it.each([...words, ...wordsOnButtons])('can be read: %s on %s', (one, other) => {
  for (const scheme of schemes)
    expect(contrast(colour(one, scheme), colour(other, scheme)), scheme).toBeGreaterThanOrEqual(4.5);
});

it.each(edges)('can be seen: %s on %s', (one, other) => {
  for (const scheme of schemes)
    expect(contrast(colour(one, scheme), colour(other, scheme)), scheme).toBeGreaterThanOrEqual(3);
});

it('knows what every colour is for', () => {
  const known = [...words, ...wordsOnButtons, ...edges].flat();
  expect([...colours.keys()].filter((each) => !known.includes(each) && !decoration.includes(each))).toEqual(
    [],
  );
});

it('computes what WCAG’s own examples have', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

const sheets = readdirSync(new URL('../../../src', import.meta.url), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.css') && path !== 'ui/tokens.css');

it('has no colour but by a token, and shades what lies behind with black alone', () => {
  expect(sheets.length).toBeGreaterThan(6);
  for (const path of sheets) {
    const found =
      source(path).match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklch|light-dark)\([^)]*\)/gi) ?? [];
    expect(
      found.filter((each) => !/^rgb\(0 0 0 \/ \d+%\)$/.test(each)),
      path,
    ).toEqual([]);
  }
});

it('draws nothing that means something in a colour that only decorates, or half transparent', () => {
  for (const path of sheets) {
    expect(source(path), path).not.toMatch(/(?<!-)\bcolor: var\(--(?:line|joy|edge)\)/);
    const steady = source(path).replace(/@keyframes[^}]*(?:\{[^}]*\}[^}]*)*\}/g, '');
    expect(steady.match(/opacity: 0\.\d+/g), path).toBeNull();
  }
});

it('has buttons and fields with an edge that can be seen', () => {
  for (const [path, name] of [
    ['ui/components.css', 'button'],
    ['ui/screens.css', 'input'],
  ] as const)
    expect(source(path)).toMatch(new RegExp(`^\\.${name} \\{[^}]*border: 1px solid var\\(--edge\\)`, 'm'));
});

it.each(['helper/outlines.ts'])('is outlined on Bitbucket’s pages so that it can be seen: %s', (path) => {
  const [, light = '', dark = ''] = source(path).match(/light-dark\((#\w{6}), (#\w{6})\)/) ?? [];
  // What Atlassian's own tokens call `elevation.surface`, in both schemes.
  expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(3);
  expect(contrast(dark, '#1f1f21')).toBeGreaterThanOrEqual(3);
});

it('has words on the toolbar’s badge that can be read', () => {
  const grounds = [...source('extension/background/badge.ts').matchAll(/colour: '(#\w{6})'/g)];
  expect(grounds.length).toBeGreaterThan(3);
  for (const [, ground = ''] of grounds) expect(contrast('#ffffff', ground)).toBeGreaterThanOrEqual(4.5);
});

/** Type sizes and radii: each from the scale in the tokens. */
it('has type and corners from the scale alone', () => {
  for (const path of sheets) {
    expect(source(path).match(/font-size: (?!var\(--type-)[^;]+/g), path).toBeNull();
    expect(source(path).match(/font: (?:\d+ )?\d+px[^;]*/g), path).toBeNull();
    expect(source(path).match(/border-radius: (?!var\(--radius|50%|3px)[^;]+/g), path).toBeNull();
  }
});
