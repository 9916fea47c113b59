// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { pageWith, values } from './page';

/** Forms as the tools draw them: their nesting, the names of their fields, and what they show of the callback URL. */
const tools = {
  Keycloak: {
    body: `<main><h1>Add Bitbucket provider</h1><form><div class="pf-v5-c-form__group"><div><span>Redirect URI</span>
        <button type="button" aria-label="Help for Redirect URI"></button></div><div><div class="clipboard">
        <input readonly aria-label="Copyable input" id="text-input-0" value="https://sso.acme.example/realms/acme/broker/bitbucket/endpoint"></div></div></div>
      <div><label for="alias">Alias <span aria-hidden="true">*</span></label><input id="alias" required value="bitbucket"></div>
      <div><label for="config.clientId">Client ID <span aria-hidden="true">*</span></label><button type="button" aria-label="config.clientId"></button><input id="config.clientId" required></div>
      <div><label for="config.clientSecret">Client Secret <span aria-hidden="true">*</span></label><input id="config.clientSecret" type="password" required><button type="button" aria-label="Show password field in clear text"></button></div>
      <button disabled>Add</button></form></main>`,
    labels: ['Client ID', 'Client Secret'],
    callback: 'https://sso.acme.example/realms/acme/broker/bitbucket/endpoint',
  },
  Supabase: {
    body: `<div role="dialog" aria-labelledby="t"><h2 id="t">Bitbucket</h2><form>
      <label><input type="checkbox"> Enable sign in with Bitbucket</label>
      <label for="k">Key</label><input id="k"><label for="s">Secret</label><input id="s" type="password">
      <label for="c">Callback URL (for OAuth)</label><input id="c" readonly value="https://abcdefghijklmnopqrst.supabase.co/auth/v1/callback"></form></div>`,
    labels: ['Key', 'Secret'],
    callback: 'https://abcdefghijklmnopqrst.supabase.co/auth/v1/callback',
  },
  PocketBase: {
    body: `<div class="overlay-panel" role="dialog"><h4>Bitbucket (bitbucket)</h4><form>
      <div class="field"><label for="p1">Client ID *</label><input id="p1" name="provider_a8.clientId"></div>
      <div class="field"><label for="p2">Client secret *</label><input type="password" id="p2" placeholder="* * * * * *"></div></form></div>`,
    labels: ['Client ID *', 'Client secret *'],
    callback: undefined,
  },
  Clerk: {
    body: `<main><h1>Bitbucket</h1><div><span>Authorized redirect URI</span><div><input readonly value="https://clerk.acme.example/v1/oauth_callback"></div></div>
      <div><label for="a">Client ID</label><div><input id="a"></div></div><div><label for="b">Client Secret</label><div><input id="b" type="password"></div></div></main>`,
    labels: ['Client ID', 'Client Secret'],
    callback: 'https://clerk.acme.example/v1/oauth_callback',
  },
  Appwrite: {
    body: `<dialog open><header><h4>Bitbucket OAuth2 settings</h4></header><form><p>To use Bitbucket authentication, fill in this form.</p>
      <label for="id">Key</label><input id="id" placeholder="Enter ID"><label for="pw">Secret</label><input type="password" id="pw" placeholder="Enter secret">
      <div><p>URI</p><div><code>https://cloud.appwrite.example/v1/account/sessions/oauth2/callback/bitbucket/654</code><button>Copy</button></div></div></form></dialog>`,
    labels: ['Key', 'Secret'],
    callback: 'https://cloud.appwrite.example/v1/account/sessions/oauth2/callback/bitbucket/654',
  },
  Kinde: {
    body: `<main><h1>Configure Bitbucket</h1><section><h2>Credentials</h2><label for="a">Client ID</label><input id="a"><label for="b">Client secret</label><input id="b"></section>
      <section><h2>Callback URLs</h2><label for="u">Callback URL</label><input id="u" readonly value="https://acme.kinde.example/login/callback"></section></main>`,
    labels: ['Client ID', 'Client secret'],
    callback: 'https://acme.kinde.example/login/callback',
  },
  Stytch: {
    body: `<div role="presentation"><div role="dialog" aria-label="Bitbucket OAuth"><div>Redirect URL</div><p>https://test.stytch.example/v1/oauth/callback/oauth-callback-test</p>
      <div><label id="l1">Client ID</label><div><input aria-labelledby="l1"></div></div><div><label id="l2">Client Secret</label><div><input aria-labelledby="l2" type="password"></div></div></div></div>`,
    labels: ['Client ID', 'Client Secret'],
    callback: 'https://test.stytch.example/v1/oauth/callback/oauth-callback-test',
  },
  Gitea: {
    body: `<form class="ui form"><h4>Edit Authentication Source</h4><div class="field"><label for="auth_name">Authentication Name</label><input id="auth_name" value="bitbucket"></div>
      <div class="field"><label>OAuth2 Provider</label><select><option>GitHub</option><option selected>Bitbucket</option></select></div>
      <div class="required field"><label for="oauth2_key">Client ID (Key)</label><input id="oauth2_key" name="oauth2_key"></div>
      <div class="required field"><label for="oauth2_secret">Client Secret</label><input id="oauth2_secret" name="oauth2_secret"></div>
      <div class="field"><label for="u">Icon URL</label><input id="u"></div></form>`,
    labels: ['Client ID (Key)', 'Client Secret'],
    callback: undefined,
  },
  Nhost: {
    body: `<form><h3>Bitbucket</h3><label for="a">Client ID</label><input id="a"><label for="b">Client Secret</label><input id="b">
      <label for="r">Redirect URL</label><input id="r" disabled value="https://local.auth.nhost.example/v1/signin/provider/bitbucket/callback"></form>`,
    labels: ['Client ID', 'Client Secret'],
    callback: 'https://local.auth.nhost.example/v1/signin/provider/bitbucket/callback',
  },
};

describe.each(Object.entries(tools))('the page of %s', (_, { body, labels, callback }) => {
  it('is understood', async () => {
    const { form, callbacks } = await pageWith(body).look();
    expect(form).toMatchObject({ kind: 'one' });
    expect(form.kind === 'one' && [form.fields.key?.label, form.fields.secret?.label]).toEqual(labels);
    expect(callbacks.map(({ url }) => url)).toEqual(callback === undefined ? [] : [callback]);
  });

  it('takes the pair, and gets back what was there', async () => {
    const page = pageWith(body);
    const before = page.texts();
    expect(await page.put()).toEqual({ kind: 'put', fields: { key: 'stands', secret: 'stands' } });
    const changed = page.texts().filter((text, index) => text !== before[index]);
    expect(changed).toEqual([values.key, values.secret]);
    expect(await page.undo()).toEqual({ kind: 'undone', fields: { key: 'back', secret: 'back' } });
    expect(page.texts()).toEqual(before);
  });
});

it.each([
  ['Client-ID', 'Client-Geheimnis'],
  ['ID client', 'Secret client'],
  ['Identifiant du client', 'Clé secrète du client'],
  ['ID de cliente', 'Secreto del cliente'],
  ['クライアント ID', 'クライアント シークレット'],
  ['Ｃｌｉｅｎｔ ＩＤ：', 'Client Secret（必須）'],
  ['Bitbucket Client ID', 'Bitbucket OAuth2 client secret:'],
  ['OAuth Consumer key', 'OAuth Consumer secret (required)'],
  ['App ID', 'App Secret'],
])('a form with “%s” and “%s” is understood', async (id, secret) => {
  const { form } = await pageWith(
    `<form><label>${id} <input></label><label>${secret} <input></label></form>`,
  ).look();
  expect(form).toMatchObject({ kind: 'one' });
});
