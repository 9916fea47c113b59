// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { AskButton } = await import('../../../src/ui/ask-button');

afterEach(cleanup);

const onYes = vi.fn();

async function ask() {
  onYes.mockClear();
  render(
    <AskButton
      name="Delete profile"
      question={() => ({ title: 'Delete “Staging”?', body: <p>It is gone then.</p> })}
      yes="Delete"
      onYes={onYes}
    />,
  );
  const opener = screen.getByRole('button', { name: 'Delete profile' });
  fireEvent.click(opener);
  const dialog = await screen.findByRole('dialog', { name: 'Delete “Staging”?' });
  return { dialog, opener };
}

const isOver = () => vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const button = (name: string) => screen.getByRole('button', { name });

it('is called by its heading, says what it costs, and begins at Cancel', async () => {
  const { dialog } = await ask();
  const described = dialog.getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe('It is gone then.');
  expect(document.activeElement).toBe(button('Cancel'));
});

it('has everything behind it out of reach until it is answered', async () => {
  const { opener } = await ask();
  expect(screen.queryByRole('button', { name: 'Delete profile' })).toBeNull();
  fireEvent.click(button('Cancel'));
  await isOver();
  expect(button('Delete profile')).toBe(opener);
  expect(onYes).not.toHaveBeenCalled();
});

it('does it once, with its second click', async () => {
  await ask();
  fireEvent.click(button('Delete'));
  await isOver();
  expect(onYes).toHaveBeenCalledOnce();
});

it('takes Escape for a no, and keeps it from whatever else would close by it', async () => {
  const { dialog } = await ask();
  const wasLeft = fireEvent.keyDown(dialog, { key: 'Escape' });
  expect(wasLeft).toBe(false);
  await isOver();
  expect(onYes).not.toHaveBeenCalled();
});

it('takes the browser’s own wish to close it for a no', async () => {
  const { dialog } = await ask();
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  await isOver();
  expect(onYes).not.toHaveBeenCalled();
});

it('is not answered by the Enter that asked, and is held', async () => {
  await ask();
  expect(fireEvent.keyDown(button('Cancel'), { key: 'Enter', repeat: true })).toBe(false);
  expect(fireEvent.keyDown(button('Cancel'), { key: 'Enter' })).toBe(true);
});

it('has the page as high as it is itself while it is open, and no longer', async () => {
  const height = vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(420);
  await ask();
  expect(document.body.style.minHeight).toBe('452px');
  fireEvent.click(button('Cancel'));
  await isOver();
  expect(document.body.style.minHeight).toBe('');
  height.mockRestore();
});
