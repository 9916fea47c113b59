import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { launch, openWorldIn, type World } from './person/world';
import { type HelperScreen, helperScreens } from './screens/helper';
import { openBackdrop, showPanel } from './screens/panel';
import { type PanelPicture, panelPictures } from './screens/panel-pictures';
import { type Room, rooms, whatIsCutOff } from './screens/room';
import type { Screen } from './screens/screens';
import { showScreen } from './screens/show';
import { states } from './screens/states';

// `npm run gallery`: every state of every screen and of the panel, light and dark, from the built extension in a real Chromium; the main ones in
// each language, in a narrow window, and at 200 %. A picture that does not show what its state has to show is not taken, and the run fails. With
// a page's name (`npm run gallery -- helper`) only its pictures are taken anew, with part of a name only the matching ones; `-- index` only
// writes the page.

const only = process.argv.slice(2);
const isWanted = ({ page, name }: Pick<Pictured, 'page' | 'name'>) =>
  only.length === 0 || only.some((each) => each === page || name.includes(each));

const folder = fileURLToPath(new URL('../docs/gallery', import.meta.url));
/** Where the pictures are until all are taken. */
const taken = fileURLToPath(new URL('../artifacts/gallery', import.meta.url));

type Pictured = Screen | HelperScreen | PanelPicture;

const languages = ['de', 'es', 'ja'] as const;
/** The start, a person's turn, a stop and an end; the settings, and the first steps. */
const mainOnes: readonly (readonly [page: Pictured['page'], name: string])[] = [
  ['welcome', 'What it does'],
  ['popup', 'Ready'],
  ['popup', 'The form is filled'],
  ['popup', 'The token has expired'],
  ['popup', 'Done'],
  ['panel', 'Form: filled'],
  ['result', 'It works'],
  ['result', 'Something needs fixing'],
  ['options', 'Two profiles'],
];
const isMain = ({ page, name }: Pictured) => mainOnes.some(([on, called]) => on === page && called === name);

/** How a picture differs from the others of its state. */
type Look = 'light' | 'dark' | (typeof languages)[number] | Room;

const slug = (text: string) => text.toLowerCase().replace(/[^a-z]+/g, '-');
const fileName = ({ page, name }: Pick<Pictured, 'page' | 'name'>, look: Look) =>
  `${page}-${slug(name)}-${look}.webp`.replace(/-+/g, '-');

const all: readonly Pictured[] = [...states, ...helperScreens, ...panelPictures];

/** What could not be taken, and why. */
const failed: string[] = [];

async function attempt(what: string, take: () => Promise<void>): Promise<void> {
  try {
    await take();
    console.log(what);
  } catch (error) {
    failed.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(failed.at(-1));
  }
}

async function takeAll(): Promise<void> {
  const names = all.map((each) => fileName(each, 'light'));
  const twice = names.filter((each, index) => names.indexOf(each) !== index);
  if (twice.length > 0) throw new Error(`More than one picture would be ${twice.join(', ')}`);
  rmSync(taken, { recursive: true, force: true });
  mkdirSync(taken, { recursive: true });
  if (all.some(isWanted)) await inBrowser('en-US', takeEnglish);
  for (const language of languages)
    if (all.some((each) => isMain(each) && isWanted(each)))
      await inBrowser(language, (inWorld) => takeIn(language, inWorld));
  if (failed.length > 0)
    throw new Error(`${failed.length} pictures could not be taken:\n${failed.join('\n')}`);
  if (only.length === 0) rmSync(folder, { recursive: true, force: true });
  cpSync(taken, folder, { recursive: true });
  writeFileSync(`${folder}/index.html`, galleryPage());
}

type InWorld = (then: (world: World) => Promise<void>) => Promise<void>;

async function inBrowser(language: string, then: (inWorld: InWorld) => Promise<void>): Promise<void> {
  const running = await launch('chromium', { headless: true, language });
  const inWorld: InWorld = async (use) => {
    const world = await openWorldIn(running);
    await use(world).finally(() => world.close());
  };
  await then(inWorld).finally(() => running.close());
}

async function takeEnglish(inWorld: InWorld): Promise<void> {
  await inWorld(async (world) => {
    for (const screen of states.filter(isWanted))
      await attempt(`${screen.page}: ${screen.name}`, async () => {
        await inPage(await showScreen(world, screen), (page) => takeBoth(world, screen, page));
        if (isMain(screen)) await takeInRooms(world, screen);
      });
  });
  for (const screen of helperScreens.filter(isWanted))
    await inWorld((world) =>
      attempt(`helper: ${screen.name}`, async () => {
        const page = await screen.bring(world);
        await page.setViewport({ width: 1180, height: 860 });
        await takeBoth(world, screen, page);
      }),
    );
  await takePanels(inWorld, panelPictures.filter(isWanted), 'en');
}

/** The main screens in another language, in light colours. */
async function takeIn(language: (typeof languages)[number], inWorld: InWorld): Promise<void> {
  await inWorld(async (world) => {
    for (const screen of states.filter((each) => isMain(each) && isWanted(each)))
      await attempt(`${screen.page}: ${screen.name}, ${language}`, () =>
        showScreen(world, screen).then((page) =>
          inPage(page, async () => {
            await world.extension.setColours(page, 'light');
            await expectRoom(page);
            await take(page, screen, language);
          }),
        ),
      );
  });
  await takePanels(
    inWorld,
    panelPictures.filter((each) => isMain(each) && isWanted(each)),
    language,
  );
}

async function inPage(page: Page, then: (page: Page) => Promise<void>): Promise<void> {
  await then(page).finally(() => page.close());
}

/** Without the permission for Bitbucket's pages the extension has no helper there, and the panel is drawn by itself. */
async function takePanels(
  inWorld: InWorld,
  pictures: readonly PanelPicture[],
  language: 'en' | (typeof languages)[number],
): Promise<void> {
  for (const on of new Set(pictures.map((each) => each.on)))
    await inWorld(async (world) => {
      await world.extension.withholdHosts();
      const page = await openBackdrop(world, on).catch((error: unknown) => {
        failed.push(`panel, on the page “${on}”: ${String(error)}`);
        return undefined;
      });
      if (!page) return;
      for (const picture of pictures.filter((each) => each.on === on))
        await attempt(`panel: ${picture.name}, ${language}`, async () => {
          await page.setViewport({ width: 1180, height: 860 });
          await showPanel(world, page, picture, language);
          if (language !== 'en') {
            await world.extension.setColours(page, 'light');
            return take(page, picture, language);
          }
          await takeBoth(world, picture, page);
          for (const room of isMain(picture) ? (['narrow', 'zoomed'] as const) : []) {
            await page.setViewport(rooms[room]);
            await world.extension.setColours(page, 'light');
            await take(page, picture, room);
          }
        });
    });
}

async function takeBoth(world: World, pictured: Pictured, page: Page): Promise<void> {
  for (const colours of ['light', 'dark'] as const) {
    await world.extension.setColours(page, colours);
    await take(page, pictured, colours);
  }
}

/** In light colours, in a narrow window and at 200 %; the popup as it is in the side panel, where it can be that narrow. */
async function takeInRooms(world: World, screen: Screen): Promise<void> {
  const isBeside = screen.page === 'popup';
  await inPage(await showScreen(world, screen, { isBeside }), async (page) => {
    await world.extension.setColours(page, 'light');
    for (const room of ['narrow', 'zoomed'] as const) {
      await page.setViewport(rooms[room]);
      await expectRoom(page);
      await take(page, screen, room);
    }
  });
}

async function expectRoom(page: Page): Promise<void> {
  const found = await whatIsCutOff(page);
  if (found.length > 0) throw new Error(`no room in ${JSON.stringify(page.viewport())}: ${found.join('; ')}`);
}

/** Every animation has come to rest, or to its end if it has one. */
const settle = `(async () => {
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const each of document.getAnimations())
      if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish();
  }
  scrollTo(0, 0);
})()`;

async function take(page: Page, pictured: Pictured, look: Look): Promise<void> {
  await page.evaluate(settle);
  const path = `${taken}/${fileName(pictured, look)}` as `${string}.webp`;
  // The backdrop of a question covers the window, not the whole page.
  const isWhole = pictured.page !== 'helper' && pictured.page !== 'panel' && !(await page.$('dialog[open]'));
  await page.screenshot({ path, type: 'webp', quality: 85, fullPage: isWhole });
}

const titles = {
  welcome: 'First steps',
  popup: 'Popup',
  helper: 'The panel on Bitbucket’s pages, as a setup comes to it',
  panel: 'The panel in each of its states',
  result: 'Result',
  options: 'Settings',
} as const;
const looks: Readonly<Record<Look, string>> = {
  light: 'light',
  dark: 'dark',
  de: 'German',
  es: 'Spanish',
  ja: 'Japanese',
  narrow: 'in a window of 320 px',
  zoomed: 'at 200 %',
};

function galleryPage(): string {
  const figure = (pictured: Pictured, ...shown: readonly Look[]): readonly string[] => {
    const there = shown.filter((look) => existsSync(`${folder}/${fileName(pictured, look)}`));
    if (there.length === 0) return [];
    const images = there.map(
      (look) =>
        `      <img src="${fileName(pictured, look)}" alt="${pictured.name}, ${looks[look]}" title="${looks[look]}" loading="lazy">`,
    );
    return [
      `    <figure>\n      <figcaption>${pictured.name}</figcaption>\n${images.join('\n')}\n    </figure>`,
    ];
  };
  const section = (id: string, title: string, figures: readonly string[]) =>
    `  <section id="${id}">\n    <h2>${title}</h2>\n${figures.join('\n')}\n  </section>`;
  const mains = mainOnes.flatMap(([page, name]) =>
    all.filter((each) => each.page === page && each.name === name),
  );
  const parts = [
    ...(Object.keys(titles) as (keyof typeof titles)[]).map((page) => {
      const here = all.filter((each) => each.page === page);
      return [page, titles[page], here.flatMap((each) => figure(each, 'light', 'dark'))] as const;
    }),
    ['languages', 'In other languages', mains.flatMap((each) => figure(each, ...languages))] as const,
    [
      'rooms',
      'In a narrow window, and at 200 %',
      mains.flatMap((each) => figure(each, 'narrow', 'zoomed')),
    ] as const,
  ];
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Keyferry: every screen</title>
  <style>
    body { font: 15px/1.5 system-ui, sans-serif; margin: 32px auto; max-width: 1240px; padding: 0 16px; background: #eceef2; color: #1c1d21; }
    figure { display: inline-flex; flex-wrap: wrap; gap: 8px 12px; margin: 0 24px 32px 0; vertical-align: top; }
    figcaption { width: 100%; font-weight: 600; }
    img { width: auto; max-width: 380px; border-radius: 8px; box-shadow: 0 1px 6px rgb(0 0 0 / 20%); align-self: start; }
  </style>
</head>
<body>
  <h1>Keyferry: every screen</h1>
  <p>Taken by <code>npm run gallery</code> from the built extension in Chromium. Every stage of a setup and every problem that can stop one is
    here, on the result page, and each stage on the popup; the settings, the first steps, and everything that the panel on Bitbucket’s pages
    can say. Each picture was taken only once it showed the words that its state has to show (<code>test/screens/words.ts</code>).</p>
  <p>Bitbucket’s pages are the stand-in’s, made of the components that Atlassian publishes. The panel’s first pictures come from setups; the
    others draw it with the state that their name says.</p>
  <p>The main screens are here in German, Spanish and Japanese, too, in a window of 320 px, and at 200 %: nothing of them is cut off, and none
    has to be scrolled sideways.</p>
  <ul>
${parts.map(([id, title, figures]) => `    <li><a href="#${id}">${title}</a>: ${figures.length}</li>`).join('\n')}
  </ul>
${parts.map(([id, title, figures]) => section(id, title, figures)).join('\n')}
</body>
</html>
`;
}

takeAll().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
