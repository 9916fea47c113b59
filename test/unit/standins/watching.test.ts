import { afterEach, expect, it } from 'vitest';
import { type Standins, startStandins } from '../../standins';

let standins: Standins;
afterEach(() => standins.close());

it('keeps what goes wrong where a scenario watches, which the browser would only see as a bad answer', async () => {
  standins = await startStandins({ only: 'bitbucket' });
  const headers = { 'user-agent': 'Mozilla/5.0' };
  const ask = () => standins.send('https://bitbucket.org/account/signin/', { headers });
  const { status } = await ask();
  const failure = new Error('The background was not stopped');
  standins.watching.beforeAnswer = async () => {
    throw failure;
  };
  expect((await ask()).status).toBe(status);
  expect(standins.watching.failures).toEqual([failure]);
});
