import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../extension/words/text';

interface Entry {
  readonly id: string;
  readonly title: string;
}

/** In CSS pixels. A heading this far below the top of the window still counts as the one that is read: the navigation may lie above it. */
const reach = 120;

/** The headings of the sections that are shown now; a form in the background has some, too. */
const headingsIn = (page: HTMLElement): HTMLElement[] =>
  [...page.querySelectorAll<HTMLElement>('.section > .heading > h2')].filter(
    (each) => !each.closest('[hidden]'),
  );

/** The last heading that the page was scrolled past, by its id; at the page's end the last of all. */
function inSight(headings: readonly HTMLElement[]): string | undefined {
  const { scrollTop, clientHeight, scrollHeight } = document.documentElement;
  const isAtEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1;
  const passed = headings.filter((each) => each.getBoundingClientRect().top <= reach);
  return (isAtEnd ? headings.at(-1) : (passed.at(-1) ?? headings[0]))?.id;
}

const isSame = (one: readonly Entry[], other: readonly Entry[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Leads to the sections of a page, whichever are shown, and marks the one that is in sight. */
export function SectionNav({ page }: { readonly page: RefObject<HTMLElement | null> }) {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [current, setCurrent] = useState<string>();
  /** Whether a press led here: then this stays the marked one, even if the end of the page kept it from coming to the top. */
  const led = useRef(false);
  const nav = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const within = page.current;
    if (!within) return;
    const look = () => {
      const headings = headingsIn(within);
      const now = headings.map(({ id, textContent }) => ({ id, title: textContent ?? '' }));
      setEntries((before) => (isSame(before, now) ? before : now));
      setCurrent((before) =>
        led.current && headings.some((each) => each.id === before) ? before : inSight(headings),
      );
    };
    const scrolled = () => {
      look();
      led.current = false;
    };
    const observer = new MutationObserver(look);
    observer.observe(within, {
      attributeFilter: ['hidden'],
      characterData: true,
      childList: true,
      subtree: true,
    });
    document.addEventListener('scroll', scrolled, { passive: true });
    window.addEventListener('resize', look);
    look();
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', scrolled);
      window.removeEventListener('resize', look);
    };
  }, [page]);

  // A strip that is too narrow for all of them shows the marked one.
  useLayoutEffect(() => {
    const strip = nav.current;
    const link = strip?.querySelector<HTMLElement>(`[href="#${current}"]`);
    if (strip && link) strip.scrollLeft = link.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2;
  }, [current]);

  const lead = (id: string) => {
    const heading = document.getElementById(id);
    if (!heading) return;
    led.current = true;
    setCurrent(id);
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  };

  return (
    <nav class="sections" ref={nav} aria-label={t('sectionsName')}>
      <ul>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                lead(id);
              }}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
