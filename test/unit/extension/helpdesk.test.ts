import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
// What the journey does by itself after a pair was taken is tested in the journeys.
vi.mock('../../../src/extension/runner', () => ({ goOn: async () => {} }));

const { answerHelper } = await import('../../../src/extension/helpdesk');
const { keptJourney, replaceJourney } = await import('../../../src/extension/journal');
const { adoptTab } = await import('../../../src/extension/place');
const { saveProfile } = await import('../../../src/extension/profiles');
const { readPair } = await import('../../../src/extension/vault');
const { begin } = await import('../../../src/setup/journey');

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN' };
const page = { kind: 'list', workspace: 'acme', names: [], pairIn: 'row' } as const;

/** A helper in a tab, in one of its documents. */
const helper = (tabId: number, documentId = 'D1') =>
  ({ kind: 'helper', tabId, documentId, address: 'https://bitbucket.org/' }) as const;

const look = async (from: ReturnType<typeof helper>) => {
  const answer = await answerHelper({ type: 'helper/look', page }, from);
  if (!answer || !('nonce' in answer)) throw new Error('No answer');
  return answer;
};
const handIn = (nonce: string, from: ReturnType<typeof helper>) =>
  answerHelper({ type: 'helper/pair', nonce, consumer: 'Login', ...pair }, from);

let home: number;
beforeEach(async () => {
  fakeBrowser.reset();
  await saveProfile({
    id: 'p',
    name: 'Development',
    dashboard: 'auth0',
    domain: 'acme.eu.auth0.com',
    signIn: 'token',
    clientId: '',
    loginDomain: 'acme.eu.auth0.com',
    workspace: 'acme',
    scopes: ['account'],
    applications: { kind: 'all' },
  });
  home = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
  const journey = begin({ id: 'j', profileId: 'p', mode: 'create', workspace: 'acme', now: 0 });
  await replaceJourney(journey);
  await adoptTab(journey, home);
});

const filledForm = async () => {
  const { nonce } = await look(helper(home));
  await answerHelper({ type: 'helper/filled', nonce, name: 'Login' }, helper(home));
  return nonce;
};

it('takes the pair of the document that was told to fill the form, once', async () => {
  const nonce = await filledForm();
  expect(await handIn(nonce, helper(home))).toEqual({ kept: true });
  expect((await readPair('j'))?.key).toBe(pair.key);
  const other = { ...pair, key: 'anotherKeyanotherKey'.slice(0, 18) };
  expect(
    await answerHelper({ type: 'helper/pair', nonce, consumer: 'Login', ...other }, helper(home)),
  ).toEqual({ kept: false });
  expect((await readPair('j'))?.key).toBe(pair.key);
});

describe('takes no pair', () => {
  it('with a nonce of another document', async () => {
    const nonce = await filledForm();
    expect(await handIn(nonce, helper(home, 'D2'))).toEqual({ kept: false });
    expect(await handIn(crypto.randomUUID(), helper(home))).toEqual({ kept: false });
    expect(await readPair('j')).toBeUndefined();
  });

  it('before the form was filled', async () => {
    const { nonce } = await look(helper(home));
    expect(await handIn(nonce, helper(home))).toEqual({ kept: false });
  });

  it('of a workspace that is not the journey’s', async () => {
    const answer = await answerHelper(
      { type: 'helper/look', page: { ...page, workspace: 'rivals' } },
      helper(home),
    );
    expect(answer).toMatchObject({ plan: { kind: 'nothing' } });
    expect((await keptJourney.read())?.stage.kind).toBe('finding');
  });
});

it('lets a pair from another tab wait for the person’s consent', async () => {
  const elsewhere = (await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' })).id ?? 0;
  const answer = await look(helper(elsewhere));
  expect(await handIn(answer.nonce, helper(elsewhere)), 'not while a setup is under way').toEqual({
    kept: false,
  });
  await replaceJourney(undefined);
  expect(answer.plan.kind).toBe('offer');
  await handIn(answer.nonce, helper(elsewhere));
  expect((await keptJourney.read())?.stage).toEqual({ kind: 'confirming' });
});

it('never answers with a credential', async () => {
  const nonce = await filledForm();
  const answers = [await look(helper(home)), await handIn(nonce, helper(home))];
  expect(JSON.stringify(answers)).not.toContain(pair.secret);
});
