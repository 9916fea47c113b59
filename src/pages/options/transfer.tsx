import { useRef, useState } from 'preact/hooks';
import { addProfiles } from '../../extension/store/edit-profiles';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import type { Profile } from '../../setup/profiles/profile';
import { type FileReading, fileOf, profilesToAdd, readFile } from '../../setup/profiles/transfer';
import { Button } from '../../ui/button';
import { saveFile } from '../../ui/save-file';
import { Section } from './section';

type TransferStatus =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'added'; readonly names: readonly string[] }
  | Exclude<FileReading, { kind: 'profiles' }>;

/** All profiles to a file, and back. */
export function Portable({ profiles }: { profiles: readonly Profile[] }) {
  const [status, setStatus] = useState<TransferStatus>({ kind: 'quiet' });
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    const read = readFile(await file.text());
    if (read.kind !== 'profiles') return setStatus(read);
    const added = await addProfiles((present) =>
      profilesToAdd(read.profiles, present, () => crypto.randomUUID()),
    );
    setStatus({ kind: 'added', names: added.map((each) => each.name) });
  };
  return (
    <Section title={t('groupPortable')}>
      <p class="help">{t('help_portable')}</p>
      <div class="buttons">
        {profiles.length > 0 && (
          <Button onPress={() => saveFile('keyferry-profiles.json', 'application/json', fileOf(profiles))}>
            {t('exportProfiles')}
          </Button>
        )}
        <Button onPress={() => input.current?.click()}>{t('importProfiles')}</Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t('importProfiles')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            currentTarget.value = '';
            if (file) void take(file);
          }}
        />
      </div>
      <p class="status" role="status">
        {status.kind === 'added' &&
          (status.names.length > 0 ? t('imported', status.names.join(', ')) : t('importNothing'))}
      </p>
      {status.kind === 'problem' && (
        <p class="problem" role="alert">
          {t(`import_${status.problem}`)}
        </p>
      )}
      {status.kind === 'wrong-profile' && (
        <p class="problem" role="alert">
          {t('importWrong', status.name)} {inWords(status.problem)}
        </p>
      )}
    </Section>
  );
}
