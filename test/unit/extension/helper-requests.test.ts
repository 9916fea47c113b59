import { fakeBrowser } from '@webext-core/fake-browser';
import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Decision } from '../../../src/extension/messages/schemas';
import type { PageFacts } from '../../../src/setup/page-facts';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
// The journey tests cover what the journey does by itself after a pair was taken.
vi.mock('../../../src/extension/background/driver', () => ({
  goOn: async () => {},
  removeTestApplication: async () => undefined,
}));

const { answerHelper } = await import('../../../src/extension/background/helper-requests');
const { carryOut } = await import('../../../src/extension/background/commands');
const { helperMessage } = await import('../../../src/extension/messages/schemas');
const { happened, replaceJourney } = await import('../../../src/extension/background/journal');
const { asidesOf } = await import('../../../src/extension/store/asides');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { adoptTab, findMoved, forgetAddress, goToBitbucket, tabAppeared } = await import(
  '../../../src/extension/background/bitbucket-tab'
);
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { forgetPair, keepPair, storedPair } = await import('../../../src/extension/store/vault');
const { pairOf } = await import('../../../src/extension/store/pair-of');
const { hint, Secret } = await import('../../../src/secret');
const { advance } = await import('../../../src/setup/journey/advance');
const { searching } = await import('../../../src/setup/journey/moves');
const { problem } = await import('../../../src/setup/problems');

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN' };
const page = { kind: 'list', workspace: 'acme', names: [], keys: [], isPart: false, pairIn: 'row' } as const;

/** A helper in one of a tab's documents. */
const helper = (tabId: number, documentId = 'D1') => ({ kind: 'helper', tabId, documentId }) as const;

const look = async (from: ReturnType<typeof helper>, on: PageFacts = page) => {
  const answer = await answerHelper({ type: 'helper/look', page: on, isRedirected: false }, from);
  if (!answer || !('nonce' in answer)) throw new Error('No answer');
  return answer;
};
const handIn = (nonce: string, from: ReturnType<typeof helper>, given = pair, isSaved = true) =>
  answerHelper({ type: 'helper/pair', nonce, consumer: 'Login', ...given, isSaved }, from);

let home: number;
beforeEach(async () => {
  fakeBrowser.reset();
  await saveProfile({ ...profile('p'), name: 'Development' });
  home = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
  const journey = newJourney();
  await replaceJourney(journey);
  await adoptTab(journey, home);
  await goToBitbucket(journey);
});

it('puts the panel’s script into the tab of the helper that asks for it', async () => {
  const executeScript = vi.fn(async () => []);
  Object.assign(fakeBrowser, { scripting: { executeScript } });
  await answerHelper({ type: 'helper/panel' }, helper(home));
  expect(executeScript.mock.calls).toEqual([[{ target: { tabId: home }, files: ['/src/helper/panel.js'] }]]);
});

const filledForm = async () => {
  const { nonce } = await look(helper(home));
  await answerHelper({ type: 'helper/filled', nonce, name: 'Login' }, helper(home));
  return nonce;
};

it('takes the pair of the document that was told to fill the form, once', async () => {
  const nonce = await filledForm();
  expect(await handIn(nonce, helper(home))).toEqual({ kept: true });
  expect((await storedPair('j'))?.key).toBe(pair.key);
  const other = { ...pair, key: 'anotherKeyanotherKey'.slice(0, 18) };
  expect(await handIn(nonce, helper(home), other)).toEqual({ kept: false });
  expect((await storedPair('j'))?.key).toBe(pair.key);
});

/** Pairs that differ where a hint does not show it, or only in the Secret. */
const others = [
  ['of another Key', { ...pair, key: 'anotherKeyanotherKey'.slice(0, 18) }],
  ['whose Key has the same ends', { ...pair, key: 'yV5aXXXXXXXXXXhFCg' }],
  ['with another Secret', { ...pair, secret: `Q${pair.secret.slice(1)}` }],
] as const;

describe('takes one of two pairs that come at once, and holds the one that it names,', () => {
  it.each(others)('the other being one %s', async (_, other) => {
    const nonce = await filledForm();
    const answers = await Promise.all([handIn(nonce, helper(home)), handIn(nonce, helper(home), other)]);
    expect(answers).toEqual([{ kept: true }, { kept: false }]);
    expect((await storedPair('j'))?.secret.reveal()).toBe(pair.secret);
    const journey = await keptJourney.read();
    expect(journey?.consumer).toMatchObject({ key: pair.key, keyHint: hint(pair.key) });
    expect(journey && (await pairOf(journey))?.key).toBe(pair.key);
  });

  it.each(others)('without a setup as well, the other being one %s', async (_, other) => {
    await replaceJourney(undefined);
    const { nonce } = await look(helper(home));
    const answers = await Promise.all([handIn(nonce, helper(home)), handIn(nonce, helper(home), other)]);
    const kept = answers.findIndex((each) => each && 'kept' in each && each.kept);
    expect(answers.filter((each) => each && 'kept' in each && each.kept)).toHaveLength(1);
    const journey = await keptJourney.read();
    const held = journey && (await pairOf(journey));
    expect({ key: held?.key, secret: held?.secret.reveal() }).toEqual([pair, other][kept]);
  });

  it.each(others)('and names no pair that has taken its place: one %s', async (_, other) => {
    await handIn(await filledForm(), helper(home));
    await keepPair('j', { key: other.key, secret: new Secret(other.secret) });
    const journey = await keptJourney.read();
    expect(journey && (await pairOf(journey))).toBeUndefined();
  });
});

describe('a pair that nobody pressed Save for', () => {
  const stage = async () => (await keptJourney.read())?.stage;
  const saved = (nonce: string, from: ReturnType<typeof helper>) =>
    answerHelper({ type: 'helper/saved', nonce, name: 'Login' }, from);

  it('waits for consent', async () => {
    const nonce = await filledForm();
    expect(await handIn(nonce, helper(home), pair, false)).toEqual({ kept: true });
    expect(await stage()).toEqual({ kind: 'confirming', why: 'not-saved' });
  });

  it('goes on in the next document, once the one with the form has told that it was pressed', async () => {
    const nonce = await filledForm();
    await saved(nonce, helper(home));
    const next = await look(helper(home, 'D2'), onPair);
    await handIn(next.nonce, helper(home, 'D2'), pair, false);
    expect(await stage()).toEqual({ kind: 'checking' });
  });

  it('is the client’s whose name stood in the form, where the next document does not tell one', async () => {
    const nonce = await filledForm();
    await answerHelper({ type: 'helper/saved', nonce, name: 'My login' }, helper(home));
    const keys = [{ name: 'My login', key: `z${pair.key.slice(1)}` }];
    const next = await look(helper(home, 'D2'), { ...onPair, keys });
    const nameless = {
      type: 'helper/pair',
      nonce: next.nonce,
      consumer: '',
      ...pair,
      isSaved: false,
    } as const;
    expect(await answerHelper(nameless, helper(home, 'D2'))).toEqual({ kept: false, isRefused: true });
    expect((await keptJourney.read())?.consumer?.name).toBe('My login');
  });

  it('is not helped by another document or tab that tells so', async () => {
    const nonce = await filledForm();
    const elsewhere = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
    await saved(crypto.randomUUID(), helper(home));
    await saved(nonce, helper(home, 'D2'));
    await saved(nonce, helper(elsewhere));
    await handIn(nonce, helper(home), pair, false);
    expect(await stage()).toEqual({ kind: 'confirming', why: 'not-saved' });
  });
});

describe('takes no pair', () => {
  it('with a nonce of another document', async () => {
    const nonce = await filledForm();
    expect(await handIn(nonce, helper(home, 'D2'))).toEqual({ kept: false });
    expect(await handIn(crypto.randomUUID(), helper(home))).toEqual({ kept: false });
    expect(await storedPair('j')).toBeUndefined();
  });

  it('before the form was filled', async () => {
    const { nonce } = await look(helper(home));
    expect(await handIn(nonce, helper(home))).toEqual({ kept: false });
  });

  it('of a workspace that is not the journey’s', async () => {
    const rivals = { ...page, workspace: 'rivals' };
    await look(helper(home), rivals);
    const answer = await look(helper(home, 'D2'), rivals);
    expect(answer).toMatchObject({ plan: { kind: 'elsewhere', here: 'rivals', wantedWorkspace: 'acme' } });
    expect((await keptJourney.read())?.stage).toMatchObject({ kind: 'finding', waiting: 'elsewhere' });
  });
});

describe('a page of another workspace', () => {
  const rivals = { ...page, workspace: 'rivals' };
  const on = (documentId: string, isRedirected: boolean, shown: PageFacts = rivals) =>
    answerHelper({ type: 'helper/look', page: shown, isRedirected }, helper(home, documentId));
  const stage = async () => (await keptJourney.read())?.stage;
  let visited: (string | undefined)[];
  beforeEach(async () => {
    visited = [];
    fakeBrowser.tabs.update = vi.fn(async (_: unknown, { url }: { url?: string }) => {
      visited.push(url);
    }) as never;
    await forgetAddress(newJourney());
    await goToBitbucket(newJourney());
    expect(visited).toHaveLength(1);
  });

  it('to which Bitbucket led from the setup’s own is taken over, and it is said', async () => {
    const answer = await on('D1', true);
    expect(answer).toMatchObject({ plan: { kind: 'open-form' }, movedFrom: 'acme' });
    expect(await keptJourney.read()).toMatchObject({
      workspace: 'rivals',
      movedFrom: 'acme',
      stage: { kind: 'creating' },
      record: [{ step: 'logIn', did: 'loggedInMoved', params: ['rivals', 'acme'] }],
    });
    expect(visited, 'the page is the right one already').toHaveLength(1);
  });

  it('after a login, of which no browser tells whether it led there, is asked for once more', async () => {
    await happened('j', { kind: 'login-needed' });
    expect(await on('D1', true)).toMatchObject({ plan: { kind: 'nothing' } });
    expect(visited).toEqual([visited[0], visited[0]]);
    expect(await stage()).toMatchObject({ waiting: 'page' });
    expect(await on('D2', true)).toMatchObject({ movedFrom: 'acme' });
  });

  it('without a redirect is asked for once, and not taken over', async () => {
    await on('D1', false);
    expect(visited).toHaveLength(2);
    expect(await on('D2', false)).toMatchObject({ plan: { kind: 'elsewhere', here: 'rivals' } });
    expect(visited).toHaveLength(2);
    expect(await keptJourney.read()).toMatchObject({ workspace: 'acme', stage: { waiting: 'elsewhere' } });
  });

  it('to which the person went is not taken over, though Bitbucket led there from another address', async () => {
    await on('D1', false, { kind: 'settings', workspace: 'acme' });
    expect(await on('D2', true)).toMatchObject({ plan: { kind: 'elsewhere' } });
    expect((await keptJourney.read())?.workspace).toBe('acme');
  });

  it('is left alone once the setup’s own has come', async () => {
    await on('D1', false);
    await on('D2', false);
    expect(await on('D3', false, page)).toMatchObject({ plan: { kind: 'open-form' } });
    expect(await on('D4', true)).toMatchObject({ plan: { kind: 'elsewhere' } });
    expect(await stage()).toMatchObject({ kind: 'creating' });
  });

  it('is taken where the person says so on one of the extension’s pages', async () => {
    await on('D1', false);
    await on('D2', false);
    await happened('j', { kind: 'workspace-chosen', workspace: 'another' });
    expect((await keptJourney.read())?.workspace).toBe('acme');
    await happened('j', { kind: 'workspace-chosen', workspace: 'rivals' });
    expect(await keptJourney.read()).toMatchObject({ workspace: 'rivals', stage: { kind: 'finding' } });
  });
});

describe('a page that the tab is led away from', () => {
  const check = { ...newJourney({ mode: 'check' }), stage: searching, lookFor: 'yV5a…hFCg' };
  const stage = async () => (await keptJourney.read())?.stage;
  beforeEach(async () => {
    await replaceJourney(check);
    await forgetAddress(check);
  });

  it('is not what was asked for, until it is known where to', async () => {
    expect((await look(helper(home))).plan).toEqual({ kind: 'nothing' });
    expect(await stage()).toMatchObject({ kind: 'finding' });
  });

  it('is not what was asked for, as long as it is still there', async () => {
    await look(helper(home));
    await goToBitbucket(check);
    expect((await look(helper(home))).plan).toEqual({ kind: 'nothing' });
    expect(await stage()).toMatchObject({ kind: 'finding' });
    await look(helper(home, 'D2'), { kind: 'not-found' } as PageFacts);
    expect(await stage()).toMatchObject({ attempt: 1 });
    await look(helper(home, 'D2'));
    expect(await stage(), 'another one follows').toMatchObject({ attempt: 1 });
    expect((await look(helper(home, 'D3'))).plan).toMatchObject({ kind: 'inspect' });
  });

  it('is no answer to “Try again”, which leads there anew, however often', async () => {
    const noAccess = { kind: 'no-access' } as const;
    const decide = (event: Decision) => carryOut({ type: 'journey/decided', journeyId: 'j', event });
    await goToBitbucket(check);
    await look(helper(home), noAccess);
    expect(await stage()).toMatchObject({ kind: 'stopped', problem: { code: 'noAccess' } });
    for (const time of ['once', 'twice']) {
      await decide({ kind: 'retried' });
      await goToBitbucket(check);
      if (time === 'twice') await look(helper(home), noAccess);
      expect(await stage(), time).toMatchObject({ kind: 'finding' });
    }
    expect((await look(helper(home, 'D2'))).plan).toMatchObject({ kind: 'inspect' });
  });

  it('is looked at again once it has come back after another', async () => {
    await look(helper(home));
    await goToBitbucket(check);
    await look(helper(home, 'D2'), { kind: 'sign-in' });
    expect((await look(helper(home))).plan).toMatchObject({ kind: 'inspect' });
  });
});

it('lets a pair from another tab wait for the person’s consent', async () => {
  const elsewhere = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
  await replaceJourney(undefined);
  const answer = await look(helper(elsewhere));
  expect(answer.plan.kind).toBe('offer');
  await handIn(answer.nonce, helper(elsewhere));
  expect((await keptJourney.read())?.stage).toEqual({ kind: 'confirming' });
});

describe('a client made in another tab while a setup is under way', () => {
  let elsewhere: ReturnType<typeof helper>;
  beforeEach(async () => {
    elsewhere = helper((await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0);
  });
  const stage = async () => (await keptJourney.read())?.stage;
  const decide = (event: Decision) => carryOut({ type: 'journey/decided', journeyId: 'j', event });
  const offer = async () => handIn((await look(elsewhere)).nonce, elsewhere);

  it('is asked about, and used for that setup once the person agrees', async () => {
    await filledForm();
    const before = await keptJourney.read();
    const { plan, nonce } = await look(elsewhere, onPair);
    expect(plan.kind).toBe('offer');
    expect(await handIn(nonce, elsewhere)).toEqual({ kept: true });
    expect(await stage()).toMatchObject({ kind: 'confirming', why: 'offered' });
    expect((await look(elsewhere, onPair)).plan, 'it is there').toEqual({ kind: 'offered' });
    const seal = (await keptJourney.read())?.consumer?.seal ?? '';
    await decide({ kind: 'consented', seal: 'another' });
    expect((await stage())?.kind).toBe('confirming');
    await decide({ kind: 'consented', seal });
    const journey = await keptJourney.read();
    expect(journey).toMatchObject({ id: before?.id, mode: 'create', stage: { kind: 'checking' } });
    expect(journey && (await pairOf(journey))?.key).toBe(pair.key);
    expect(journey?.agreedSeal).toBe(seal);
  });

  it('costs the setup nothing where the person declines', async () => {
    const nonce = await filledForm();
    const before = await keptJourney.read();
    await offer();
    await decide({ kind: 'send-declined' });
    const { changedAt: _, ...after } = (await keptJourney.read()) ?? {};
    expect(after).toEqual({ ...before, changedAt: undefined });
    expect(await storedPair('j')).toBeUndefined();
    const own = { ...pair, key: 'anotherKeyanotherKey'.slice(0, 18) };
    expect(await handIn(nonce, helper(home), own)).toEqual({ kept: true });
    expect(await stage()).toEqual({ kind: 'checking' });
  });

  it('goes back to the dialog that is awaited, with what is known of its client', async () => {
    await saved();
    const before = await keptJourney.read();
    await offer();
    await decide({ kind: 'send-declined' });
    expect(await keptJourney.read()).toMatchObject({ stage: before?.stage, consumer: before?.consumer });
  });

  const refused = async (facts: PageFacts = onPair) => {
    const { plan, nonce } = await look(elsewhere, facts);
    expect(plan).toEqual({ kind: 'under-way' });
    const was = await keptJourney.read();
    expect(await handIn(nonce, elsewhere)).toEqual({ kept: false, isUnderWay: true });
    expect(await keptJourney.read()).toEqual(was);
  };
  it('is not captured for a setup of another workspace', () => refused({ ...onPair, workspace: 'rivals' }));
  it('is not captured for a setup of a profile that is not the one chosen', async () => {
    await saveProfile({ ...profile('q'), name: 'Production' });
    await refused();
  });
  it.each([
    ['that has its pair', { kind: 'sending' }],
    ['that the person is to decide about', { kind: 'handing' }],
  ] as const)('is not captured for a setup %s', async (_, at) => {
    await replaceJourney({ ...newJourney(), stage: at });
    await refused();
  });
  it.each(['test', 'check'] as const)('is not captured for a %s', async (mode) => {
    await replaceJourney({
      ...newJourney({ mode }),
      stage: { kind: 'finding', attempt: 0, waiting: 'page' },
    });
    await refused();
  });
  it('is not captured on the way to an old client, nor is the pair of that one', async () => {
    const renewal = { ...newJourney({ mode: 'renew' }), stage: newJourney().stage };
    await replaceJourney({ ...renewal, isRetiring: true });
    await refused();
    await replaceJourney({ ...renewal, old: { key: pair.key } });
    expect(await offer()).toEqual({ kept: false, isUnderWay: true });
  });
  it('is not taken in place of one that the person is asked about', async () => {
    await offer();
    const { nonce } = await look(elsewhere);
    const other = { ...pair, key: 'anotherKeyanotherKey'.slice(0, 18) };
    expect(await handIn(nonce, elsewhere, other)).toEqual({ kept: false, isUnderWay: true });
    expect((await storedPair('j'))?.key).toBe(pair.key);
  });
});

describe('with a setup that is over', () => {
  /** It failed while its pair, which Bitbucket shows only once, was in the vault. */
  const over = advance(
    {
      ...newJourney({ id: 'over' }),
      stage: { kind: 'sending' },
    },
    { kind: 'failed', problem: problem('serverError', '500') },
    0,
  );
  const old = { key: 'Qk3vXXXXXXXXXX81sZ', secret: new Secret('theSecretThatIsNotShownAgain') };
  const capture = async () => {
    const elsewhere = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
    const { nonce } = await look(helper(elsewhere));
    return handIn(nonce, helper(elsewhere));
  };
  beforeEach(async () => {
    await replaceJourney(over);
    await keepPair('over', old);
  });

  it('a pair from another tab waits in front of it, and takes nothing of it', async () => {
    expect(await capture()).toEqual({ kept: true });
    const journey = await keptJourney.read();
    expect(journey?.stage).toEqual({ kind: 'confirming' });
    expect(journey && (await asidesOf(journey))).toEqual([over]);
    expect((await storedPair('over'))?.key).toBe(old.key);
    expect(journey && (await storedPair(journey.id))?.key).toBe(pair.key);
  });

  it('one of two pairs that come at once waits, and the setup is behind it', async () => {
    expect(await Promise.all([capture(), capture()])).toEqual(
      expect.arrayContaining([{ kept: true }, { kept: false, isUnderWay: true }]),
    );
    const journey = await keptJourney.read();
    expect(journey && (await asidesOf(journey))).toEqual([over]);
  });
});

it('never answers with a credential', async () => {
  const nonce = await filledForm();
  const answers = [await look(helper(home)), await handIn(nonce, helper(home))];
  expect(JSON.stringify(answers)).not.toContain(pair.secret);
});

/** Saved: Bitbucket's list has the name, and its dialog with the pair is still to come. */
const saved = async () => {
  const nonce = await filledForm();
  const { plan } = await look(helper(home), { ...page, names: ['Login'], pairIn: 'dialog' });
  return { nonce, plan };
};
const onPair = { kind: 'pair', workspace: 'acme', keys: [] } as const;

describe('a pair that the list contradicts', () => {
  const keys = [{ name: 'Login', key: 'zV5aWjGZz5xz7mhFCg' }];

  it('is not kept, where the list was seen before it or behind it', async () => {
    const { nonce } = await saved();
    await look(helper(home), { ...onPair, keys });
    expect(await handIn(nonce, helper(home))).toEqual({ kept: false, isRefused: true });
    expect((await keptJourney.read())?.stage).toMatchObject({
      kind: 'stopped',
      problem: { code: 'pairContradicted', params: ['Login', keys[0]?.key, pair.key] },
    });
  });

  it('is not gone on with, where the list comes after it', async () => {
    const { nonce } = await saved();
    await handIn(nonce, helper(home));
    await look(helper(home), { ...page, names: ['Login'], keys });
    expect((await keptJourney.read())?.stage).toMatchObject({ problem: { code: 'pairContradicted' } });
  });

  it('is another workspace’s business', async () => {
    const { nonce } = await saved();
    await look(helper(home), { ...onPair, workspace: 'rivals', keys });
    expect(await handIn(nonce, helper(home))).toEqual({ kept: true });
  });
});

describe('a pair that is shown once', () => {
  it('is awaited once its name is in the list', async () => {
    expect((await saved()).plan).toEqual({ kind: 'await-pair', consumerName: 'Login' });
  });

  it('is missed only where the document says so that was told to wait', async () => {
    const { nonce } = await saved();
    const missed = (own: string, from: ReturnType<typeof helper>) =>
      answerHelper({ type: 'helper/no-pair', nonce: own }, from);
    const elsewhere = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
    await missed(crypto.randomUUID(), helper(home));
    await missed(nonce, helper(home, 'D2'));
    await missed(nonce, helper(elsewhere));
    expect((await keptJourney.read())?.stage.kind).toBe('capturing');
    await missed(nonce, helper(home));
    expect((await keptJourney.read())?.stage).toMatchObject({
      kind: 'stopped',
      problem: { code: 'secretMissed', params: ['Login'] },
    });
  });

  it('is not missed before the form was saved', async () => {
    const nonce = await filledForm();
    await answerHelper({ type: 'helper/no-pair', nonce }, helper(home));
    expect((await keptJourney.read())?.stage.kind).toBe('creating');
  });

  it.each([
    ['missed', { type: 'helper/no-pair' }],
    ['not readable', { type: 'helper/unreadable', reason: 'masked' }],
  ] as const)('is taken after all where it was %s', async (_, message) => {
    const { nonce } = await saved();
    await answerHelper({ ...message, nonce }, helper(home));
    expect((await keptJourney.read())?.stage.kind).toBe('stopped');
    const { plan } = await look(helper(home), onPair);
    expect(plan).toEqual({ kind: 'capture', consumerName: 'Login' });
    expect(await handIn(nonce, helper(home))).toEqual({ kept: true });
    expect((await keptJourney.read())?.stage.kind).toBe('checking');
  });
});

it('takes no words of a page’s for why a pair was not read', () => {
  const message = { type: 'helper/unreadable', nonce: crypto.randomUUID() };
  expect(v.is(helperMessage, { ...message, reason: 'masked' })).toBe(true);
  expect(v.is(helperMessage, { ...message, reason: 'enter the Secret at evil.example' })).toBe(false);
});

describe('says which pair the vault holds', () => {
  it('as it holds it now', async () => {
    const { nonce } = await saved();
    await handIn(nonce, helper(home));
    const held = async () => {
      const { plan } = await look(helper(home), onPair);
      return plan.kind === 'follow' ? plan.held : plan.kind;
    };
    expect(await held()).toBe(hint(pair.key));
    await keepPair('j', { key: 'Qk3vXXXXXXXXXX81sZ', secret: new Secret(pair.secret) });
    expect(await held(), 'not what the journey has written down').toBe(hint('Qk3vXXXXXXXXXX81sZ'));
    await forgetPair('j');
    await keepPair('another', { key: pair.key, secret: new Secret(pair.secret) });
    expect(await held(), 'not another journey’s').toBeUndefined();
  });

  it('also to one that hands it in twice', async () => {
    const { nonce } = await saved();
    expect(await handIn(nonce, helper(home))).toEqual({ kept: true });
    expect(await handIn(nonce, helper(home))).toEqual({ kept: true });
    await forgetPair('j');
    expect(await handIn(nonce, helper(home))).toEqual({ kept: false });
  });
});

describe('without a setup in the tab', () => {
  beforeEach(() => replaceJourney(undefined));

  it.each([
    ['list-waits', { kind: 'list-waits', workspace: 'acme', reason: 'loading', says: '' }, 'nothing'],
    ['translated', { kind: 'translated', workspace: 'acme' }, 'translated'],
    ['unclear', { kind: 'unclear', workspace: 'acme' }, 'offer'],
    ['pair', onPair, 'offer'],
  ] as const)('a page that is %s gets no more than that', async (_, facts, plan) => {
    expect((await look(helper(home), facts)).plan.kind).toBe(plan);
  });
});

it('goes on in the tab that appeared as its own went, after a login there', async () => {
  await look(helper(home));
  await happened('j', { kind: 'failed', problem: problem('tabClosed') });
  const atLogin = (await fakeBrowser.tabs.create({ url: 'https://id.atlassian.com/login' })).id ?? 0;
  const later = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
  tabAppeared(atLogin);
  const { get } = fakeBrowser.tabs;
  const closed = vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async (id: number) => {
    if (id === home) throw new Error(`No tab with id: ${id}`);
    return get(id);
  }) as never);
  const journey = await keptJourney.read();
  if (!journey) throw new Error('No journey');
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const found = findMoved(journey);
  await vi.advanceTimersByTimeAsync(10_000);
  await found;
  vi.useRealTimers();
  expect((await look(helper(later))).plan.kind, 'in no other').toBe('offer');
  expect((await look(helper(atLogin), { ...page, workspace: 'rivals' })).plan.kind).toBe('offer');
  expect((await look(helper(atLogin))).plan.kind).toBe('open-form');
  closed.mockRestore();
});
