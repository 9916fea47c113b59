import type { Profile } from '../../setup/profiles/profile';
import { Refused } from '../asks/seldom';
import type { Commands } from './commands';

/** Why the last command was refused, with the way to put it right. What is wrong with pasted values stands at their field. */
export function Refusal({ commands, profile }: { commands: Commands; profile: Profile }) {
  const { refusal } = commands;
  if (!refusal || refusal.code === 'pairUnreadable') return null;
  return <Refused problem={refusal} commands={commands} profile={profile} />;
}
