import type { Journey } from './journey';

/** What is noted of a journey once it was shown at its present stage: its page comes to the front by itself once for each such note. */
export const noteOfShown = ({ id, stage, record }: Pick<Journey, 'id' | 'stage' | 'record'>): string =>
  stage.kind === 'stopped'
    ? `${id} ${stage.at} ${stage.problem.code} ${record.length}`
    : `${id} ${stage.kind}`;
