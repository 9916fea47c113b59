import * as v from 'valibot';
import { Secret } from '../../secret';

/**
 * A text under a passphrase: AES-GCM with a key from PBKDF2-SHA-256 (NIST SP 800-38D and 800-132). Each encryption has a salt
 * and an initialisation vector of its own; rounds as OWASP advises for 2026 or more, kept with it so that they can grow.
 */

/** How many rounds of PBKDF2 there are for what is encrypted now. */
export const rounds = 600_000;

/** What is on disk for something that a passphrase opens. */
export const encryptedSchema = v.strictObject({
  rounds: v.pipe(v.number(), v.integer(), v.minValue(rounds), v.maxValue(10_000_000)),
  /** Base64, as the other two: 16 bytes, 12 bytes, the text with its tag of 16. */
  salt: v.pipe(v.string(), v.base64()),
  iv: v.pipe(v.string(), v.base64()),
  data: v.pipe(v.string(), v.base64()),
});
export type Encrypted = v.InferOutput<typeof encryptedSchema>;

/** `binding`: what the text belongs to. It can be opened only for the same. */
export async function encrypt(text: Secret, passphrase: Secret, binding: string): Promise<Encrypted> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFrom(passphrase, salt, rounds);
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytes(binding) },
    key,
    bytes(text.reveal()),
  );
  return { rounds, salt: toBase64(salt), iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/** Undefined where the passphrase is wrong, or anything of it was changed. */
export async function decrypt(
  encrypted: Encrypted,
  passphrase: Secret,
  binding: string,
): Promise<Secret | undefined> {
  const key = await keyFrom(passphrase, fromBase64(encrypted.salt), encrypted.rounds);
  try {
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64(encrypted.iv), additionalData: bytes(binding) },
      key,
      fromBase64(encrypted.data),
    );
    return new Secret(new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}

async function keyFrom(passphrase: Secret, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  // The same characters give the same key however a keyboard composes them.
  const typed = bytes(passphrase.reveal().normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const toBase64 = (raw: Uint8Array): string => btoa(String.fromCharCode(...raw));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
