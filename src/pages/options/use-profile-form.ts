import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OwnAccessOffer } from '../../dashboards/own-access';
import type { Access, Credential } from '../../dashboards/session';
import { type Said, say } from '../../dashboards/words';
import { requestHosts } from '../../extension/platform/permissions';
import { hasCredential, readCredential, toPlain } from '../../extension/store/credentials';
import { saveProfile } from '../../extension/store/edit-profiles';
import { isLockedIn, keepInMemoryOnly, keptLocker, lockAway } from '../../extension/store/locker';
import { readProfiles } from '../../extension/store/profiles';
import { Secret } from '../../secret';
import {
  type Change,
  type Draft,
  type DraftProblems,
  draftOf,
  emptyDraft,
  enteredIn,
  entering,
  fieldsAt,
  opensTheSame,
  ownTexts,
  settledAs,
  stillWrong,
} from '../../setup/profiles/draft';
import {
  type ApiProfile,
  dashboardName,
  hostsOf,
  isOverApi,
  type Profile,
} from '../../setup/profiles/profile';
import { checksTheSame, readDraft } from '../../setup/profiles/read-draft';
import { differs } from '../../setup/profiles/unsaved';
import { type AccessStatus, draftAt, lookAtAccess } from '../parts/look-at-access';
import { useKept } from '../parts/use-stored';

type FormStatus = AccessStatus | { readonly kind: 'saved' };

/** The form of one profile: what stands in it, what is wrong with that, and what can be done with it. */
export interface ProfileFormState {
  readonly draft: Draft;
  readonly problems: DraftProblems;
  readonly status: FormStatus;
  /** Whether a credential of the profile can be used now. */
  readonly isInMemory: boolean;
  /** Whether one is kept, encrypted. */
  readonly isLockedAway: boolean;
  /** Whether something stands in it that is not saved. */
  readonly isUnsaved: boolean;
  readonly form: RefObject<HTMLFormElement | null>;
  change(change: Change): void;
  /** Looks again whether a credential is in memory. */
  look(): void;
  /** `elsewhere`: where to look for the dashboard instead of where the fields say; entered once it is found there. */
  check(elsewhere?: ApiProfile): void;
  /** Enters a credential that was taken from the dashboard's page, and checks it. */
  take(change: Change): void;
  /**
   * What was checked, if it can make an access of the extension's own, with the profile as the form has it now; undefined once
   * another credential is entered, or something wrong.
   */
  offered(): { profile: ApiProfile; offer: OwnAccessOffer; entered: Credential | undefined } | undefined;
  /** Goes on with a profile that was saved elsewhere, with what it opens. */
  settle(profile: ApiProfile, access: Access): void;
  /** What is entered as a credential now; undefined where that is nothing, or wrong. */
  entered(): Credential | undefined;
  /** Shows the profile as it is saved now. */
  reload(): void;
  save(): void;
  /** Back to what is saved; of a new profile, to nothing. */
  discard(): void;
}

interface Filled {
  readonly draft: Draft;
  readonly problems: DraftProblems;
  /** What the draft was made from: a saved profile, or an empty form. */
  readonly before: Draft;
}

function unchanged(id: string, profile: Profile | undefined): Filled {
  const before = profile ? draftOf(profile) : emptyDraft(id);
  return { draft: before, problems: {}, before };
}

/** `start`: what a new profile starts as, where it is a copy of another. */
export function useProfileForm(
  id: string,
  profile: Profile | undefined,
  start: Profile | undefined,
  onSaved: () => void,
): ProfileFormState {
  const [{ draft, problems, before }, setFilled] = useState<Filled>(() => {
    const fresh = unchanged(id, profile);
    return start && !profile ? { ...fresh, draft: draftOf(start) } : fresh;
  });
  const [status, setStatus] = useState<FormStatus>({ kind: 'quiet' });
  const [isInMemory, setInMemory] = useState(false);
  const isLockedAway = isLockedIn(useKept(keptLocker)?.value, id);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);
  latest.current = draft;

  const isUnsaved = differs(draft, before);
  // A setup, or another tab, may save it meanwhile; what was entered here stays.
  useEffect(() => {
    if (!profile) return;
    setFilled((now) => (differs(now.draft, now.before) ? now : unchanged(id, profile)));
  }, [id, profile]);

  const look = useCallback(() => void hasCredential(id).then(setInMemory), [id]);
  useEffect(look, [look]);

  const change = (part: Change) => {
    setFilled((filled) => {
      const next = { ...filled.draft, ...part(filled.draft) };
      return { ...filled, draft: next, problems: stillWrong(filled.problems, filled.draft, next) };
    });
    // A check is about the dashboard and the credential that it was made with.
    const offered = status.kind === 'checked' ? status.access.offered : {};
    const isAbout = status.kind === 'checked' || status.kind === 'checking';
    if (!isAbout || !checksTheSame({ ...draft, ...part(draft) }, draft, offered))
      setStatus({ kind: 'quiet' });
  };

  const show = (found: DraftProblems) => {
    setFilled((filled) => ({ ...filled, problems: found }));
    setStatus({ kind: 'quiet' });
    setTimeout(() => showField(form.current?.querySelector<HTMLElement>('[aria-invalid=true]')));
  };

  const settle = (settings: Profile) =>
    setFilled((filled) => ({ ...filled, draft: settledAs(filled.draft, settings), problems: {} }));

  /** Enters what a look has found, but for fields in which something else was entered since. */
  const putRight = (filled: Draft, read: ApiProfile, found: ApiProfile) =>
    setFilled((now) => {
      const before = [enteredIn(filled), ownTexts(read.dashboard, read), enteredIn(now.draft)];
      const right = Object.entries(ownTexts(found.dashboard, found)).filter(([id]) => {
        const [asFilled, asRead, asNow] = before.map((texts) => texts[id]);
        return asNow === asFilled || asNow === asRead;
      });
      return { ...now, draft: { ...now.draft, ...entering(now.draft, Object.fromEntries(right)) } };
    });

  /** Reads the form and asks for the hosts: both before the first `await`, as browsers want it. */
  const prepare = (
    of: Draft,
    then: (settings: Profile, entered: Credential | undefined) => Promise<void>,
  ) => {
    const isSame = profile !== undefined && opensTheSame(of, profile);
    const reading = readDraft(of, isSame && (isInMemory || isLockedAway));
    if (reading.kind === 'problems') return show(reading.problems);
    const settings = reading.profile;
    if (of === draft) settle(settings);
    if (!isOverApi(settings)) return void then(settings, undefined);
    const hosts = hostsOf(settings);
    void requestHosts(hosts).then((isGranted) =>
      isGranted
        ? then(settings, reading.credential)
        : show(hostDenied(of, hosts[0], dashboardName(settings))),
    );
  };

  const check = (elsewhere?: ApiProfile, filled: Draft = draft) => {
    const of = draftAt(filled, elsewhere);
    prepare(of, async (settings, entered) => {
      const isStillEntered = () => checksTheSame(latest.current, filled);
      if (!isOverApi(settings) || !isStillEntered()) return;
      setStatus({ kind: 'checking' });
      const found = await lookAtAccess(settings, entered, filled);
      if (!isStillEntered()) return;
      if (found.kind === 'checked') putRight(filled, settings, found.profile);
      setStatus(found);
    });
  };

  const take = (part: Change) => {
    change(part);
    check(undefined, { ...draft, ...part(draft) });
  };

  const save = () =>
    prepare(draft, async (settings, entered) => {
      if (isOverApi(settings)) await keep(draft, settings, entered);
      await saveProfile(settings);
      look();
      const saved = unchanged(id, settings);
      const isAsSent = !differs(latest.current, settledAs(draft, settings));
      // What was entered while it was saved stays.
      setFilled((now) => (isAsSent ? saved : { ...now, before: saved.before }));
      setStatus({ kind: isAsSent ? 'saved' : 'quiet' });
      onSaved();
    });

  const showSaved = (settings: Profile) => {
    setFilled(unchanged(id, settings));
    look();
  };

  const settleWith = (settings: ApiProfile, access: Access) => {
    showSaved(settings);
    setStatus({ kind: 'checked', access, profile: settings, entered: undefined, at: undefined });
    onSaved();
  };

  const offered = () => {
    const offer = status.kind === 'checked' ? status.access.ownAccess : undefined;
    const reading = readDraft(draft, true);
    if (status.kind !== 'checked' || !offer || reading.kind === 'problems') return undefined;
    if (!isOverApi(reading.profile) || !opensTheSame(draft, status.profile)) return undefined;
    const isSame = isSameSecret(reading.credential, status.entered);
    return isSame ? { profile: reading.profile, offer, entered: status.entered } : undefined;
  };

  const entered = () => {
    const reading = readDraft(draft, true);
    return reading.kind === 'ok' ? reading.credential : undefined;
  };

  const reload = () =>
    void readProfiles().then(({ profiles }) => {
      const saved = profiles.find((each) => each.id === id);
      if (saved) showSaved(saved);
      setStatus({ kind: 'quiet' });
    });

  const discard = () => {
    setFilled(unchanged(id, profile));
    setStatus({ kind: 'quiet' });
  };

  return {
    draft,
    problems,
    status,
    isInMemory,
    isLockedAway,
    isUnsaved,
    form,
    change,
    look,
    check,
    take,
    offered,
    settle: settleWith,
    entered,
    reload,
    save,
    discard,
  };
}

/** Brings a field into the middle of the window, away from what stays at its edges, and puts the focus there. */
function showField(field: HTMLElement | null | undefined): void {
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}

/** Keeps what was entered, in memory or encrypted; it replaces an older one that is kept. */
async function keep(draft: Draft, settings: ApiProfile, entered: Credential | undefined): Promise<void> {
  const credential = entered ?? (draft.isToBeKept ? await readCredential(settings.id) : undefined);
  if (!credential) return;
  if (draft.isToBeKept) return lockAway(settings, credential, new Secret(draft.passphrase));
  await keepInMemoryOnly(settings.id, credential);
}

const isSameSecret = (one: Credential | undefined, other: Credential | undefined): boolean =>
  JSON.stringify(one && toPlain(one)) === JSON.stringify(other && toPlain(other));

/** Said at the field that says where the dashboard is. */
const hostDenied = (draft: Draft, host: string, name: string): Record<string, Said> =>
  Object.fromEntries(
    fieldsAt(draft, 'where')
      .slice(0, 1)
      .map(({ id }) => [id, say('field_hostDenied', host, name)]),
  );
