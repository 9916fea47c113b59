import { findKeycloak } from './keycloak';
import { pocketBaseFor } from './pocketbase';

// `npm run servers`: fetches the real dashboards that tests start, so that no test has to wait for that.

const missed = (why: string): never => {
  throw new Error(why);
};

async function main(): Promise<void> {
  console.log(`PocketBase is at ${await pocketBaseFor({ skip: missed })}`);
  const found = await findKeycloak();
  console.log(`Keycloak is at ${'folder' in found ? found.folder : missed(found.missing)}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
