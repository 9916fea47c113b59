import { lengthsSeen } from '../../../bitbucket/pair-lengths';
import { hint } from '../../../secret';
import { problem } from '../../problems';
import type { Event, NamedKey } from '../event';
import type { Journey, Stage } from '../journey';
import { isMaking, recordWith, searching, stop, to } from '../moves';
import type { Happening, ResumableRules, StageKind, Stop } from '../stage';
import { takesOffer } from '../told/get-pair';
import { refusedAsOld, withOldName } from './new-secret';

export const capturing: ResumableRules<'capturing'> = {
  ends: ['dialog', 'tab'],
  retryFrom: () => 'capturing',
  // From the list again: what shows the pair may be gone.
  resume: () => searching,
  on: {
    // The person turns the list's pages: there is more to choose from.
    'list-seen': ({ event, at, journey }) =>
      at.name !== undefined || event.names.every((name) => at.choices.includes(name))
        ? journey
        : to(journey, { ...at, choices: [...new Set([...at.choices, ...event.names])] }),

    'consumer-chosen': ({ event, at, journey }) =>
      at.choices.includes(event.name)
        ? to(journey, { kind: 'capturing', name: event.name, choices: at.choices })
        : journey,

    'pair-missed': ({ at, journey }) =>
      at.shownIn === 'dialog' ? stop(journey, problem('secretMissed', at.name ?? '')) : journey,

    'pair-taken': ({ event, journey, now }) => pairTaken(journey, event, now),
    'pair-offered': pairOffered,
  },
};

export const checking: ResumableRules<'checking'> = {
  ends: ['answer'],
  retryFrom: () => 'checking',
  resume: () => ({ kind: 'checking' }),
  on: {
    'pair-checked': ({ event, journey, now }) => {
      const { verdict, answered = '' } = event;
      const unchecked = answered === '' ? 'capturedUnchecked' : 'capturedUnclear';
      const did = verdict === 'good' ? 'captured' : unchecked;
      const record = recordWith(journey, now, 'capture', did, journey.consumer?.key ?? '', answered);
      return to(journey, { kind: 'sending' }, { record });
    },
  },
};

/** The consumer is there. Its pair is in its row, or in a dialog that may still come. */
export function awaitPair(journey: Journey, name: string, pairIn: 'row' | 'dialog', now: number): Journey {
  return {
    ...journey,
    record: recordWith(journey, now, 'create', 'created', name),
    consumer: { name, keyHint: journey.consumer?.keyHint ?? '' },
    stage: { kind: 'capturing', name, choices: [], shownIn: pairIn },
  };
}

/** With several names, the person chooses. */
export const choosing = (names: readonly string[]): Stage => ({
  kind: 'capturing',
  ...(names.length === 1 ? { name: names[0] } : {}),
  choices: [...names],
});

/**
 * The vault has the pair. It is the person's where they pressed Save on the form of a new client, or entered it themselves. What
 * a page shows of its own accord waits for consent. An existing client's pair waits until it is known what the dashboard has, so
 * that the review of a change can be the consent.
 */
export function pairTaken(
  journey: Journey,
  taken: Extract<Event, { kind: 'pair-taken' }>,
  now: number,
): Journey | Stop {
  const { name, key, seal, from } = taken;
  const refused = refusedAsOld(journey, taken);
  if (refused) return refused;
  const consumer = { name, keyHint: hint(key), key, seal };
  const isNew = isMaking(journey);
  const { listed } = journey;
  // Whoever hands it in may call it something else than the form does.
  const isListed = listed && [name, nameAt(journey)].some((each) => isSameName(each, listed.name));
  const other = from !== 'person' && isListed ? otherKey(listed.keys, key) : undefined;
  if (other !== undefined)
    return stop({ ...journey, consumer }, problem('pairContradicted', name, other, key), 'capture');
  const isTheirs = from === 'person' || (isNew && (from === 'saved-page' || journey.isSaved === true));
  if (isNew && !isTheirs) return to(journey, { kind: 'confirming', why: 'not-saved' }, { consumer });
  // Nobody knows the name of a client that no page showed, and nobody saw it made.
  const record =
    name === ''
      ? journey.record
      : recordWith(journey, now, 'create', isNew ? 'created' : 'usedExisting', name);
  return to(journey, { kind: 'checking' }, { consumer, record, ...(isTheirs ? { agreedSeal: seal } : {}) });
}

/** A pair from another tab is asked about: the page that showed it has not taken anything from the journey. */
export function pairOffered({
  event: { workspace, name, key, seal },
  at,
  journey,
}: Pick<
  Happening<'finding' | 'creating' | 'capturing', 'pair-offered'>,
  'event' | 'at' | 'journey'
>): Journey {
  if (!takesOffer(journey, workspace) || key === journey.old?.key) return journey;
  const { consumer } = journey;
  const before = {
    stage: at,
    ...(consumer ? { consumer: { name: consumer.name, keyHint: consumer.keyHint } } : {}),
  };
  return to(
    journey,
    { kind: 'confirming', why: 'offered', before },
    { consumer: { name, keyHint: hint(key), key, seal } },
  );
}

/** Names that look the same: blanks, invisible characters, and how a letter is encoded make no difference. */
const isSameName = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && asSeen(one) === asSeen(other);

const asSeen = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The Client ID that a list shows in place of this one; undefined where it shows this one, or nothing that can be compared:
 * nothing as long as this one, or as any Client ID seen so far.
 */
function otherKey(shown: readonly string[], key: string): string | undefined {
  const lengths = [key.length, ...lengthsSeen.map((each) => each.key)];
  const comparable = shown.filter((each) => lengths.includes(each.length));
  return comparable.includes(key) ? undefined : comparable[0];
}

/** The stages that go on with the pair that was taken, to the end. */
const withPair: readonly StageKind[] = [
  'checking',
  'confirming',
  'sending',
  'picking',
  'reviewing',
  'offering',
  'switching',
  'agreeing',
  'handing',
  'enabling',
  'testing',
  'trying',
  'parting',
  'retiring',
  'deleting',
  'done',
];

/** What the journey's client is called, as far as that is known. */
const nameAt = ({ stage, consumer }: Journey): string | undefined =>
  stage.kind === 'creating' || stage.kind === 'capturing' ? stage.name : consumer?.name;

/**
 * A list shows Client IDs. What it shows for the journey's client is kept until the pair comes, and compared with the pair from
 * then on. If they differ, the pair may be somebody else's, and nothing more is done with it.
 */
export function keysSeen(before: Journey, keys: readonly NamedKey[]): Journey | Stop {
  const journey = withOldName(before, keys);
  const { stage, consumer } = journey;
  const name = nameAt(journey);
  const shown = keys.filter((each) => isSameName(each.name, name)).map((each) => each.key);
  if (name === undefined || shown.length === 0) return journey;
  if (stage.kind === 'creating' || stage.kind === 'capturing')
    return String(journey.listed?.keys) === String(shown)
      ? journey
      : { ...journey, listed: { name, keys: shown } };
  const key = withPair.includes(stage.kind) ? consumer?.key : undefined;
  const other = key === undefined ? undefined : otherKey(shown, key);
  return key === undefined || other === undefined
    ? journey
    : stop(journey, problem('pairContradicted', name, other, key), 'capture');
}
