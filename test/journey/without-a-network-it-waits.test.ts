import { expect } from 'vitest';
import { find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { it, worldForEachTest } from './worlds';

const open = worldForEachTest();

it('and goes on as soon as there is one', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await world.extension.setOffline(true);
  await press(bitbucket, 'Save');
  const popup = await world.extension.openPopup(bitbucket);
  await sees(popup, 'There was no answer, and your browser says it’s offline.');
  await sees(popup, 'Continues automatically when you’re back online.');
  expect(world.standins.auth0.connections).toEqual([]);
  await world.extension.setOffline(false);
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});
