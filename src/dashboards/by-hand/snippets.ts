import type { Pair } from '../../bitbucket/oauth';
import { Secret } from '../../secret';
import type { ConsumerNeeds, SnippetForm } from '../hand-over';
import { type Settings, takings, type Value } from './takes';

/** What a tool needs of the consumer; undefined where it is not one of the known ones any more. */
export const needsOf = (tool: string): ConsumerNeeds | undefined => takings[tool];

/** The forms in which a tool takes the pair, its own one first; none where it is not one of the known ones any more. */
export const formsOf = (tool: string): readonly SnippetForm[] => takings[tool]?.forms ?? [];

/**
 * A tool's settings with the pair in them, in one of its forms, right for any character in a value. Terraform never gets the
 * Secret. Throws a `RangeError` for a tool that is not known.
 */
export function snippet(tool: string, form: SnippetForm, pair: Pair, callbackUrl: string): Secret {
  const taking = takings[tool];
  if (!taking) throw new RangeError(`${tool} is not one of the tools`);
  const texts = { key: pair.key, secret: pair.secret.reveal(), callback: callbackUrl };
  return new Secret(`${write(form, tool, taking.settings, texts)}\n`);
}

type Texts = Readonly<Record<'key' | 'secret' | 'callback', string>>;
type Scalar = string | boolean;
interface Filled {
  readonly [name: string]: Scalar | Filled | readonly Filled[];
}

/** What stands for a value that is not written out as it is. */
function textOf(value: Extract<Value, object>, texts: Texts): string {
  if (value.of !== 'name') return texts[value.of];
  const [, name] = value.within.exec(new URL(texts.callback).pathname) ?? [];
  return name === undefined ? value.otherwise : decoded(name);
}

/** A part of an address, as it was before it became one. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const isValue = (value: Settings[string]): value is Value => typeof value !== 'object' || 'of' in value;

function fill(settings: Settings, texts: Texts): Filled {
  const filled = (value: Settings[string]): Filled[string] => {
    if (isValue(value)) return typeof value === 'object' ? textOf(value, texts) : value;
    return Array.isArray(value) ? value.map((each) => fill(each, texts)) : fill(value as Settings, texts);
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, filled(value)]));
}

function write(form: SnippetForm, tool: string, wanted: Settings, texts: Texts): string {
  const settings = fill(wanted, texts);
  switch (form) {
    case 'env':
      return lines(settings, (name, value) => `${name}=${inEnv(value)}`);
    case 'shell':
      return lines(settings, (name, value) => `export ${name}=${inShell(value)}`);
    case 'json':
      return JSON.stringify(settings, null, 2);
    case 'yaml':
      return yaml(settings).join('\n');
    case 'toml':
      return toml(settings, []).join('\n');
    case 'kubernetes':
      return yaml(kubernetesSecret(tool, settings)).join('\n');
    case 'terraform':
      return terraform(wanted, texts);
    case 'command':
      return `gitea admin auth add-oauth ${lines(settings, (name, value) => `--${name} ${inShell(value)}`).replaceAll('\n', ' ')}`;
  }
}

const lines = (settings: Filled, line: (name: string, value: string) => string): string =>
  Object.entries(settings)
    .map(([name, value]) => line(name, String(value)))
    .join('\n');

/** Letters that mean nothing but themselves to any shell or reader of `.env` files. */
const isPlain = (text: string): boolean => /^[\w./:@%+=,-]+$/.test(text);

/** POSIX: inside single quotes everything is itself, and a single quote is put in from outside. */
const inShell = (text: string): string => (isPlain(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** `.env`: readers agree on plain values and on single quotes; with one inside, on double quotes with escapes. */
function inEnv(text: string): string {
  if (isPlain(text)) return text;
  if (!/['\n]/.test(text)) return `'${text}'`;
  return `"${text.replaceAll(/[\\"$`]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** A string in double quotes, in ASCII only, as YAML, TOML and HCL all read it. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(/[\u007f-\u{10ffff}]/gu, (each) => {
    const code = (each.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });

const yamlKey = (name: string): string => (/^[\w.-]+$/.test(name) ? name : quoted(name));

function yaml(settings: Filled): string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (typeof value !== 'object') return [`${yamlKey(name)}: ${scalar(value)}`];
    if (!Array.isArray(value)) return [`${yamlKey(name)}:`, ...indent(yaml(value as Filled))];
    const items = (value as readonly Filled[]).map((each) => yaml(each));
    return [
      `${yamlKey(name)}:`,
      ...items.flatMap(([first = '', ...rest]) => [`  - ${first}`, ...indent(indent(rest))]),
    ];
  });
}

const scalar = (value: Scalar): string => (typeof value === 'string' ? quoted(value) : String(value));
const indent = (text: readonly string[]): string[] => text.map((line) => `  ${line}`);

/** Tables within tables; the tools' settings have no lists in this form. */
function toml(settings: Filled, path: readonly string[]): string[] {
  const entries = Object.entries(settings);
  const own = entries.flatMap(([name, value]) =>
    typeof value === 'object' ? [] : [`${name} = ${scalar(value)}`],
  );
  const tables = entries.flatMap(([name, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? toml(value as Filled, [...path, name]) : [],
  );
  return [...(own.length > 0 ? [`[${path.join('.')}]`, ...own] : []), ...tables];
}

function kubernetesSecret(tool: string, settings: Filled): Filled {
  // Che finds its secret by labels.
  const marks: Filled =
    tool === 'che'
      ? {
          labels: {
            'app.kubernetes.io/part-of': 'che.eclipse.org',
            'app.kubernetes.io/component': 'oauth-scm-configuration',
          },
          annotations: { 'che.eclipse.org/oauth-scm-server': 'bitbucket' },
        }
      : {};
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'bitbucket-oauth', ...marks },
    type: 'Opaque',
    stringData: settings,
  };
}

/** A sensitive variable in place of the Secret, which does not belong in files that are checked in. */
function terraform(settings: Settings, texts: Texts): string {
  const literal = (text: string) =>
    quoted(text)
      .replaceAll('${', () => '$${')
      .replaceAll('%{', () => '%%{');
  const write = (value: Settings[string], depth: string): string => {
    if (isValue(value)) {
      if (typeof value !== 'object') return typeof value === 'string' ? literal(value) : String(value);
      return value.of === 'secret' ? 'var.bitbucket_secret' : literal(textOf(value, texts));
    }
    if (Array.isArray(value)) return `[${value.map((each) => write(each, depth)).join(', ')}]`;
    const inner = Object.entries(value).map(
      ([name, each]) => `${depth}  ${name} = ${write(each, `${depth}  `)}\n`,
    );
    return `{\n${inner.join('')}${depth}}`;
  };
  return [
    '# Set it outside of the files: TF_VAR_bitbucket_secret',
    'variable "bitbucket_secret" {',
    '  type      = string',
    '  sensitive = true',
    '}',
    '',
    'locals {',
    `  bitbucket = ${write(settings, '  ')}`,
    '}',
  ].join('\n');
}
