// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { background, conducted, otherPair, pair, pass, setUp, tearDown, told } from './conducting';

// The list of a workspace in which a new client has replaced an old one: what is pointed at, and what is reported.

vi.mock('../../../src/extension/messages/ask-as-helper', async () => (await import('./conducting')).fakeAsk);

const [oldKey, newKey] = [pair.key, otherPair.key];
const old = ['Login', oldKey] as const;
const renewed = ['Login 2', newKey] as const;

/** A list of clients with these names and Client IDs. */
function draw(clients: readonly (readonly [name: string, key: string])[], below = ''): void {
  const rows = clients
    .map(
      ([name, key]) =>
        `<tr><td><a href="#">${name}</a></td><td>${key}</td><td><button>•••</button></td></tr>`,
    )
    .join('');
  document.body.innerHTML = `<main><h1>OAuth clients</h1><button type="button">Create OAuth client</button>
    <table><thead><tr><th>Name</th><th>Client ID</th><th>Actions</th></tr></thead><tbody>${rows}</tbody></table>${below}</main>`;
}

const outlined = () =>
  [...document.querySelectorAll<HTMLElement>('*')]
    .filter((each) => each.style.outline !== '')
    .map((each) => each.querySelector('a')?.textContent);

beforeEach(() => {
  setUp();
  Element.prototype.scrollIntoView = () => undefined;
  background.plan = (page) =>
    page.kind === 'list' ? { kind: 'retire', key: oldKey, newKey } : { kind: 'nothing' };
});
afterEach(tearDown);

const seen = () => told('helper/old-seen').map(({ is, name }) => [is, name]);

describe('the old client', () => {
  it('is outlined by its Client ID, whatever it is called, and nothing is pressed', async () => {
    draw([
      ['Login', newKey],
      ['Something else', oldKey],
    ]);
    const pressed = vi.fn();
    document.body.addEventListener('click', pressed);
    const { now } = await conducted();
    await pass(3_000);
    expect(seen()).toEqual([['there', 'Something else']]);
    expect(outlined()).toEqual(['Something else']);
    expect(now()).toMatchObject({ kind: 'retire', is: 'there', name: 'Something else' });
    expect(pressed).not.toHaveBeenCalled();
  });

  it('is pointed at in the list that is drawn anew, too', async () => {
    draw([old, renewed]);
    await conducted();
    await pass(3_000);
    draw([old, renewed]);
    expect(outlined()).toEqual([]);
    await pass(3_000);
    expect(outlined()).toEqual(['Login']);
  });

  it('is told to be absent once a list that has the new one has it no more', async () => {
    draw([old, renewed]);
    await conducted();
    await pass(3_000);
    draw([renewed]);
    await pass(3_000);
    expect(seen()).toEqual([
      ['there', 'Login'],
      ['absent', ''],
    ]);
    expect(outlined()).toEqual([]);
  });

  it.each([
    ['has not the new one either', [['Another', `c${oldKey.slice(1)}`]], ''],
    ['has a Client ID that is cut', [renewed, ['Another', `${oldKey.slice(0, 8)}…`]], ''],
    ['has more pages', [renewed], '<nav><button type="button" disabled>Next</button></nav>'],
    [
      'tells no Client IDs',
      [
        ['Login', ''],
        ['Login 2', ''],
      ],
      '',
    ],
  ] as const)('is not known to be gone where the list %s', async (_, clients, below) => {
    draw(clients, below);
    const { now } = await conducted();
    await pass(5_000);
    expect(seen()).toEqual([['unread', '']]);
    expect(now()).toMatchObject({ kind: 'retire', is: 'unread' });
  });

  it('is pointed at no more once the setup has gone on', async () => {
    draw([old, renewed]);
    await conducted();
    await pass(3_000);
    background.plan = () => ({ kind: 'nothing' });
    background.lookAgain();
    await pass(3_000);
    expect(outlined()).toEqual([]);
  });
});
