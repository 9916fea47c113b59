import { hint } from '../../secret';
import type { ConnectionChoice, Journey } from './journey';
import { readyToTest, searching } from './moves';

/** A journey at its first stage; `now` in epoch milliseconds. */
export function begin(fields: {
  readonly id: string;
  readonly profileId: string;
  readonly mode: Journey['mode'];
  readonly workspace: string;
  readonly now: number;
  readonly lookFor?: string;
  /** Several, of which the person has to choose one first. */
  readonly connections?: readonly ConnectionChoice[];
}): Journey {
  const { connections } = fields;
  return {
    version: 2,
    id: fields.id,
    profileId: fields.profileId,
    mode: fields.mode,
    startedAt: fields.now,
    stage: connections
      ? { kind: 'picking', connections: [...connections] }
      : fields.mode === 'test'
        ? readyToTest
        : searching,
    record: [],
    ...(fields.lookFor === undefined ? {} : { lookFor: fields.lookFor }),
    workspace: fields.workspace,
    taken: [],
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
