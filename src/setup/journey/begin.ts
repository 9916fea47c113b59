import { hint } from '../../secret';
import type { Journey, OwnFormAgreed, Stage } from './journey';
import { readyToTest, searching, toNote, toSurvey } from './moves';

const first: Readonly<Record<Journey['mode'], Stage>> = {
  create: searching,
  existing: searching,
  test: readyToTest,
  check: toSurvey,
  renew: toNote,
};

/** A journey at its first stage; `now` in epoch milliseconds. */
export function begin(fields: {
  readonly id: string;
  readonly profileId: string;
  readonly mode: Journey['mode'];
  readonly workspace: string;
  readonly now: number;
  readonly ownForm?: OwnFormAgreed | undefined;
}): Journey {
  return {
    version: 2,
    id: fields.id,
    profileId: fields.profileId,
    mode: fields.mode,
    startedAt: fields.now,
    stage: first[fields.mode],
    record: [],
    workspace: fields.workspace,
    taken: [],
    ...(fields.ownForm ? { ownForm: fields.ownForm } : {}),
  };
}

/** A journey that starts with a pair from the page: it waits for the person's consent. */
export function beginWithPair(fields: {
  id: string;
  profileId: string;
  workspace: string;
  now: number;
  name: string;
  key: string;
  seal: string;
}): Journey {
  const { name, key, seal, ...rest } = fields;
  const journey = begin({ ...rest, mode: 'existing' });
  return { ...journey, stage: { kind: 'confirming' }, consumer: { name, keyHint: hint(key), key, seal } };
}
