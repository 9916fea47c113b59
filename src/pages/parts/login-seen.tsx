import { quotable } from '../../extension/words/bitbucket';
import { saidWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { canRead } from '../../setup/journey/told/test-login';
import type { LastPage, LoginSeen } from '../../setup/login-seen';
import type { Point, PointId } from '../../setup/points';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { pointLabel, pointWords, Row } from './check-points';
import { type Commands, decideOn } from './commands';

/** What was seen of a test login that failed: the window's last page, the pair, and how both sides stood just then. */

/** What the login's window showed last, and what it said where that stood in its address. */
export function lastPageWords(last: LastPage): string {
  switch (last.kind) {
    case 'unseen':
      return t('seenUnseen');
    case 'untold':
      return t('seenUntold');
    case 'page': {
      const { address, title, said } = last;
      const shown = title === '' ? t('seenPage', address) : t('seenTitled', address, quotable(title));
      return [shown, saidWords({ said })].filter(Boolean).join(' ');
    }
  }
}

interface PointSeen {
  readonly id: PointId;
  readonly state: Point['state'];
  readonly words: string;
}

/** Each point that a login depends on, in words. */
export function pointsSeen({ points, asks }: LoginSeen, dashboardName: string): readonly PointSeen[] {
  return [
    ...points.map((each) => ({ id: each.point, state: each.state, words: wordsOf(each, dashboardName) })),
    ...(asks
      ? [
          {
            id: 'callback',
            state: 'unknown',
            words: t('seenCallback', asks.callbackUrl, dashboardName),
          } as const,
          {
            id: 'permissions',
            state: 'unknown',
            words: t('seenPermissions', asks.scopes.join(', '), dashboardName),
          } as const,
        ]
      : []),
  ];
}

function wordsOf(point: Point, dashboardName: string): string {
  const isSent = point.point === 'pair' && point.params[0] === 'sent' && point.state !== 'unknown';
  return isSent
    ? t(point.state === 'good' ? 'seenSent_good' : 'seenSent_bad')
    : pointWords(point, dashboardName);
}

/** All of it, with the button that opens the same login in a tab; nothing where nothing was seen. */
export function WhatWasSeen({
  journey,
  profile,
  commands,
}: {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
}) {
  const { loginSeen } = journey;
  if (!loginSeen) return null;
  const name = dashboardName(profile);
  return (
    <section class="card" aria-label={t('seenTitle')}>
      <h2>{t('seenTitle')}</h2>
      <p>
        <strong>{t('seenWindow')}:</strong> {lastPageWords(loginSeen.last)}
      </p>
      <ul class="points">
        {pointsSeen(loginSeen, name).map(({ id, state, words }) => (
          <Row key={id} state={state} label={pointLabel(id, name)}>
            <p class="note">{words}</p>
          </Row>
        ))}
      </ul>
      {canRead(journey) && (
        <>
          <p class="note">{t('readWhy')}</p>
          <div class="buttons">
            <Button
              disabled={commands.isBusy}
              onPress={() => decideOn(journey, commands)({ kind: 'read-asked' })}
            >
              {t('readLogin')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
