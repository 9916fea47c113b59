import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../extension/messages/ask';
import type { Decision } from '../../extension/messages/schemas';
import { problemParams, saidWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { clockWords, durationWords } from '../../extension/words/times';
import type { Journey } from '../../setup/journey/journey';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';

/** A wait that ends by itself: why, how much longer, and the way out of it. */
export function Pause({
  pause,
  dashboardName,
  commands,
  decide,
}: {
  pause: NonNullable<Journey['pause']>;
  dashboardName: string;
  commands: Commands;
  decide: (event: Decision) => void;
}) {
  const { problem, until, again } = pause;
  const params = problemParams(problem, dashboardName);
  const said = saidWords(problem);
  const isOffline = until === undefined;
  useEffect(() => {
    if (!isOffline) return undefined;
    const leaving = new AbortController();
    addEventListener('online', goOn, { signal: leaving.signal });
    return () => leaving.abort();
  }, [isOffline]);
  return (
    <section class="pause">
      <div role="status">
        <h2>{t(`problem_${problem.code}_what`, ...params)}</h2>
        {said && <p>{said}</p>}
        <p>{t(`problem_${problem.code}_why`, ...params)}</p>
        {isOffline && <p>{t('pauseOffline')}</p>}
      </div>
      {until !== undefined && <Countdown until={until} says="pauseSeconds" />}
      {again !== undefined && <Countdown until={again} says="pauseTries" />}
      <div class="buttons">
        {isOffline && (
          <Button look="primary" disabled={commands.isBusy} onPress={() => decide({ kind: 'pause-over' })}>
            {t('retry')}
          </Button>
        )}
        <Button disabled={commands.isBusy} onPress={() => decide({ kind: 'pause-cancelled' })}>
          {t('cancel')}
        </Button>
      </div>
    </section>
  );
}

/** The background may be asleep while the network comes back; this page is not. */
const goOn = () => void ask({ type: 'setup/go-on' });

const secondsUntil = (time: number): number => Math.max(0, Math.ceil((time - Date.now()) / 1000));

/** Seconds until a time, as they pass; not read out each second. */
function Countdown({ until, says }: { until: number; says: 'pauseSeconds' | 'pauseTries' }) {
  const [seconds, setSeconds] = useState(() => secondsUntil(until));
  useEffect(() => {
    const clock = setInterval(() => setSeconds(secondsUntil(until)), 500);
    return () => clearInterval(clock);
  }, [until]);
  return (
    <p role="timer" aria-live="off">
      {t(says, durationWords(seconds))}
      {seconds > 90 && ` (${clockWords(until)})`}
    </p>
  );
}
