import browser from 'webextension-polyfill';

/**
 * Looking at a page of another site's in one of the extension's tabs, without leaving anything there: what is injected looks once, and
 * what it has seen is its result. No page and no content script sends anything for it.
 */

/** What is looked for. All of it is text, as it goes into the page. */
export interface LookedFor {
  readonly origin: string;
  readonly audienceEnd: string;
  readonly buttons: readonly string[];
}

/** `page`: the origin was the one that was looked for. */
export type Look =
  | {
      readonly kind: 'page';
      readonly address: string;
      readonly tokens: readonly string[];
      readonly hasButton: boolean;
      readonly isMasked: boolean;
    }
  /** A page of another site's, of which nothing is seen. */
  | { readonly kind: 'away' }
  /** There is no such tab any more. */
  | { readonly kind: 'closed' };

/** How long a button is pointed at after a look, in milliseconds: it ends by itself where nobody looks any more. */
const pointedAtMs = 5_000;

/** Looks at the page in the tab, and points at the button that is looked for, with `pointsOut` said on the page. */
export async function lookAt(tabId: number, lookedFor: LookedFor, pointsOut: string): Promise<Look> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      injectImmediately: true,
      func: look,
      args: [lookedFor, pointsOut, pointedAtMs],
    });
    const seen = results.find(({ frameId }) => frameId === 0)?.result as Look | null | undefined;
    return seen ?? { kind: 'away' };
  } catch {
    const isOpen = await browser.tabs.get(tabId).then(
      () => true,
      () => false,
    );
    return { kind: isOpen ? 'away' : 'closed' };
  }
}

/** Removes what a look has drawn on the page; no error where it is gone. */
export async function stopPointing(tabId: number): Promise<void> {
  const target = { tabId, frameIds: [0] };
  await browser.scripting.executeScript({ target, func: unpoint }).catch(() => undefined);
}

/** Runs in the page, on its own there. It looks into no frame, nor at what no person sees. */
export function look({ origin, audienceEnd, buttons }: LookedFor, pointsOut: string, lastsMs: number): Look {
  if (window.top !== window || location.origin !== origin) return { kind: 'away' };
  const tokens = new Set<string>();
  let button: HTMLElement | undefined;
  let isMasked = false;

  const isShown = (element: Element): boolean => {
    if (getComputedStyle(element).visibility === 'hidden') return false;
    for (let each: Element | null = element; each; each = each.parentElement)
      if (getComputedStyle(each).display === 'none') return false;
    return true;
  };
  const isWanted = (token: string): boolean => {
    try {
      const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
      const { aud = [] } = JSON.parse(atob(payload));
      return [aud].flat().some((each) => typeof each === 'string' && each.endsWith(audienceEnd));
    } catch {
      return false;
    }
  };
  const read = (text: string, element: Element): void => {
    const isDots = /^[•●∙·*]{8,}$/.test(text.trim());
    const found = (text.match(/eyJ[\w-]*\.[\w-]+\.[\w-]+/g) ?? []).filter(isWanted);
    if ((!isDots && found.length === 0) || !isShown(element)) return;
    if (isDots) isMasked = true;
    for (const token of found) tokens.add(token);
  };

  const roots: ParentNode[] = [document];
  for (let root = roots.pop(); root; root = roots.pop())
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.matches('script, style, noscript, template')) continue;
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
        read(element.value, element);
      // Syntax highlighting splits a token into several elements.
      else if (element.matches('code, pre:not(:has(code))')) read(element.textContent ?? '', element);
      else if (!element.closest('code, pre'))
        for (const node of element.childNodes)
          if (node.nodeType === Node.TEXT_NODE) read(node.nodeValue ?? '', element);
      if (!element.matches('button, a, [role=button]')) continue;
      const name = (element.getAttribute('aria-label') ?? element.textContent ?? '')
        .replace(/\s+/g, ' ')
        .trim();
      if (buttons.some((each) => new RegExp(`^${each}$`, 'i').test(name)) && isShown(element))
        button = element;
    }

  const isPointedAt = document.getAnimations().filter(({ id }) => id === 'keyferry');
  if (!button) for (const each of isPointedAt) each.finish();
  else if (isPointedAt.length > 0) for (const each of isPointedAt) each.currentTime = 0;
  else {
    const lasting = { duration: lastsMs, id: 'keyferry' };
    button.scrollIntoView({ block: 'center' });
    button.animate(
      [
        { outline: '3px solid #d97706', outlineOffset: '3px' },
        { outline: '3px solid #d97706', outlineOffset: '3px' },
      ],
      lasting,
    );
    const note = document.createElement('div');
    note.style.cssText =
      'all: initial; position: fixed; inset: auto 0 16px; margin: auto; width: fit-content; max-width: 90vw; padding: 12px 16px; border-radius: 8px; border: 3px solid #d97706; background: #fff; color: #111; font: 15px/1.4 system-ui, sans-serif; pointer-events: none; z-index: 2147483647';
    note.attachShadow({ mode: 'closed' }).append(pointsOut);
    document.documentElement.append(note);
    note.animate([{ opacity: 1 }, { opacity: 1 }], lasting).onfinish = () => note.remove();
  }
  return {
    kind: 'page',
    address: location.href,
    tokens: [...tokens],
    hasButton: button !== undefined,
    isMasked,
  };
}

/** Runs in the page, on its own there. */
function unpoint(): void {
  for (const each of document.getAnimations()) if (each.id === 'keyferry') each.finish();
}
