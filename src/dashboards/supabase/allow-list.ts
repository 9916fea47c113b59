import { andThen, done, type Outcome } from '../outcome';
import type { SupabaseApi } from './api';
import { type Config, readConfig, writeConfig } from './config';

/**
 * The list of addresses that logins may come back to. An address that is not in it causes no error: people land on the site's
 * own. The list is one text with commas, and whatever others have written in it stays to the letter.
 */

/** Below the extension's own address: nobody else has a reason to write this into the list. */
const named = 'keyferry-login-test';

/** Where a test login comes back to. */
export const landingFor = (redirectUri: string, state: string): string => {
  const url = new URL(named, redirectUri);
  url.searchParams.set('state', state);
  return url.href;
};

/** The same for every state: in the list, `*` is anything without a dot or a slash. */
const entryFor = (redirectUri: string): string => `${new URL(named, redirectUri).href}?state=*`;

const entriesOf = ({ uri_allow_list: list }: Config): readonly string[] =>
  list === '' ? [] : list.split(',');

const hasEntry = (config: Config, entry: string): boolean =>
  entriesOf(config).some((each) => each.trim() === entry);

/** Lets a test login come back to the extension. */
export async function allowReturn(api: SupabaseApi, redirectUri: string): Promise<Outcome<string>> {
  const entry = entryFor(redirectUri);
  return andThen(await readConfig(api, 'allowReturn'), async (config) => {
    const isIn = (found: Config) => hasEntry(found, entry);
    if (isIn(config)) return done(entry);
    const uri_allow_list = [...entriesOf(config), entry].join(',');
    return andThen(await writeConfig(api, { uri_allow_list }, 'allowReturn', isIn), () => done(entry));
  });
}

/** Takes that out again, and nothing else; also `done` where it is not in. */
export async function endReturn(api: SupabaseApi, redirectUri: string): Promise<Outcome<void>> {
  const entry = entryFor(redirectUri);
  return andThen(await readConfig(api, 'endReturn'), async (config) => {
    const isOut = (found: Config) => !hasEntry(found, entry);
    if (isOut(config)) return done(undefined);
    const uri_allow_list = entriesOf(config)
      .filter((each) => each.trim() !== entry)
      .join(',');
    return andThen(await writeConfig(api, { uri_allow_list }, 'endReturn', isOut), () => done(undefined));
  });
}

/** Whether a test login may come back to the extension, as far as that is told. */
export const mayReturn = async (api: SupabaseApi, redirectUri: string): Promise<Outcome<boolean>> =>
  andThen(await readConfig(api, 'finishLogin'), (config) => done(hasEntry(config, entryFor(redirectUri))));
