import type { ForeignPart } from '../../dashboards/session';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';

/** How a connection differs from what a setup makes, in words. */
export const partsWords = (parts: readonly ForeignPart[]): string =>
  parts.map((part) => t(`foreign_${part}`)).join(', ');

/** Connections that look like Bitbucket's, and are left alone; nothing where there are none. */
export const Foreign = ({ journey: { foreign = [] } }: { journey: Journey }) => (
  <>
    {foreign.map(({ name, parts }) => (
      <p key={name} class="hintbox">
        {t('foreignLeft', name, partsWords(parts))}
      </p>
    ))}
  </>
);
