import { expect } from 'vitest';
import { find, grantAccess, press, resultPage, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn()('turns the conflict into an update, once the person has agreed', async () => {
  const world = await open();
  const { auth0, bitbucket } = world.standins;
  const form = await setUpToFilledForm(world);
  auth0.interfere = ({ method, path }, when) => {
    const isCreating = method === 'POST' && path === '/api/v2/connections' && when === 'before';
    if (isCreating && auth0.connections.length === 0) {
      auth0.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: { client_id: 'theirs' } });
    }
    return undefined;
  };
  await press(form, 'Save');
  const review = await resultPage(world);
  await find(review, 'heading', 'Review changes');
  expect(auth0.connections[0]?.options).toEqual({ client_id: 'theirs' });
  await press(review, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(auth0.connections.map((each) => each.options.client_id)).toEqual([bitbucket.consumers[0]?.key]);
});
