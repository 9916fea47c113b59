import { type Standing, standings } from './journeys';
import { type Screen, screens } from './screens';

/** Every state that the gallery has a picture of. */

/** What a screen shows, whenever it was put together. */
const whatIsShown = ({ page, profiles, journey, login, aside, press }: Screen): string =>
  JSON.stringify([page, profiles[0]?.id, journey, login, aside, press], (_, value: unknown) =>
    typeof value === 'number' && value > 1e12 ? 0 : value,
  );

const withCapital = (text: string) => text.replace(/^./, (first) => first.toUpperCase());

const shownAt = (page: 'popup' | 'result', stage: string, at: Standing): Screen => ({
  name: withCapital(at.name.startsWith(`${stage}:`) ? at.name : `${stage}: ${at.name}`),
  page,
  profiles: [at.profile],
  journey: at.journey,
  ...(at.login ? { login: { ...at.login } } : {}),
  ...(at.hasPair ? { hasPair: true } : {}),
  ...(at.behind ? { aside: at.behind.journey } : {}),
});

/**
 * Each stage in each of its variants, and each problem that can stop a journey, on the result page; on the popup, which says the same in
 * fewer words, one of each stage. What `screens` has is not repeated here.
 */
const stages: readonly Screen[] = Object.entries<readonly Standing[]>(standings).flatMap(([stage, all]) =>
  all.flatMap((at, index) => [
    shownAt('result', stage, at),
    ...(index === 0 && stage !== 'stopped' ? [shownAt('popup', stage, at)] : []),
  ]),
);
const listed = new Set(screens.map(whatIsShown));

export const states: readonly Screen[] = [
  ...screens,
  ...stages.filter((each) => !listed.has(whatIsShown(each))),
];

/** The key to a picture, and to the words that it has to show. */
export const stateName = ({ page, name }: Pick<Screen, 'page' | 'name'>): string => `${page}: ${name}`;
