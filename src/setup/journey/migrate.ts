import * as v from 'valibot';
import { journeySchema } from './journey';

/** From each version of a kept journey to the next one. A step is never changed once it has been released. */
const steps: readonly ((before: Record<string, unknown>) => Record<string, unknown>)[] = [
  /** 1 → 2: what was done to the connection is told apart, and the test's application is looked for by its address. */
  ({ connection, testApplication, stage, ...rest }) => ({
    ...rest,
    stage: isRecord(stage) ? without(stage, 'isNew') : stage,
    ...(isRecord(connection)
      ? {
          connection: {
            ...without(connection, 'isNew'),
            did: connection.isNew === true ? 'created' : 'same',
          },
        }
      : {}),
    ...(testApplication === undefined ? {} : { hasTestApplication: true }),
  }),
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const without = ({ ...record }: Record<string, unknown>, name: string): Record<string, unknown> => {
  delete record[name];
  return record;
};

/** A kept journey of any version as one of today's; one of a newer version stays as it is, and is not understood. */
export function migrateJourney(kept: unknown): unknown {
  let journey = kept;
  for (const [index, step] of steps.entries())
    if (isRecord(journey) && journey.version === index + 1)
      journey = { ...step(journey), version: index + 2 };
  return journey;
}

/** A kept journey of any version. */
export const keptJourneySchema = v.pipe(v.unknown(), v.transform(migrateJourney), journeySchema);
