import { givesEmail } from '../../bitbucket/scope-names';
import type { MessageKey } from '../../extension/words/text';
import type { Profile } from '../../setup/profiles/profile';

/** What is to be said of the email address that came with a login, by the claims alone; undefined where it is as it should be. */
export function sayOfAddress(
  { email, claims }: { readonly email?: string | undefined; readonly claims: Record<string, unknown> },
  { scopes }: Pick<Profile, 'scopes'>,
): MessageKey | undefined {
  if (email) return claims.email_verified === false ? 'emailUnconfirmed' : undefined;
  return scopes.some((scope) => givesEmail.includes(scope)) ? 'noEmailGiven' : 'noEmail';
}
