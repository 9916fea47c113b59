// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients/create" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readPage } from '../../../src/bitbucket/page';
import { formToSave, type SavePress, watchSavePress } from '../../../src/helper/save-press';

// Only a browser makes trusted events: here the listeners are called with a made-up one.

type Told = {
  readonly type: 'pointerdown' | 'click' | 'keydown' | 'submit';
  readonly at: Element;
  readonly isTrusted: boolean;
};
const listeners = new Map<string, (event: unknown) => void>();
const pressed = vi.fn();
let leaving: AbortController;
let press: SavePress;

const tell = ({ type, at, isTrusted }: Told, more: object = {}) => {
  const path: EventTarget[] = [];
  for (let each: Element | null = at; each; each = each.parentElement) path.push(each);
  listeners.get(type)?.({ type, isTrusted, target: at, composedPath: () => path, ...more });
};
const element = <Found extends Element = HTMLElement>(selector: string): Found => {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(selector);
  return found;
};
const submit = (submitter: Element | null = null) =>
  tell({ type: 'submit', at: element('form'), isTrusted: true }, { submitter });
const click = (selector: string, isTrusted = true) =>
  tell({ type: 'click', at: element(selector), isTrusted });
const enter = (selector: string, isTrusted = true, isComposing = false) =>
  tell({ type: 'keydown', at: element(selector), isTrusted }, { key: 'Enter', isComposing });

const drawForm = (heading = 'Create OAuth client', save = 'Save') => {
  document.body.innerHTML = `<main><h1>${heading}</h1><form>
    <label>Name<input id="name" value="Login"></label>
    <div role="tablist"><button type="button" role="tab">Details</button></div>
    <button id="save"><b>${save}</b></button><button id="other" type="button">Other</button></form>
    <form id="search"><input id="query"></form></main>`;
};

beforeEach(() => {
  vi.useFakeTimers();
  drawForm();
  vi.spyOn(globalThis, 'addEventListener').mockImplementation((type, listener) => {
    listeners.set(type, listener as (event: unknown) => void);
  });
  leaving = new AbortController();
  pressed.mockClear();
  const find = () => formToSave(readPage(document, { address: location.href, status: 200 }), 'Login');
  press = watchSavePress(find, pressed, leaving.signal);
});
afterEach(() => {
  leaving.abort();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('is a press on Save', () => {
  it.each<[string, () => void]>([
    ['with the pointer, or a key on the button', () => click('#save b')],
    [
      'by Enter in a field',
      () => {
        enter('#name');
        submit(element('#save'));
      },
    ],
    [
      'by Enter in a field, for which the browser clicks Save',
      () => {
        enter('#name');
        click('#save');
      },
    ],
    [
      'right after a press on something else',
      () => {
        click('#other');
        tell({ type: 'pointerdown', at: element('#save'), isTrusted: true });
        click('#save');
      },
    ],
    [
      'whose words nobody knows',
      () => {
        drawForm('Create OAuth client', 'Zapisz');
        click('#save b');
        submit(element('#save'));
      },
    ],
    [
      'of a form that is not understood, and holds the name that was filled in',
      () => {
        drawForm('Fresh handle', 'Zapisz');
        click('#save');
        submit(element('#save'));
      },
    ],
  ])('%s', (_, act) => {
    act();
    expect(press.isSeen).toBe(true);
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('told once, though the form is sent by it as well', () => {
    click('#save');
    submit(element('#save'));
    expect(pressed).toHaveBeenCalledOnce();
  });

  it('until the form is filled anew', () => {
    click('#save');
    press.forget();
    expect(press.isSeen).toBe(false);
  });
});

it.each<[string, () => void]>([
  ['a click that a script makes', () => click('#save', false)],
  ['a form that a script sends', () => submit()],
  ['a form that a script sends, as if by its button', () => submit(element('#save'))],
  [
    'Enter that a script makes',
    () => {
      enter('#name', false);
      submit(element('#save'));
    },
  ],
  ['a press on something else', () => click('#other')],
  [
    'a press on something else at which a script sends the form',
    () => {
      click('#other');
      submit(element('#save'));
    },
  ],
  [
    'a press into a field at which a script sends the form',
    () => {
      click('#name');
      submit();
    },
  ],
  [
    'a press on something that a script has made a label of Save, which the browser passes on',
    () => {
      click('#query');
      click('#save');
      submit(element('#save'));
    },
  ],
  [
    'a press on something else that a script has made a button of the form',
    () => {
      click('#other');
      submit(element('#other'));
    },
  ],
  [
    'Enter in another form, whose button Save is said to be by a script',
    () => {
      enter('#query');
      click('#save');
      submit(element('#save'));
    },
  ],
  [
    'Enter in another form',
    () => {
      enter('#query');
      submit(element('#save'));
    },
  ],
  [
    'Enter that ends a composition',
    () => {
      enter('#name', true, true);
      submit(element('#save'));
    },
  ],
  [
    'Enter, and a script that sends the form later',
    () => {
      enter('#name');
      vi.runAllTimers();
      submit(element('#save'));
    },
  ],
])('is no press on Save: %s', (_, act) => {
  act();
  expect(press.isSeen).toBe(false);
  expect(pressed).not.toHaveBeenCalled();
});

it('is told by nothing on another page', () => {
  const at = (html: string) => {
    document.body.innerHTML = html;
    return formToSave(readPage(document, { address: location.href, status: 200 }), '');
  };
  expect(
    at(
      '<main><h1>OAuth clients</h1><button>Create OAuth client</button><p>You have no OAuth clients configured.</p></main>',
    ),
  ).toBeUndefined();
  expect(at('<main><h1>What</h1></main>')).toBeUndefined();
});
