import { givesEmail } from '../../bitbucket/scope-names';
import type { MessageKey } from '../../extension/words/text';

/**
 * What to say of the email address that came with a login; undefined where it is as it should be. `asks`: what the connection
 * asked Bitbucket for, whatever the profile has now; undefined where that is not known.
 */
export function sayOfAddress({
  email,
  claims,
  asks,
}: {
  readonly email?: string | undefined;
  readonly claims: Record<string, unknown>;
  readonly asks?: readonly string[] | undefined;
}): MessageKey | undefined {
  if (email) return claims.email_verified === false ? 'emailUnconfirmed' : undefined;
  if (asks === undefined) return 'noEmailUntold';
  return givesEmail.some((scope) => asks.includes(scope)) ? 'noEmailGiven' : 'noEmail';
}
