import type { ComponentChildren } from 'preact';
import type { PageForm } from '../../dashboards/page-form';
import type { Look, Place } from '../../extension/platform/page-form';
import { t } from '../../extension/words/text';
import { Button } from '../../ui/button';
import { type PageSeen, usePage } from './use-page';

/** A page that the person has in front of them, and how to look at it again. */
export interface PageThere {
  readonly look: Look;
  readonly address: string;
  readonly place: Place;
  readonly lookAgain: () => Promise<void>;
}

/**
 * The page in the tab in front, with what it is for as the title; where there is none that can be looked at, why. `withheld`: said
 * where the browser lets nobody look. `children`: draws what was found, anew for each document.
 */
export function PageInFront(props: {
  readonly title: string;
  readonly form: PageForm;
  readonly withheld: string;
  readonly onBack: () => void;
  readonly children: (page: PageThere) => ComponentChildren;
}) {
  const { page, lookAgain } = usePage(props.form);
  return (
    <section class="review page">
      <h2>{props.title}</h2>
      {page.kind === 'page' ? (
        props.children({ ...page, lookAgain })
      ) : (
        <p role="status">{inWords(page, props.withheld)}</p>
      )}
      <div class="buttons">
        {page.kind !== 'looking' && <Button onPress={() => void lookAgain()}>{t('pageAgain')}</Button>}
        <Button look="quiet" onPress={props.onBack}>
          {t('pageBack')}
        </Button>
      </div>
    </section>
  );
}

function inWords(page: Exclude<PageSeen, { kind: 'page' }>, withheld: string): string {
  if (page.kind === 'open') return t('pageOpen', page.origin);
  if (page.kind === 'withheld') return withheld;
  if (page.kind === 'gone') return t('pageGone');
  return t(page.kind === 'none' ? 'pageNone' : 'pageLooking');
}

/** Where a page is from, in large letters, with a note where they can look like others. `within`: the part of it that is meant. */
export const PageOrigin = ({
  origin,
  within = '',
}: {
  readonly origin: string;
  readonly within?: string;
}) => (
  <>
    <p class="origin">{origin + within}</p>
    {/(?:\/\/|\.)xn--/.test(origin) && <p class="hintbox">{t('pageLetters')}</p>}
  </>
);
