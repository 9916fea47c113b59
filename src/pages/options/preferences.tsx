import { useEffect, useState } from 'preact/hooks';
import { shortcut } from '../../extension/platform/about';
import { requestNotices } from '../../extension/platform/permissions';
import { hasSidePanel } from '../../extension/platform/side-panel';
import { keptSide, keptWish } from '../../extension/store/preferences';
import { t } from '../../extension/words/text';
import { useKept } from '../parts/use-stored';
import { Section } from './section';

/** What is set for the whole browser: notices of how a setup goes, where values are pasted, and the keys that open the popup. */
export function Comforts() {
  const isWanted = useKept(keptWish)?.value?.isWanted === true;
  const isSide = useKept(keptSide)?.value?.isWanted === true;
  const [isDenied, setDenied] = useState(false);
  const [keys, setKeys] = useState<string>();
  useEffect(() => {
    void shortcut().then(setKeys);
  }, []);
  const wish = (wanted: boolean) => {
    setDenied(false);
    if (!wanted) return void keptWish.write({ isWanted: false });
    void requestNotices().then((isGranted) => {
      setDenied(!isGranted);
      return keptWish.write({ isWanted: isGranted });
    });
  };
  return (
    <Section title={t('groupComforts')} kind="comforts">
      <div>
        <label class="choice">
          <input
            type="checkbox"
            checked={isWanted}
            onChange={({ currentTarget }) => {
              wish(currentTarget.checked);
              // It is ticked once the permission is there.
              currentTarget.checked = isWanted;
            }}
          />
          {t('notifyMe')}
        </label>
        <p class="help">{t('help_notifyMe')}</p>
        {isDenied && (
          <p class="problem" role="alert">
            {t('notifyDenied')}
          </p>
        )}
      </div>
      {hasSidePanel() && (
        <div>
          <label class="choice">
            <input
              type="checkbox"
              checked={isSide}
              onChange={({ currentTarget }) => void keptSide.write({ isWanted: currentTarget.checked })}
            />
            {t('sideWanted')}
          </label>
          <p class="help">{t('help_sideWanted')}</p>
        </div>
      )}
      <p class="help">{keys ? t('shortcut', keys) : t('shortcutNone')}</p>
    </Section>
  );
}
