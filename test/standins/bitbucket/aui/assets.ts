import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { Hono } from 'hono';
import { raw } from 'hono/html';

const { resolve } = createRequire(import.meta.url);

/** Where the files are on Bitbucket's host. */
const folder = '/static/aui/';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.eot': 'application/vnd.ms-fontobject',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly type: string;
  read(): Uint8Array<ArrayBuffer>;
}

function asset(file: string): Asset {
  let content: Uint8Array<ArrayBuffer> | undefined;
  return {
    type: types[extname(file)] ?? '',
    read() {
      content ??= new Uint8Array(readFileSync(file));
      return content;
    },
  };
}

/** Everything that AUI's sheet and script refer to, by its name below the folder. Nothing else is served. */
function assets(): ReadonlyMap<string, Asset> {
  const package_ = dirname(resolve('@atlassian/aui'));
  const names = readdirSync(package_, { recursive: true, encoding: 'utf8' })
    .filter((name) => extname(name) in types)
    .map((name): [string, Asset] => [name.replaceAll('\\', '/'), asset(join(package_, name))]);
  return new Map([...names, ['jquery.js', asset(resolve('jquery'))]]);
}

const served = assets();

/** Atlassian's own published AUI and the jQuery that it needs, from their packages. */
export function auiRoutes(): Hono {
  const app = new Hono();
  const prefix = `/bitbucket.org${folder}`;
  app.get(`${prefix}*`, (c, next) => {
    const found = served.get(c.req.path.slice(prefix.length));
    if (!found) return next();
    const headers = { 'content-type': found.type, 'cache-control': 'public, max-age=3600' };
    return Promise.resolve(c.body(found.read(), 200, headers));
  });
  return app;
}

export const auiSheet = raw(`<link rel="stylesheet" href="${folder}aui-prototyping.css" />`);

/** At the end of a page, before its own scripts. */
export const auiScripts = raw(
  `<script src="${folder}jquery.js"></script><script src="${folder}aui-prototyping.js"></script>`,
);
