// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { initialsOf } from '../../../src/pages/result/initials';
import { Picture } from '../../../src/pages/result/picture';

afterEach(cleanup);

it.each<[string | undefined, string]>([
  ['Mira Vogel', 'MV'],
  ['mira', 'M'],
  ['Mira  van der Vogel', 'MV'],
  ['  (Mira) Émile Ångström ', 'ÉÅ'],
  ['山田 太郎', '山太'],
  ['𝓜ira 𝓥ogel', '𝓜𝓥'],
  ['— …', ''],
  ['', ''],
  [undefined, ''],
])('of %s the initials are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('shows the picture, and the initials once it does not come', () => {
  const { container } = render(<Picture address="https://secure.gravatar.com/avatar/1" name="Mira Vogel" />);
  const picture = container.querySelector('img');
  expect(picture?.getAttribute('src')).toBe('https://secure.gravatar.com/avatar/1');
  expect(container.textContent).toBe('');
  if (picture) fireEvent.error(picture);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('MV');
});

it('shows the initials of who has no picture, and no hole for who has no name either', () => {
  expect(render(<Picture address={undefined} name="Mira Vogel" />).container.textContent).toBe('MV');
  cleanup();
  expect(render(<Picture address={undefined} name={undefined} />).container.innerHTML).toBe('');
});
