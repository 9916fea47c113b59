// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/helper/turns';

/** What was begun, lost and missed, in that order. */
let log: string[];
const missed = () => void log.push('missed');
const lost = () => void log.push('lost');
beforeEach(() => {
  log = [];
});

/** Something that notes its beginning, and goes on until it is released. */
function underWay(name: string) {
  let finish = (): void => undefined;
  let fail = (): void => undefined;
  const work = () => {
    log.push(name);
    return new Promise<void>((resolve, reject) => {
      finish = resolve;
      fail = () => reject(new Error('No answer'));
    });
  };
  const then = async (end: () => void) => {
    end();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { work, finish: () => then(finish), fail: () => then(fail) };
}

it('begins at once where nothing is under way, before anything else can', () => {
  const turns = createTurns(missed);
  turns.look(underWay('look').work, lost);
  expect(log).toEqual(['look']);
});

it('calls looks missed once, after what was under way, however many were', async () => {
  const turns = createTurns(missed);
  const first = underWay('first');
  turns.look(first.work, lost);
  turns.look(underWay('second').work, lost);
  turns.look(underWay('third').work, lost);
  expect(log).toEqual(['first']);
  await first.finish();
  expect(log).toEqual(['first', 'missed']);
});

it('calls nothing missed where nothing was', async () => {
  const turns = createTurns(missed);
  const look = underWay('look');
  turns.look(look.work, lost);
  await look.finish();
  turns.press(underWay('press').work, lost);
  expect(log).toEqual(['look', 'press']);
});

it('carries out each press that came meanwhile, one after the other, and calls the look missed after them', async () => {
  const turns = createTurns(missed);
  const [look, one, two] = [underWay('look'), underWay('one'), underWay('two')];
  turns.look(look.work, lost);
  turns.press(one.work, lost);
  turns.look(underWay('never').work, lost);
  turns.press(two.work, lost);
  await look.finish();
  expect(log).toEqual(['look', 'one']);
  await one.finish();
  expect(log).toEqual(['look', 'one', 'two']);
  await two.finish();
  expect(log).toEqual(['look', 'one', 'two', 'missed']);
});

describe('goes on where something fails', () => {
  it('that was under way', async () => {
    const turns = createTurns(missed);
    const look = underWay('look');
    turns.look(look.work, lost);
    turns.press(underWay('press').work, lost);
    await look.fail();
    expect(log).toEqual(['look', 'lost', 'press']);
  });

  it('before it waits for anything', async () => {
    const turns = createTurns(missed);
    const breaks = () => {
      throw new Error('No page');
    };
    turns.press(breaks, lost);
    expect(log).toEqual(['lost']);
    turns.press(underWay('press').work, lost);
    expect(log).toEqual(['lost', 'press']);
  });
});
