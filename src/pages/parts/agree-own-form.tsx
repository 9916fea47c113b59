import { useEffect, useState } from 'preact/hooks';
import type { OwnForm, Tenant } from '../../dashboards/guided';
import { ownFormOf } from '../../dashboards/own-forms';
import { onTabs, tabsNow } from '../../extension/platform/guided-tab';
import { openTab, showTab, showThisPage } from '../../extension/platform/open';
import { mayReach, requestHosts } from '../../extension/platform/permissions';
import { saveProfile } from '../../extension/store/edit-profiles';
import { readProfiles } from '../../extension/store/profiles';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import type { OwnFormAgreed } from '../../setup/journey/journey';
import { profileFor } from '../../setup/profiles/own-form';
import { callbackUrlOf, type HandProfile } from '../../setup/profiles/profile';
import { AskButton } from '../../ui/ask-button';
import { Button } from '../../ui/button';
import { Select } from '../../ui/fields';
import type { Commands } from './commands';

type ButtonFor = (tenant: Tenant, domain: string, agreed: OwnFormAgreed) => preact.ComponentChildren;

interface AgreeProps {
  readonly ownForm: OwnForm;
  /** For an existing profile: what its logins come back to. */
  readonly callbackUrl?: string;
  /** What begins it, below what is agreed to. */
  readonly children: ButtonFor;
}

type Wait =
  | { readonly kind: 'none' | 'refused' }
  | { readonly kind: 'open'; readonly tabId: number }
  | { readonly kind: 'tenant'; readonly tenant: Tenant };

/** Before there is a profile: leads from the dashboard's address alone to a setup under way. */
export function OwnFormEntrance(props: {
  readonly tool: string;
  /** Empty where the person is asked on Bitbucket. */
  readonly workspace: string;
  readonly commands: Commands;
}) {
  const { tool, workspace, commands } = props;
  const ownForm = ownFormOf(tool);
  if (!ownForm) return null;
  return (
    <Agree ownForm={ownForm}>
      {(tenant, domain, agreed) => (
        <AskButton
          name={t('setUp')}
          look="primary"
          disabled={commands.isBusy}
          // Asks about what a setup of the same profile would lose; by then the profile is the current one.
          question={async () => {
            const { profiles } = await readProfiles();
            const id = crypto.randomUUID();
            const profile = profileFor(ownForm, tenant, domain, { id, workspace, profiles });
            if (profile) await saveProfile(profile);
            return (await import('../asks/losses')).askToStart('create');
          }}
          yes={t('setUp')}
          onYes={() => void commands.run({ type: 'setup/start', mode: 'create', ownForm: agreed })}
        />
      )}
    </Agree>
  );
}

/** In place of entering by hand; nothing for a tool whose pages are not known. */
export function OfferOwnForm(props: {
  readonly profile: HandProfile;
  readonly commands: Commands;
  readonly onAgreed: (agreed: OwnFormAgreed) => void;
}) {
  const { profile, commands, onAgreed } = props;
  const ownForm = ownFormOf(profile.tool);
  if (!ownForm) return null;
  return (
    <Agree ownForm={ownForm} callbackUrl={callbackUrlOf(profile)}>
      {(_, __, agreed) => (
        <Button look="primary" disabled={commands.isBusy} onPress={() => onAgreed(agreed)}>
          {t(ownForm.label)}
        </Button>
      )}
    </Agree>
  );
}

/** Finds out from the dashboard's open pages which tenant is meant, and says what will be done there before anything is. */
function Agree({ ownForm, callbackUrl, children }: AgreeProps) {
  const [wait, setWait] = useState<Wait>({ kind: 'none' });
  const { site, label, explains } = ownForm;

  /** Asks for the host before the first `await`, as browsers want it. */
  const start = () =>
    void requestHosts([site]).then(async (isGranted) => {
      if (!isGranted) return setWait({ kind: 'refused' });
      const open = (await tabsNow()).flatMap(({ address = '' }) => ownForm.tenantAt(address) ?? []);
      const [only, ...others] = open.filter(
        (each, index) => open.findIndex(({ within }) => within === each.within) === index,
      );
      // With pages of several tenants open, it is not for Keyferry to say which is meant.
      if (only && others.length === 0) return setWait({ kind: 'tenant', tenant: only });
      setWait({ kind: 'open', tabId: await openTab(ownForm.choice) });
    });
  const stop = () => setWait({ kind: 'none' });

  if (wait.kind === 'tenant')
    return (
      <Consent ownForm={ownForm} tenant={wait.tenant} callbackUrl={callbackUrl} onStop={stop}>
        {children}
      </Consent>
    );
  if (wait.kind === 'open')
    return (
      <Choosing
        key={wait.tabId}
        ownForm={ownForm}
        tabId={wait.tabId}
        onChosen={(tenant) => setWait({ kind: 'tenant', tenant })}
        onAgain={start}
        onStop={stop}
      />
    );
  return (
    <>
      <p class="help">{t(explains)}</p>
      <div class="buttons">
        <Button onPress={start}>{t(label)}</Button>
      </div>
      {wait.kind === 'refused' && (
        <p class="problem" role="alert">
          {t('inPageWithheld', site)}
        </p>
      )}
    </>
  );
}

/** What is going to happen, where, and with what. */
function Consent(props: {
  readonly ownForm: OwnForm;
  readonly tenant: Tenant;
  readonly callbackUrl: string | undefined;
  readonly onStop: () => void;
  readonly children: ButtonFor;
}) {
  const { ownForm, tenant, children } = props;
  const [domain, setDomain] = useState<string>(
    tenant.domains.find((each) => ownForm.callbackUrlOn(each) === props.callbackUrl) ?? tenant.domains[0],
  );
  const [isForAll, setForAll] = useState(true);
  const callbackUrl = ownForm.callbackUrlOn(domain);
  const where = `${ownForm.origin}${tenant.within}`;
  const isOther =
    props.callbackUrl !== undefined &&
    !tenant.domains.some((each) => ownForm.callbackUrlOn(each) === props.callbackUrl);
  return (
    <section class="hintbox take" aria-label={t(ownForm.label)}>
      <h3>{t('inPageConsent', `${tenant.name} (${domain})`)}</h3>
      <p class="origin">{where}</p>
      {tenant.domains.length > 1 && props.callbackUrl === undefined && (
        <>
          <Select
            label={t('domain')}
            value={domain}
            options={tenant.domains.map((each) => ({ value: each, label: each }))}
            onChange={setDomain}
          />
          <p class="help">{t(ownForm.domainHelp)}</p>
        </>
      )}
      {isOther ? (
        <p class="problem" role="alert">
          {inWords(ownForm.isOther(tenant, props.callbackUrl ?? ''))}
        </p>
      ) : (
        <>
          <ul>
            {ownForm.consents.map((each) => (
              <li key={each}>{t(each, where, callbackUrl)}</li>
            ))}
          </ul>
          <label class="check">
            <input
              type="checkbox"
              checked={isForAll}
              onChange={(event) => setForAll(event.currentTarget.checked)}
            />
            {t('inPageAll')}
          </label>
          <p class="help">{t('inPageAllHelp')}</p>
        </>
      )}
      <div class="buttons">
        {!isOther && children(tenant, domain, { within: tenant.within, isForAll })}
        <Button look="quiet" onPress={props.onStop}>
          {t('takeStop')}
        </Button>
      </div>
    </section>
  );
}

/** The dashboard is open, for the person to log in and to choose. */
function Choosing(props: {
  readonly ownForm: OwnForm;
  readonly tabId: number;
  readonly onChosen: (tenant: Tenant) => void;
  readonly onAgain: () => void;
  readonly onStop: () => void;
}) {
  const { ownForm, tabId, onChosen } = props;
  const [at, setAt] = useState<'choice' | 'away' | 'closed' | 'withheld'>('away');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab is another one with another key
  useEffect(() => {
    const isOver = new AbortController();
    const look = async () => {
      if (!(await mayReach([ownForm.site]))) return setAt('withheld');
      const tab = (await tabsNow()).find((each) => each.tabId === tabId);
      if (isOver.signal.aborted) return;
      if (!tab) return setAt('closed');
      const { address = '' } = tab;
      const tenant = ownForm.tenantAt(address);
      if (!tenant) return setAt(address.startsWith(`${ownForm.origin}/`) ? 'choice' : 'away');
      isOver.abort();
      await showThisPage();
      onChosen(tenant);
    };
    onTabs(() => void look(), isOver.signal);
    void look();
    return () => isOver.abort();
  }, [tabId]);
  const isGone = at === 'closed' || at === 'withheld';
  return (
    <section class="hintbox take" aria-label={t(ownForm.label)}>
      <p role="status">
        {at === 'choice'
          ? t(ownForm.choosing)
          : at === 'closed'
            ? t('inPageClosed')
            : t(at === 'withheld' ? 'inPageWithheld' : 'takeAway', ownForm.site)}
      </p>
      <div class="buttons">
        {isGone ? (
          <Button onPress={props.onAgain}>{t('takeAgain')}</Button>
        ) : (
          <Button onPress={() => void showTab(tabId)}>{t('takeShowTab')}</Button>
        )}
        <Button look="quiet" onPress={props.onStop}>
          {t('takeStop')}
        </Button>
      </div>
    </section>
  );
}
