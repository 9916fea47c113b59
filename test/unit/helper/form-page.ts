/** The form of a client with its three tabs; the page draws only the open one, as Bitbucket's does. */

interface Entered {
  name: string;
  description: string;
  callbackUrl: string;
  isCode: boolean;
  readonly scopes: Set<string>;
}

export interface FormPage {
  /** What the form holds, whichever tab is open. */
  readonly entered: Entered;
  openTab(name: 'Details' | 'Authorization' | 'Scopes'): void;
  /** Types into the field with that label, on the open tab. */
  type(label: string, text: string): void;
  tick(label: string): void;
}

const tabs = ['Details', 'Authorization', 'Scopes'] as const;

export function drawForm(before: Partial<Entered> = {}): FormPage {
  const entered: Entered = {
    name: '',
    description: '',
    callbackUrl: '',
    isCode: false,
    scopes: new Set(),
    ...before,
  };
  document.body.innerHTML = `<main><h1>Create OAuth client</h1>
    <div role="tablist">${tabs.map((tab) => `<button type="button" role="tab">${tab}</button>`).join('')}</div>
    <div class="panel"></div><button type="button">Save</button></main>`;
  const panel = document.querySelector('.panel') as HTMLElement;
  const buttons = [...document.querySelectorAll('[role=tab]')];

  const field = (label: string, key: 'name' | 'description' | 'callbackUrl') => {
    const around = document.createElement('label');
    const input = document.createElement(key === 'description' ? 'textarea' : 'input');
    input.value = entered[key];
    input.addEventListener('input', () => {
      entered[key] = input.value;
    });
    around.append(label, input);
    return around;
  };
  const box = (label: string, isOn: boolean, change: (isOn: boolean) => void) => {
    const around = document.createElement('label');
    const input = document.createElement('input');
    Object.assign(input, { type: 'checkbox', checked: isOn });
    input.addEventListener('change', () => change(input.checked));
    around.append(input, label);
    return around;
  };
  const draw = (open: (typeof tabs)[number]) => {
    buttons.forEach((each) => void each.setAttribute('aria-selected', String(each.textContent === open)));
    panel.replaceChildren();
    if (open === 'Details') panel.append(field('Name', 'name'), field('Description', 'description'));
    if (open === 'Authorization') {
      panel.append(
        box('Authorization code', entered.isCode, (isOn) => {
          entered.isCode = isOn;
          draw('Authorization');
        }),
      );
      if (entered.isCode) panel.append(field('Callback URL', 'callbackUrl'));
    }
    if (open === 'Scopes') {
      const group = document.createElement('fieldset');
      group.innerHTML = '<legend>Account</legend>';
      for (const scope of ['Email', 'Read', 'Write'])
        group.append(
          box(
            scope,
            entered.scopes.has(scope),
            (isOn) => void entered.scopes[isOn ? 'add' : 'delete'](scope),
          ),
        );
      panel.append(group);
    }
  };
  tabs.forEach((tab, index) => void buttons[index]?.addEventListener('click', () => draw(tab)));
  draw('Details');

  const labelled = (label: string) => {
    const found = [...panel.querySelectorAll('label')].find((each) => each.textContent?.trim() === label);
    return found?.querySelector<HTMLInputElement>('input, textarea') as HTMLInputElement;
  };
  return {
    entered,
    openTab: draw,
    type(label, text) {
      const input = labelled(label);
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    tick: (label) => labelled(label).click(),
  };
}
