import { Secret } from '../../secret';
import { aToken, claimsOf } from '../jwt';
import { fieldProblem, ok, type Reading } from '../reading';

/** As Supabase makes them for an account. */
const ofAccount = /\bsbp_\w{20,}/;
/** A project's own keys, by what the dashboard calls them. */
const ofProject = /\bsb_(publishable|secret)_/;

/** Reads a pasted access token, to say before the first call that it is none: a project's key opens something else altogether. */
export function readToken(text: string): Reading<Secret> {
  if (text.trim() === '') return fieldProblem('supabaseTokenEmpty');
  // A terminal or a mail may have broken it into lines.
  const pasted = text.replace(/\s*[\r\n]\s*/g, '');
  const key = keyIn(pasted);
  if (key !== undefined) return fieldProblem('supabaseTokenIsKey', key);
  const token = ofAccount.exec(pasted)?.[0];
  return token === undefined ? fieldProblem('supabaseTokenMalformed') : ok(new Secret(token));
}

/** What a project's key is called; undefined where it is none. */
function keyIn(pasted: string): string | undefined {
  const [, kind] = ofProject.exec(pasted) ?? [];
  if (kind !== undefined) return kind;
  const { role } = claimsOf(aToken.exec(pasted)?.[0] ?? '') ?? {};
  return role === 'anon' || role === 'service_role' ? role : undefined;
}
