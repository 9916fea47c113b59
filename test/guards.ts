import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm run guards`: takes each guard of the threat model away, one at a time, in a copy of what is committed, and sees its
// test fail. A guard whose test still passes without it is not guarded by that test.

interface Guard {
  readonly what: string;
  readonly file: string;
  /** What makes the guard, and what stands in its place without it. */
  readonly from: string;
  readonly to: string;
  readonly test: string;
  /** A scenario needs the extension built, and a browser. */
  readonly project?: 'unit' | 'build' | 'chromium';
}

const hostile = { test: 'test/journey/a-hostile-page', project: 'chromium' } as const;

const guards: readonly Guard[] = [
  {
    what: 'a sender is of this extension',
    file: 'src/extension/sender.ts',
    from: 'if (sender.id !== own.id) return undefined;',
    to: '',
    test: 'test/unit/extension/sender',
  },
  {
    what: 'a page of the extension’s is in no frame',
    file: 'src/extension/sender.ts',
    from: '!sender.tab || isTop ?',
    to: 'true ?',
    test: 'test/unit/extension/sender',
  },
  {
    what: 'a helper is on Bitbucket',
    file: 'src/extension/sender.ts',
    from: 'sender.origin !== bitbucket ||',
    to: '',
    test: 'test/unit/extension/sender',
  },
  {
    what: 'a helper is in the top frame',
    file: 'src/extension/sender.ts',
    from: '|| sender.frameId !== 0 ',
    to: '',
    test: 'test/unit/extension/sender',
  },
  {
    what: 'a command comes from a page',
    file: 'src/extension/background.ts',
    from: "sender?.kind === 'page'",
    to: 'sender',
    test: 'test/unit/extension/door',
  },
  {
    what: 'a message fits its schema',
    file: 'src/extension/messages.ts',
    from: "v.strictObject({ type: v.literal('bitbucket/show') })",
    to: 'v.looseObject({ type: v.string() })',
    test: 'test/unit/extension/door',
  },
  {
    what: 'a pair comes with the nonce of its document',
    file: 'src/extension/helpdesk.ts',
    from: 'found?.nonce === nonce && found.documentId === helper.documentId ? found : undefined',
    to: 'found',
    test: 'test/unit/extension/helpdesk',
  },
  {
    what: 'a pair comes when it is waited for',
    file: 'src/extension/helpdesk.ts',
    from: 'if (advance(before, event, Date.now()) === before) return { kept: (await heldBy(before)) === keyHint };',
    to: '',
    test: 'test/unit/extension/helpdesk',
  },
  {
    what: 'a pair that nobody waits for takes no setup’s place',
    file: 'src/extension/helpdesk.ts',
    from: '(present && !isOver(present))',
    to: 'false',
    test: 'test/unit/extension/helpdesk',
  },
  {
    what: 'what happened belongs to the present journey',
    file: 'src/extension/journal.ts',
    from: 'if (before?.id !== journeyId) return undefined;',
    to: 'if (!before) return undefined;',
    test: 'test/unit/extension/journal',
  },
  {
    what: 'a pair has half an hour',
    file: 'src/extension/vault.ts',
    from: 'found !== undefined && found.until > Date.now()',
    to: 'found !== undefined',
    test: 'test/unit/extension/vault',
  },
  {
    what: 'what has had its time is taken away',
    file: 'src/extension/vault.ts',
    from: 'held.filter((each) => each.until <= now)',
    to: 'held.filter(() => false)',
    test: 'test/unit/extension/vault',
  },
  {
    what: 'another profile gets no pair',
    file: 'src/extension/profiles.ts',
    from: 'await Promise.all([forgetPair(), forgetBackup()]);',
    to: '',
    test: 'test/unit/extension/vault',
  },
  {
    what: 'a kept credential is bound to its domain',
    file: 'src/extension/locker.ts',
    from: '{domain}`;',
    to: '{1}`;',
    test: 'test/unit/extension/locker',
  },
  {
    what: 'an unlocked credential has a quarter of an hour',
    file: 'src/extension/locker.ts',
    from: '15 * 60_000',
    to: '30 * 60_000',
    test: 'test/unit/extension/locker',
  },
  {
    what: 'a key takes 600,000 rounds or more',
    file: 'src/extension/sealed.ts',
    from: 'v.minValue(rounds), ',
    to: '',
    test: 'test/unit/extension/sealed',
  },
  {
    what: 'each sealing has a salt of its own',
    file: 'src/extension/sealed.ts',
    from: 'crypto.getRandomValues(new Uint8Array(16))',
    to: 'new Uint8Array(16)',
    test: 'test/unit/extension/sealed',
  },
  {
    what: 'what is copied is taken off the clipboard',
    file: 'src/extension/clipboard.ts',
    from: 'timer = setTimeout(() => void clearClipboard(), clearAfterMs);',
    to: '',
    test: 'test/unit/extension/clipboard',
  },
  {
    what: 'requests go to known hosts',
    file: 'src/dashboards/http.ts',
    from: ' && hosts.includes(url.hostname)',
    to: '',
    test: 'test/unit/dashboards/http',
  },
  {
    what: 'requests go over https',
    file: 'src/dashboards/http.ts',
    from: "url.protocol === 'https:' && ",
    to: '',
    test: 'test/unit/dashboards/http',
  },
  {
    what: 'redirects are not followed',
    file: 'src/dashboards/http.ts',
    from: "redirect: 'error',",
    to: '',
    test: 'test/unit/dashboards/http',
  },
  {
    what: 'what is not safe is not sent again',
    file: 'src/dashboards/http.ts',
    from: '!isLost || !isSafe(request) ||',
    to: '!isLost ||',
    test: 'test/unit/dashboards/http',
  },
  {
    what: 'a domain is one of the dashboard’s',
    file: 'src/dashboards/auth0/domain.ts',
    from: "if (!canonical.test(url.hostname)) return problem('domainForeign', url.hostname);",
    to: '',
    test: 'test/unit/dashboards/domain',
  },
  {
    what: 'a token is of the tenant',
    file: 'src/dashboards/auth0/token.ts',
    from: "if (issuer !== domain) return problem('tokenOtherTenant', issuer ?? String(claims.iss ?? '?'), domain);",
    to: '',
    test: 'test/unit/setup/draft',
  },
  {
    what: 'a masked Secret is none',
    file: 'src/bitbucket/credentials.ts',
    from: "if (/^[*•●·]+$/.test(pair.secret)) return refuse('masked');",
    to: '',
    test: 'test/unit/bitbucket/credentials',
  },
  {
    what: 'swapped values are refused',
    file: 'src/bitbucket/credentials.ts',
    from: ' || pair.key.length > pair.secret.length',
    to: '',
    test: 'test/unit/bitbucket/credentials',
  },
  {
    what: 'different values for one label are no answer',
    file: 'src/bitbucket/credentials.ts',
    from: "values.size === 1 && value !== undefined ? { kind: 'value', value } : { kind: 'several' }",
    to: "{ kind: 'value', value: value ?? '' }",
    test: 'test/unit/bitbucket/credentials',
  },
  {
    what: 'a click is a person’s',
    file: 'src/helper/panel.tsx',
    from: '!event.isTrusted || ',
    to: '',
    test: 'test/unit/helper/panel',
  },
  {
    what: 'a busy page is looked at less often',
    file: 'src/helper/pace.ts',
    from: 'shortestMs * 2 ** Math.max(0, looks - patience)',
    to: 'shortestMs',
    test: 'test/unit/helper/pace',
  },
  {
    what: 'the panel’s root is closed',
    file: 'src/helper/panel.tsx',
    from: "mode: 'closed'",
    to: "mode: 'open'",
    ...hostile,
  },
  {
    what: 'the panel is put back',
    file: 'src/helper/panel.tsx',
    from: 'if (isAsItWas || left === 0) return;',
    to: 'if (left >= 0) return;',
    ...hostile,
  },
  {
    what: 'a faded panel is given up',
    file: 'src/helper/sight.ts',
    from: 'isFaded(host) || ',
    to: '',
    ...hostile,
  },
  {
    what: 'a covered panel is given up',
    file: 'src/helper/sight.ts',
    from: 'isCovered || ',
    to: '',
    ...hostile,
  },
  {
    what: 'the top layer is looked at',
    file: 'src/helper/sight.ts',
    from: ' || isBelowTopLayer(host)',
    to: '',
    ...hostile,
  },
  {
    what: 'the pair is the same at two looks',
    file: 'src/helper/capture.ts',
    from: 'if (!isSteady) return',
    to: 'if (isSteady && false) return',
    ...hostile,
  },
  {
    what: 'no page of the extension’s is framed',
    file: 'manifest.json',
    from: "; frame-ancestors 'none'",
    to: '',
    test: 'test/built',
    project: 'build',
  },
  {
    what: 'nothing secret is logged',
    file: 'src/dashboards/auth0/api.ts',
    from: 'authorization: `Bearer',
    to: "'x-seen': String(console.info(token.reveal())), authorization: `Bearer",
    test: 'test/journey/a-new-consumer',
    project: 'chromium',
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));
const [only = ''] = process.argv.slice(2);

function main(): number {
  const copy = mkdtempSync(join(tmpdir(), 'keyferry-guards-'));
  const run = (program: string, ...parameters: string[]) =>
    spawnSync(process.execPath, [join(root, 'node_modules', program), ...parameters], {
      cwd: copy,
      encoding: 'utf8',
    });
  const failures: string[] = [];
  try {
    execFileSync('git', ['clone', '--quiet', root, copy]);
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const { what, file, from, to, test, project = 'unit' } of guards) {
      if (!what.includes(only)) continue;
      const path = join(copy, file);
      const before = readFileSync(path, 'utf8');
      const isThere = before.split(from).length === 2;
      if (isThere)
        writeFileSync(
          path,
          before.replace(from, () => to),
        );
      const modes = project === 'unit' ? [] : ['chrome', 'firefox'];
      const isBuilt = modes.every((mode) => run('vite/bin/vite.js', 'build', '--mode', mode).status === 0);
      const isSeen =
        isThere &&
        isBuilt &&
        run('vitest/vitest.mjs', 'run', '--project', project, '--retry', '0', '--bail', '1', test).status !==
          0;
      writeFileSync(path, before);
      const verdict = isSeen ? 'seen' : !isThere ? 'NOT FOUND' : !isBuilt ? 'NOT BUILT' : 'NOT SEEN';
      console.log(`${verdict.padEnd(9)}  ${what}  (${test})`);
      if (!isSeen) failures.push(what);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(`\n${failures.length} of ${guards.length} guards could be taken away unseen`);
  return failures.length;
}

process.exit(main() === 0 ? 0 : 1);
