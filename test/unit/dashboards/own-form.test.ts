import { describe, expect, it } from 'vitest';
import { ownForm } from '../../../src/dashboards/auth0/own-form/own-form';
import type { GuidedSeen, GuidedSoFar } from '../../../src/dashboards/guided';
import { ownFormOf } from '../../../src/dashboards/own-forms';
import { profileFor } from '../../../src/setup/profiles/own-form';

const within = '/dashboard/eu/acme/';
const begun: GuidedSoFar = {
  part: 'send',
  within,
  isFilled: false,
  connectionId: undefined,
  pressed: {},
};
const page = (path: string, more: Partial<GuidedSeen> = {}): GuidedSeen => ({
  address: `${within}${path}`,
  leads: {},
  theirs: {},
  boxes: {},
  rows: undefined,
  made: [],
  isMarked: false,
  over: undefined,
  form: 'none',
  holds: 'nothing',
  hasSecret: false,
  complaint: '',
  headings: [],
  text: '',
  ...more,
});
const next = (seen: GuidedSeen, soFar: Partial<GuidedSoFar> = {}) =>
  ownForm.next({ ...begun, ...soFar }, seen);
const said = (seen: GuidedSeen, soFar?: Partial<GuidedSoFar>) => {
  const move = next(seen, soFar);
  return [move.kind, 'says' in move ? move.says.message : undefined];
};
const filled: Partial<GuidedSeen> = { form: 'open', holds: 'ours', hasSecret: true };
const create = 'connections/social/create/bitbucket/setup';
const connection = 'connections/social/con_1/applications';

describe('the tenant', () => {
  it.each([
    ['https://manage.auth0.com/dashboard/eu/acme/connections/social', ['acme.eu.auth0.com']],
    ['https://manage.auth0.com/dashboard/us-3/acme/', ['acme.us.auth0.com']],
    ['https://manage.auth0.com/dashboard/us/acme/', ['acme.us.auth0.com', 'acme.auth0.com']],
  ])('is read from the address %s', (address, domains) => {
    expect(ownForm.tenantAt(address)).toMatchObject({ name: 'acme', domains });
  });

  it.each([
    'https://manage.auth0.com/#/select-tenant?path=/connections/social',
    'https://manage.auth0.com.example.com/dashboard/eu/acme/',
    'https://auth0.auth0.com/dashboard/eu/acme/',
    '',
  ])('is not read from %s', (address) => {
    expect(ownForm.tenantAt(address)).toBeUndefined();
  });

  it('makes a profile with nothing entered, and is found again', () => {
    const tenant = ownForm.tenantAt('https://manage.auth0.com/dashboard/eu/acme/');
    if (!tenant) throw new Error('no tenant');
    const made = profileFor(ownForm, tenant, 'acme.eu.auth0.com', { id: 'p', workspace: '', profiles: [] });
    expect(made).toMatchObject({
      id: 'p',
      name: 'acme',
      tool: 'auth0',
      callbackUrl: 'https://acme.eu.auth0.com/login/callback',
    });
    const profiles = made ? [made] : [];
    expect(profileFor(ownForm, tenant, 'acme.eu.auth0.com', { id: 'q', workspace: '', profiles })).toBe(made);
  });

  it('is of no other tool', () => expect(ownFormOf('keycloak')).toBeUndefined());
});

describe('on the way to the form', () => {
  it.each([
    [
      'the list',
      page('connections/social', { leads: { create: 'there' } }),
      { kind: 'press', lead: 'create' },
    ],
    [
      'the catalogue',
      page('connections/social/create', { leads: { provider: 'there' } }),
      { kind: 'press', lead: 'provider' },
    ],
    ['an empty form', page(create, { form: 'open' }), { kind: 'fill' }],
    [
      'a form without its tick',
      page(create, { ...filled, boxes: { profile: 'off' } }),
      { kind: 'tick', box: 'profile' },
    ],
  ] as const)('%s is acted upon', (_, seen, move) => expect(next(seen)).toEqual(move));

  it.each([
    [
      'what is to be agreed to',
      page('connections/social/create/bitbucket', { theirs: { continue: 'there' } }),
      ['theirs', 'auth0InPageContinue'],
    ],
    [
      'a form that is filled',
      page(create, { ...filled, boxes: { profile: 'on' } }),
      ['theirs', 'auth0InPageFilled'],
    ],
    [
      'one without such a box',
      page(create, { ...filled, boxes: { profile: 'absent' } }),
      ['theirs', 'auth0InPageFilledNoBox'],
    ],
    ['one that is refused', page(create, { ...filled, complaint: 'No' }), ['theirs', 'auth0InPageComplains']],
    [
      'a form with another Client ID',
      page(create, { form: 'open', holds: 'other' }),
      ['by-hand', 'auth0InPageFormHolds'],
    ],
    ['a form that is not understood', page(create, { form: 'unclear' }), ['by-hand', 'auth0InPageFormOdd']],
    ['a form that takes nothing', page(create, { form: 'locked' }), ['by-hand', 'auth0InPageFormOdd']],
    ['no form', page(create), ['by-hand', 'auth0InPageFormNot']],
    ['no list', page('connections/social'), ['wait', 'auth0InPageListNot']],
    ['another page', page('apis'), ['lead', 'auth0InPageAway']],
    [
      'a connection in the list',
      page('connections/social', {
        leads: { create: 'there' },
        made: [`${within}connections/social/con_1/settings`],
      }),
      ['there', 'auth0InPageThere'],
    ],
    [
      'one in the catalogue',
      page('connections/social/create', { isMarked: true, leads: { provider: 'there' } }),
      ['there', 'auth0InPageThere'],
    ],
    ['the page of one', page(connection), ['there', 'auth0InPageThere']],
    [
      'a pop-up',
      page(create, { form: 'open', over: 'Meet your new navigation' }),
      ['over', 'auth0InPageOver'],
    ],
    [
      'the choice of a tenant',
      { ...page(''), address: '/#/select-tenant?path=/' },
      ['wait', 'auth0InPageChoose'],
    ],
    ['no tenant', { ...page(''), address: '/' }, ['lead', 'auth0InPageNoTenant']],
    [
      'another tenant',
      { ...page(''), address: `/dashboard/eu/other/${create}`, form: 'open' },
      ['lead', 'auth0InPageOtherTenant'],
    ],
    [
      'a tenant of another region',
      { ...page(''), address: `/dashboard/us/acme/${create}`, form: 'open' },
      ['lead', 'auth0InPageOtherTenant'],
    ],
  ] as const)('%s is not', (_, seen, move) => expect(said(seen)).toEqual(move));

  it('fills a form once, and again only if that is said', () => {
    expect(next(page(create, { form: 'open' }), { isFilled: true })).toMatchObject({
      kind: 'by-hand',
      canFill: true,
    });
  });

  it('does not press for ever what leads nowhere', () => {
    const seen = page('connections/social/create', { leads: { provider: 'there' } });
    expect(said(seen, { pressed: { provider: 3 } })).toEqual(['by-hand', 'auth0InPageFormNot']);
  });
});

describe('the connection that was made', () => {
  it('is the journey’s by its Client ID alone', () => {
    const soFar = { isFilled: true };
    const settings = 'connections/social/con_1/settings';
    expect(next(page(connection, { leads: { settings: 'there' } }), soFar)).toEqual({
      kind: 'press',
      lead: 'settings',
    });
    expect(next(page(settings, { form: 'locked', holds: 'ours' }), soFar)).toEqual({
      kind: 'saved',
      connectionId: 'con_1',
    });
    expect(said(page(settings, { form: 'locked', holds: 'other' }), soFar)).toEqual([
      'there',
      'auth0InPageThere',
    ]);
  });

  it('is looked at where the list names one after the form was filled', () => {
    const path = `${within}connections/social/con_1/settings`;
    expect(next(page('connections/social', { made: [path] }), { isFilled: true })).toEqual({
      kind: 'open',
      path,
    });
  });

  const row = { title: 'Shop', below: 'Native', isOn: false, isLocked: false };
  const soFar = { part: 'enable', isFilled: true, connectionId: 'con_1' } as const;
  it.each([
    ['with its applications', page(connection, { rows: [row] }), ['applications', undefined]],
    ['without them', page(connection, { rows: [] }), ['by-hand', 'auth0InPageNoApplications']],
    [
      'with a refusal',
      page(connection, { complaint: 'No permission', leads: { applications: 'there' } }),
      ['by-hand', 'auth0InPageApplicationsSaid'],
    ],
    [
      'at its settings',
      page('connections/social/con_1/settings', { leads: { applications: 'there' } }),
      ['press', undefined],
    ],
    [
      'of another',
      page('connections/social/con_2/applications', { rows: [row] }),
      ['lead', 'auth0InPageAway'],
    ],
  ] as const)('%s', (_, seen, move) => expect(said(seen, soFar)).toEqual(move));

  it.each([
    [{ try: 'there' }, ['theirs', 'auth0InPageTry']],
    [{}, ['by-hand', 'auth0InPageTryNot']],
  ] as const)('is tried by the person: %o', (theirs, move) => {
    expect(said(page(connection, { theirs }), { ...soFar, part: 'test' })).toEqual(move);
  });

  it.each([
    ['Shop', 'Regular Web Application', true],
    ['Shop', '', true],
    ['API Explorer Application', 'Machine to Machine', false],
    ['API Explorer Application', '', false],
    ['Jobs', 'マシンツーマシン', false],
  ])('is for people at %s (%s): %s', (title, below, isIt) => {
    expect(ownForm.isForPeople({ ...row, title, below })).toBe(isIt);
  });
});

describe('what is never pressed', () => {
  it('is not among what leads somewhere', () => {
    const { leads, theirs } = ownForm.pages;
    const names = (all: typeof leads) =>
      Object.values(all).flatMap((each) => each.names.map((name) => name.toLowerCase()));
    expect(names(leads).filter((each) => names(theirs).includes(each))).toEqual([]);
    expect(names(theirs)).toEqual(
      expect.arrayContaining(['continue', 'create', 'try connection', '続行', '作成', 'créer']),
    );
  });
});
