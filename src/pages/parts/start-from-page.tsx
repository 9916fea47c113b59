import { apiDashboardIds } from '../../dashboards';
import { handOvers } from '../../dashboards/hand-overs';
import { openSettings, openWelcome } from '../../extension/platform/open';
import { saveProfile } from '../../extension/store/edit-profiles';
import { notePage } from '../../extension/store/filled-pages';
import { keptProfiles, selectProfile } from '../../extension/store/profiles';
import { t } from '../../extension/words/text';
import { profileFromPage, profileWith } from '../../setup/profiles/from-page';
import { type HandProfile, type Profile, toolOf } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { PageInFront, PageOrigin, type PageThere } from './page-in-front';
import { useKept } from './use-stored';

/** A new profile with a callback URL that the page in the tab in front shows, so that none has to be typed or pasted. */
export function StartFromPage({ onBack }: { readonly onBack: () => void }) {
  return (
    <PageInFront
      title={t('pageStart')}
      form={handOvers.other.pageForm}
      withheld={t('pageStartWithheld')}
      onBack={onBack}
    >
      {(page) => <Found key={page.place.visit} {...page} onBack={onBack} />}
    </PageInFront>
  );
}

function Found({ look, place, onBack }: PageThere & { readonly onBack: () => void }) {
  const kept = useKept(keptProfiles);
  if (!kept) return null;
  const present = kept.value?.profiles ?? [];
  const { callbacks } = look;
  return (
    <>
      <PageOrigin origin={place.origin} />
      {callbacks.length === 0 ? (
        <>
          <p class="help">{t('pageStartNone')}</p>
          <div class="buttons">
            <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{t(callbacks.length === 1 ? 'pageCallback' : 'pageCallbacks')}</p>
          <ul class="callbacks">
            {callbacks.map(({ url }) => (
              <li key={url}>
                <code>{url}</code>
                <Start
                  url={url}
                  origin={place.origin}
                  present={present}
                  isOnly={callbacks.length === 1}
                  onBack={onBack}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What can be begun with one callback URL. */
function Start(props: {
  readonly url: string;
  readonly origin: string;
  readonly present: readonly Profile[];
  readonly isOnly: boolean;
  readonly onBack: () => void;
}) {
  const { url, origin, present, isOnly, onBack } = props;
  const there = profileWith(url, present);
  if (there)
    return (
      <>
        <span class="help">{t('pageStartHas', there.name)}</span>
        <Button
          name={`${t('pageStartShow')}: ${there.name}`}
          onPress={() => void selectProfile(there.id).then(onBack)}
        >
          {t('pageStartShow')}
        </Button>
      </>
    );
  const profile = profileFromPage(crypto.randomUUID(), url, present);
  if (!profile) return <span class="help">{t('pageCallbackBad')}</span>;
  const create = async () => {
    await saveProfile(profile);
    await notePage(profile.id, origin);
    onBack();
  };
  return (
    <>
      <Recognized profile={profile} />
      <Button
        look={isOnly ? 'primary' : 'plain'}
        name={`${t('pageStartCreate')}: ${url}`}
        onPress={() => void create()}
      >
        {t('pageStartCreate')}
      </Button>
    </>
  );
}

/** The tool whose callback URLs look like this one; with the better way, where Keyferry can set it up by itself. */
function Recognized({ profile }: { readonly profile: HandProfile }) {
  const tool = toolOf(profile);
  if (tool?.name === undefined) return null;
  return (
    <>
      <span class="help">{t('pageStartTool', tool.name)}</span>
      {apiDashboardIds.some((each) => each === tool.id) && (
        <>
          <span class="help">{t('pageStartApi', tool.name)}</span>
          <Button look="quiet" onPress={() => void openWelcome()}>
            {t('firstSteps')}
          </Button>
        </>
      )}
    </>
  );
}
