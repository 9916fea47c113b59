// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { lastPageOf } from '../../../src/setup/last-page';
import fc from '../made-up';

const page = (url: string, title = '') => lastPageOf({ url, title });

describe('the page that a login’s window showed last', () => {
  it('is its host and path, and its title', () => {
    expect(
      page(
        'https://bitbucket.org/site/oauth2/authorize?response_type=code&client_id=Pu30x9NAJH68qFdGf29gsqts&redirect_uri=https%3A%2F%2Facme.eu.auth0.com%2Flogin%2Fcallback&state=61CfsiGiaQjsBCNsNc9sqo3S&scope=email+account',
        'Invalid redirect_uri — Bitbucket',
      ),
    ).toEqual({
      kind: 'page',
      address: 'bitbucket.org/site/oauth2/authorize',
      title: 'Invalid redirect_uri — Bitbucket',
    });
  });

  it('is not known where the browser did not tell it, or told nothing of the window', () => {
    expect(lastPageOf('untold')).toEqual({ kind: 'untold' });
    expect(lastPageOf({ url: '', title: '' })).toEqual({ kind: 'untold' });
    expect(lastPageOf(undefined)).toEqual({ kind: 'unseen' });
  });

  it('keeps the path that its own address of return has, too', () => {
    expect(
      page('https://acme.eu.auth0.com/login/callback?redirect_uri=https://acme.eu.auth0.com/login/callback'),
    ).toMatchObject({ address: 'acme.eu.auth0.com/login/callback' });
  });

  it('has no title as long as a browser shows the address in its place', () => {
    const url = 'https://bitbucket.org/site/oauth2/authorize?state=aState';
    for (const title of [
      url,
      url.slice('https://'.length),
      'bitbucket.org/site/oauth2/authorize?state=another',
    ])
      expect(page(url, title)).toMatchObject({ title: '' });
  });

  it('says the error that stands in its address, as the words of that host', () => {
    const url =
      'https://acme.eu.auth0.com/error?error=access_denied&error_description=Please+verify+mira%40acme.example.&tracking=f3a9c01e77';
    expect(page(url)).toEqual({
      kind: 'page',
      address: 'acme.eu.auth0.com/error',
      title: '',
      said: { by: 'acme.eu.auth0.com', code: 'access_denied', text: 'Please verify …@…' },
    });
    expect(page('https://acme.eu.auth0.com/#error=server_error')).toMatchObject({
      said: { code: 'server_error', text: '' },
    });
  });

  it('gives away nothing secret or personal, wherever on the page it stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('state', 'code', 'nonce', 'ticket', 'code_challenge', 'session'),
        fc.stringMatching(/^[A-Za-z0-9_-]{12,60}$/),
        fc.constantFrom('/u/login/', '/', '/login/callback/'),
        (name, secret, path) => {
          const person = 'mira.vogel@acme.example';
          const told = JSON.stringify([
            page(
              `https://acme.eu.auth0.com${path}${secret}/${encodeURIComponent(person)}?${name}=${secret}&error=x&error_description=${secret}+${person}`,
              `Welcome ${person}, ${secret}`,
            ),
          ]);
          expect(told).not.toContain(secret);
          expect(told).not.toContain('mira.vogel');
          expect(told).not.toContain('acme.example');
        },
      ),
    );
  });

  it('is bounded', () => {
    const long = 'a b '.repeat(5_000);
    const shown = page(`https://acme.eu.auth0.com/${long}?error=e&error_description=${long}`, long);
    expect(JSON.stringify(shown).length).toBeLessThan(1_200);
  });
});
