import { t } from '../../extension/words/text';

/** Leads to a page about something, in a tab of its own that does not learn where it was opened. */
export const HelpLink = ({ about, address }: { readonly about: string; readonly address: string }) => (
  <a
    class="help-link"
    href={address}
    target="_blank"
    rel="noopener noreferrer"
    aria-label={t('helpAbout', about)}
  >
    {t('helpShort')}
  </a>
);
