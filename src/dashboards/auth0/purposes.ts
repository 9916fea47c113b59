import { digestOf } from '../../secret';
import { inOneOrder } from '../difference';
import { andThen, done, type Outcome, refused, sendCarefully } from '../outcome';
import type { Purpose, SwitchOn } from '../session';
import type { Auth0Api } from './api';
import {
  type ConnectionAnswer,
  connectionAnswer,
  isBitbucket,
  optionsNeeded,
  pathOf,
  readOne,
  toConnection,
} from './read-connections';

/** What a connection is for: one setting each, which is switched by itself and leaves its options alone. */

interface Switch {
  readonly setting: string;
  readonly isOn: (connection: ConnectionAnswer) => boolean;
  readonly body: (isOn: boolean) => Readonly<Record<string, unknown>>;
}

const switches: Readonly<Record<Purpose, Switch>> = {
  login: {
    setting: 'authentication.active',
    // Tenants without the setting have connections that are for logging in alone.
    isOn: ({ authentication }) => authentication?.active !== false,
    body: (active) => ({ authentication: { active } }),
  },
  'third-party': {
    setting: 'is_domain_connection',
    isOn: (connection) => connection.is_domain_connection === true,
    body: (isOn) => ({ is_domain_connection: isOn }),
  },
};

/** The connection as it is now, if it leads to Bitbucket. */
const readNow = async (api: Auth0Api, id: string): Promise<Outcome<ConnectionAnswer>> =>
  andThen(await readOne(api, id), (present) => {
    if (isBitbucket(present)) return done(present);
    return present.options ? refused({ kind: 'changed-since' }) : optionsNeeded;
  });

async function switchOnOf(present: ConnectionAnswer, purpose: Purpose): Promise<SwitchOn> {
  const { setting } = switches[purpose];
  const { id, name, options } = present;
  return {
    purpose,
    connectionName: name,
    key: toConnection(present).key,
    setting,
    digest: await digestOf(setting, id, name, inOneOrder(options)),
  };
}

/** What it takes to switch a connection on; undefined where it is on already. Reads only. */
export const planSwitchOn = async (
  api: Auth0Api,
  id: string,
  purpose: Purpose,
): Promise<Outcome<SwitchOn | undefined>> =>
  andThen(await readNow(api, id), async (present) =>
    done(switches[purpose].isOn(present) ? undefined : await switchOnOf(present, purpose)),
  );

/** Switches a connection on, if that is still the change that was agreed to. */
export const switchOn = async (api: Auth0Api, id: string, agreed: SwitchOn): Promise<Outcome<void>> =>
  andThen(await planSwitchOn(api, id, agreed.purpose), (plan) => {
    if (!plan) return done(undefined);
    return plan.digest === agreed.digest
      ? set(api, id, agreed.purpose, true)
      : refused({ kind: 'changed-since' });
  });

/** Switches it off again; also `done` where it is off by then. */
export const switchOff = async (api: Auth0Api, id: string, purpose: Purpose): Promise<Outcome<void>> =>
  andThen(await planSwitchOn(api, id, purpose), (plan) =>
    plan ? done(undefined) : set(api, id, purpose, false),
  );

async function set(api: Auth0Api, id: string, purpose: Purpose, isOn: boolean): Promise<Outcome<void>> {
  const { call, pause } = api;
  const one = switches[purpose];
  const doing = isOn ? 'switchOn' : 'switchOff';
  const send = async () =>
    call({ method: 'PATCH', path: pathOf(id), body: one.body(isOn), doing }, connectionAnswer);
  const look = async () =>
    andThen(await readNow(api, id), (present) => done(one.isOn(present) === isOn ? present : undefined));
  return andThen(await sendCarefully(send, look, pause), () => done(undefined));
}
