import { type Quotation, saidBy } from '../said';

/** What a refusal says, whatever its body is: JSON of any shape, a page, a line of text, nothing. Pure. */

interface Answered {
  /** Who says it. */
  readonly by: string;
  readonly status: number;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
  /** The body as it came. */
  readonly text: string;
  /** What was sent, and must not be shown. */
  readonly secrets: readonly string[];
}

/** Where APIs say why, the most telling first. */
const texts = [
  'message',
  'error_description',
  'errorMessage',
  'detail',
  'description',
  'msg',
  'title',
  'errors',
  'error',
];
const codes = ['errorCode', 'error_code', 'code', 'error'];
const aCode = /^[\w.:-]{1,60}$/;

/** What an answer says, with its status and code, cleaned and cut. */
export function readSaid({ by, status, json, text, secrets }: Answered): Quotation {
  const code = json === undefined ? undefined : codeIn(json);
  const words = json === undefined ? wordsOf(text) : textIn(json);
  return saidBy(by, [status, ...(code ? [code] : [])], words === code ? '' : words, secrets);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The words of an error body, wherever in it they are; empty where there are none. */
function textIn(json: unknown, depth = 0): string {
  if (typeof json === 'string') return json;
  if (!isRecord(json) || depth > 3) return '';
  const inside = Array.isArray(json) ? json.slice(0, 5) : texts.map((name) => json[name]);
  for (const each of inside) {
    const found = textIn(each, depth + 1);
    if (found.trim() !== '') return found;
  }
  return '';
}

/** The site's own code for a refusal. */
export function codeIn(json: unknown): string | undefined {
  if (!isRecord(json)) return undefined;
  for (const name of codes) {
    const value = json[name];
    if (typeof value === 'string' && aCode.test(value)) return value;
  }
  return undefined;
}

/** The title of a page, or the beginning of a plain text. */
function wordsOf(text: string): string {
  if (!/^\s*</.test(text)) return text;
  const [, title = ''] = /<title[^>]*>([^<]*)/i.exec(text) ?? /<h1[^>]*>([^<]*)/i.exec(text) ?? [];
  return title.replace(/&(?:#\d+|\w+);/g, ' ');
}

/** The names that requests give to what nobody may see. */
const secretName = /secret|token|password|private|assertion|verifier|(?:^|_)(?:code|key)$/i;

/** What in a request must not be shown if the answer gives it back. */
export function secretsIn(request: {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}): readonly string[] {
  const [, scheme = '', credentials = ''] = /^(\S+) (.+)$/.exec(request.headers?.authorization ?? '') ?? [];
  const basic = /^basic$/i.test(scheme) ? decoded(credentials) : undefined;
  const found = [credentials, ...(basic === undefined ? [] : [basic, basic.slice(basic.indexOf(':') + 1)])];
  return [...found, ...secretsOf(bodyOf(request.body))].filter(Boolean);
}

function bodyOf(body: string | undefined): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return Object.fromEntries(new URLSearchParams(body));
  }
}

function secretsOf(value: unknown, isSecret = false): string[] {
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => secretsOf(each, isSecret || secretName.test(name)));
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}
