import { checkPair } from '../bitbucket/credentials';
import { dashboards } from '../dashboards';
import { hint, Secret } from '../secret';
import { fromCause, type Problem, problem } from '../setup/diagnose';
import { begin, type Journey } from '../setup/journey';
import { signIn } from './access';
import { happened, keptJourney, keptLogin, replaceJourney } from './journal';
import type { CommandAnswer, PageMessage } from './messages';
import { forgetAddress, showBitbucket, tellHelper } from './place';
import { readProfiles } from './profiles';
import { goOn, tidyUp } from './runner';
import { forgetPair, keepPair } from './vault';

const carriedOut: CommandAnswer = { kind: 'done' };
const refuse = (why: Problem): CommandAnswer => ({ kind: 'refused', problem: why });

/** Carries out what a person asked for in the popup or on one of the extension's pages: the only place of consent. */
export async function carryOut(message: PageMessage): Promise<CommandAnswer> {
  if (message.type === 'setup/start') return start(message.mode);
  const journey = await keptJourney.read();
  if (!journey) return carriedOut;

  switch (message.type) {
    case 'setup/retry':
      await forgetAddress(journey);
      await happened(journey.id, { kind: 'retried' });
      break;
    case 'setup/start-over':
      await replaceJourney(undefined);
      await Promise.all([forgetPair(), keptLogin.remove(), tidyUp(journey), tellHelper(journey)]);
      return carriedOut;
    case 'review/apply':
      await happened(journey.id, { kind: 'change-agreed' });
      break;
    case 'review/keep':
      await forgetPair();
      await happened(journey.id, { kind: 'change-declined' });
      break;
    case 'pair/confirm':
      await happened(journey.id, { kind: 'consented' });
      break;
    case 'pair/paste': {
      const reading = checkPair({ key: message.key, secret: message.secret });
      if (reading.kind === 'none') return refuse(problem('pairUnreadable', reading.reason));
      const { key, secret } = reading.pair;
      await keepPair(journey.id, { key, secret: new Secret(secret) });
      const name = journey.consumer?.name ?? journey.workspace;
      await happened(journey.id, { kind: 'pair-taken', name, keyHint: hint(key) });
      break;
    }
    case 'consumer/choose':
      await happened(journey.id, { kind: 'consumer-chosen', name: message.name });
      break;
    case 'bitbucket/show':
      await showBitbucket(journey);
      return carriedOut;
  }
  // What follows may take as long as a login; whoever asked is not kept waiting.
  void goOn();
  return carriedOut;
}

/**
 * Starts a journey in place of the one before. The dashboard is asked first: a credential that does not work is found
 * out before anything is made at Bitbucket.
 */
async function start(mode: Journey['mode']): Promise<CommandAnswer> {
  const { current: profile } = await readProfiles();
  if (!profile) return refuse(problem('credentialMissing', dashboards.auth0.name));
  const access = await signIn(profile);
  if (access.kind === 'problem') return refuse(access.problem);
  const reached = await access.session.readConnection();
  if (reached.kind !== 'done') return refuse(fromCause(reached.cause));

  const { key } = reached.value ?? {};
  if (mode === 'check' && key === undefined) return refuse(problem('noConnection'));

  const before = await keptJourney.read();
  if (before) await tidyUp(before);
  await Promise.all([forgetPair(), keptLogin.remove()]);
  const id = crypto.randomUUID();
  const lookFor = mode === 'check' && key !== undefined ? { lookFor: hint(key) } : {};
  const { id: profileId, workspace } = profile;
  await replaceJourney(begin({ id, profileId, mode, workspace, now: Date.now(), ...lookFor }));
  void goOn();
  return carriedOut;
}
