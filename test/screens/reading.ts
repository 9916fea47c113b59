/**
 * The words of a page in a screen reader's order: a line for each heading, paragraph, list item and table row; `[…]` for what can be pressed,
 * `[[…]]` for the button that stands out, `<…>` for a field with its value, `(…)` for a picture with a name. In: what is drawn. Out: lines. It
 * reads the given document, and looks at no styles, so it also runs in jsdom.
 */
export function readingOf(root: Element): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const said = line.replace(/\s+/g, ' ').trim();
    if (said && !/^[-·|]+$/.test(said)) lines.push(said);
    line = '';
  };
  const say = (text: string): void => {
    line += text;
  };
  const into = (element: Element, before = '') => {
    end();
    say(before);
    for (const child of element.childNodes) read(child);
    end();
  };
  const read = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      say(node.textContent ?? '');
      return;
    }
    if (!(node instanceof Element) || isSilent(node)) return;
    const name = node.tagName.toLowerCase();
    const heading = /^h([1-6])$/.exec(name);
    if (heading) {
      into(node, `${'#'.repeat(Number(heading[1]))} `);
      return;
    }
    const role = node.getAttribute('role');
    if (role === 'alert' || role === 'dialog' || name === 'dialog') {
      end();
      lines.push(`{${role ?? name}${labelOf(node)}`);
      into(node);
      lines.push('}');
      return;
    }
    if (name === 'button' || role === 'button') {
      say(` ${pressed(node)} `);
      return;
    }
    if (name === 'a') {
      say(` [${textOf(node)} ↗] `);
      return;
    }
    if (name === 'summary') {
      into(node, '▸ ');
      return;
    }
    if (['input', 'textarea', 'select'].includes(name)) {
      say(` ${fieldOf(node)} `);
      return;
    }
    if (name === 'svg' || role === 'img' || name === 'img') {
      const label = node.getAttribute('aria-label') ?? node.getAttribute('alt');
      say(label ? ` (${label}) ` : '');
      return;
    }
    if (name === 'li') {
      into(node, '- ');
      return;
    }
    if (name === 'tr') {
      into(node, '| ');
      return;
    }
    if (name === 'td' || name === 'th') {
      for (const child of node.childNodes) read(child);
      say(' | ');
      return;
    }
    if (name === 'label') {
      say(node.querySelector('input, select, textarea') ? ` ${boxOf(node)} ` : '');
      return;
    }
    if (blocks.has(name)) {
      into(node);
      return;
    }
    for (const child of node.childNodes) read(child);
  };
  read(root);
  return lines;
}

const blocks = new Set(
  'main header footer section article nav aside p div ul ol dl dt dd table thead tbody caption fieldset legend details form pre hr figure figcaption output'.split(
    ' ',
  ),
);

/** Not heard by anybody. */
const isSilent = (element: Element): boolean =>
  ['SCRIPT', 'STYLE', 'TEMPLATE'].includes(element.tagName) ||
  element.hasAttribute('hidden') ||
  element.getAttribute('aria-hidden') === 'true';

const textOf = (element: Element): string => {
  const label = element.getAttribute('aria-label');
  if (label) return label;
  return [...element.childNodes]
    .map((node) =>
      node instanceof Element ? (isSilent(node) ? '' : textOf(node)) : (node.textContent ?? ''),
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
};

const labelOf = (element: Element): string => {
  const label = element.getAttribute('aria-label');
  return label ? `: ${label}` : '';
};

const pressed = (button: Element): string => {
  const name = textOf(button);
  const state = button.getAttribute('aria-pressed') === 'true' ? ', chosen' : '';
  const off = button.matches(':disabled') ? ', not yet' : '';
  return button.classList.contains('primary') ? `[[${name}${off}]]` : `[${name}${state}${off}]`;
};

const entered = (field: Element): string => {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.textContent ?? '';
  if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type))
    return field.checked ? 'ticked' : 'not ticked';
  return (field as HTMLInputElement | HTMLTextAreaElement).value;
};

const fieldOf = (field: Element): string => {
  const label =
    field.getAttribute('aria-label') ??
    textOf(field.ownerDocument.querySelector(`label[for="${field.id}"]`) ?? field);
  return `<${label}: ${entered(field)}>`;
};

/** A label that contains its box or its list. */
const boxOf = (label: Element): string => {
  const field = label.querySelector('input, select, textarea');
  const words = [...label.childNodes]
    .filter((node) => node !== field)
    .map((node) =>
      node instanceof Element ? (node === field ? '' : textOf(node)) : (node.textContent ?? ''),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `<${words}: ${field ? entered(field) : ''}>`;
};
