import { expect } from 'vitest';
import { find, grantAccess, pageAt, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { managementScopes } from '../standins/auth0/store';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('opens its own page, and takes the person’s word for what it said', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  const lacking = managementScopes.filter((each) => !each.endsWith(':clients') || each === 'read:clients');
  const form = await setUpToFilledForm(world, { token: await auth0.managementToken(lacking) });
  await press(form, 'Save');
  const dashboard = await pageAt(world, 'https://manage.auth0.com/dashboard/eu/acme/connections/social');
  await press(dashboard, 'bitbucket', 'link');
  await press(dashboard, 'Try Connection');
  const consent = await grantAccess(world);
  await sees(consent, 'It Works!');

  const result = await resultPage(world);
  await sees(result, 'The credential is missing create:clients, delete:clients');
  await press(result, 'I saw “It works!”');
  await find(result, 'heading', 'It works!');
  await sees(result, 'you confirmed it in Auth0');
  expect(auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
  expect(auth0.connections[0]?.enabledClients.size).toBe(2);
});
