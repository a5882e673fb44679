import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { root } from './paths.ts';

const eslint = new ESLint({
  cwd: root,
  // Snippets belong to no project on disk, so the rules that need types stay out here.
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
    },
  },
});

async function rulesBroken(path: string, code: string) {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path });
  return new Set(result?.messages.map((message) => message.ruleId ?? message.message));
}

type Case = [wall: string, rule: string, path: string, code: string];

const broken: Case[] = [
  [
    'drizzle in the API',
    'no-restricted-imports',
    'apps/api/src/filings/a.ts',
    "import { sql } from 'drizzle-orm'; sql;",
  ],
  ['drizzle in the domain', 'no-restricted-imports', 'packages/domain/src/a/a.ts', "import 'drizzle-orm/sqlite-core';"],
  ['a clock in the domain', 'no-restricted-syntax', 'packages/domain/src/a/a.ts', 'export const now = Date.now();'],
  ['new Date() in the domain', 'no-restricted-syntax', 'packages/domain/src/a/a.ts', 'export const now = new Date();'],
  ['dice in the domain', 'no-restricted-syntax', 'packages/domain/src/a/a.ts', 'export const dice = Math.random();'],
  ['process in the domain', 'no-restricted-globals', 'packages/domain/src/a/a.ts', 'export const env = process.env;'],
  ['fetch in the domain', 'no-restricted-globals', 'packages/domain/src/a/a.ts', "export const a = fetch('/');"],
  ['globalThis in the domain', 'no-restricted-globals', 'packages/domain/src/a/a.ts', 'export const a = globalThis;'],
  [
    'a D1 transaction',
    'no-restricted-syntax',
    'packages/db/src/commit.ts',
    'export const a = db.transaction(() => 1);',
  ],
  ['raw SQL text', 'no-restricted-syntax', 'packages/db/src/filings/read.ts', "export const a = sql.raw('x');"],
  [
    'a batch outside commit',
    'no-restricted-syntax',
    'packages/db/src/filings/write.ts',
    'export const a = db.batch([]);',
  ],
  ['a batch in the API', 'no-restricted-syntax', 'apps/api/src/filings/a.ts', 'export const a = env.DB.batch([]);'],
  [
    'SQL in the API',
    'no-restricted-syntax',
    'apps/api/src/filings/a.ts',
    "export const a = env.DB.prepare('SELECT 1');",
  ],
  [
    'an executed insert',
    'no-restricted-syntax',
    'packages/db/src/filings/write.ts',
    'export const a = () => db.orm.insert(filings).values(row).run();',
  ],
  [
    'an awaited update',
    'no-restricted-syntax',
    'packages/db/src/filings/write.ts',
    'export const a = async () => { await orm.update(filings).set(row).where(x); };',
  ],
  [
    'an executed delete in a job',
    'no-restricted-syntax',
    'apps/api/src/jobs/a.ts',
    'export const a = async () => { await db.orm.delete(filings).where(x).execute(); };',
  ],
  [
    'a compared state in the API',
    'no-restricted-syntax',
    'apps/api/src/filings/a.ts',
    "export const a = x.status === 'submitted';",
  ],
  [
    'a compared state on a screen',
    'no-restricted-syntax',
    'apps/web/src/routes/A.svelte',
    "{#if x.status === 'in_review'}a{/if}",
  ],
  [
    'a switch over states',
    'no-restricted-syntax',
    'packages/db/src/filings/read.ts',
    "switch (x) { case 'withdrawn': break; }",
  ],
  [
    'a state in a list',
    'no-restricted-syntax',
    'packages/contract/src/a.ts',
    "export const a = ['draft', 'correction'].includes(x);",
  ],
  ['another feature in the API', 'no-restricted-imports', 'apps/api/src/filings/a.ts', "import '../consortia/a.ts';"],
  [
    'another feature in the web',
    'no-restricted-imports',
    'apps/web/src/lib/filings/a.ts',
    "import '#lib/consortia/a.ts';",
  ],
  [
    'a message by a name made at run time',
    'no-restricted-syntax',
    'apps/web/src/routes/A.svelte',
    '<p>{m[`a.${b}`]()}</p>',
  ],
  [
    'a page read again in the way of a navigation',
    'no-restricted-syntax',
    'apps/web/src/routes/A.svelte',
    "<script>import { invalidateAll } from '$app/navigation';</script>",
  ],
  ['raw HTML', 'svelte/no-at-html-tags', 'apps/web/src/routes/A.svelte', '{@html text}'],
  [
    'an address that somebody typed',
    'walls/own-addresses',
    'apps/web/src/routes/A.svelte',
    '<a href={x.website}>a</a>',
  ],
  ['one behind a condition', 'walls/own-addresses', 'apps/web/src/routes/A.svelte', "<a href={x ? x.site : '/'}>a</a>"],
  ['one that begins a text', 'walls/own-addresses', 'apps/web/src/routes/A.svelte', '<a href={`${x.site}/a`}>a</a>'],
  ['a picture from anywhere', 'walls/own-addresses', 'apps/web/src/routes/A.svelte', '<img src={x.logo} alt="" />'],
  ['one in a list of links', 'walls/own-addresses', 'apps/web/src/lib/a.ts', 'export const a = { href: x.website };'],
  ['a pattern made at run time', 'no-restricted-syntax', 'apps/api/src/a.ts', 'export const a = new RegExp(b);'],
  ['one in the domain', 'no-restricted-syntax', 'packages/domain/src/a/a.ts', 'export const a = RegExp(b);'],
  ['one in storage', 'no-restricted-syntax', 'packages/db/src/filings/read.ts', 'export const a = new RegExp(b);'],
  [
    'a call to the outside',
    'no-restricted-globals',
    'apps/api/src/filings/a.ts',
    "export const a = () => fetch('https://a');",
  ],
  [
    'a socket',
    'no-restricted-imports',
    'apps/api/src/http/a.ts',
    "import { connect } from 'cloudflare:sockets'; connect;",
  ],
  ['a request by Node', 'no-restricted-imports', 'apps/api/src/filings/a.ts', "import { get } from 'node:https'; get;"],
  ['any', '@typescript-eslint/no-explicit-any', 'apps/api/src/a.ts', 'export const a = (b: any) => b;'],
  ['a long file', 'max-lines', 'apps/api/src/a.ts', 'export const a = 1;\n'.repeat(301)],
  ['a long test', 'max-lines', 'apps/api/src/a.test.ts', 'export const a = 1;\n'.repeat(501)],
  [
    'an unreasoned suppression',
    'walls/reasoned-suppressions',
    'apps/api/src/a.ts',
    '// eslint-disable-next-line no-console\nconsole.log(1);',
  ],
  ['a name that says nothing', 'walls/telling-names', 'apps/api/src/filings/utils.ts', 'export const a = 1;'],
];

const allowed: Case[] = [
  ['a made address', 'walls/own-addresses', 'apps/web/src/routes/A.svelte', '<a href={`${link("/a")}?b=${x.c}`}>a</a>'],
  ['an address that is one', 'walls/own-addresses', 'apps/web/src/routes/A.svelte', '<a href={item.href}>a</a>'],
  ['a written pattern', 'no-restricted-syntax', 'apps/api/src/a.ts', 'export const a = /b/;'],
  [
    'the Worker’s own entry',
    'no-restricted-globals',
    'apps/api/src/a.ts',
    'export const a = { fetch(r) { return app.fetch(r); } };',
  ],
  [
    'drizzle in db',
    'no-restricted-imports',
    'packages/db/src/filings/read.ts',
    "import { eq } from 'drizzle-orm'; eq;",
  ],
  ['the batch of commit', 'no-restricted-syntax', 'packages/db/src/commit.ts', 'export const a = orm.batch([]);'],
  [
    'an unexecuted write',
    'no-restricted-syntax',
    'packages/db/src/filings/write.ts',
    'export const a = () => db.orm.insert(filings).values(row);',
  ],
  [
    'an awaited read',
    'no-restricted-syntax',
    'packages/db/src/filings/read.ts',
    'export const a = async () => db.orm.select().from(filings).all();',
  ],
  [
    'a deleted map key',
    'no-restricted-syntax',
    'apps/api/src/a.ts',
    'export const a = (b: Map<string, string>) => b.delete(key);',
  ],
  [
    'states inside the domain',
    'no-restricted-syntax',
    'packages/domain/src/filings/a.ts',
    "export const a = x.status === 'submitted';",
  ],
  ['a date from an instant', 'no-restricted-syntax', 'packages/domain/src/a/a.ts', 'export const a = new Date(at);'],
  ['its own feature', 'no-restricted-imports', 'apps/api/src/filings/a.ts', "import './b.ts';"],
];

for (const [wall, rule, path, code] of broken)
  test(`lint refuses ${wall}`, async () => {
    const rules = await rulesBroken(path, code);
    assert.ok(rules.has(rule), `expected ${rule}, got ${[...rules].join(', ') || 'nothing'}`);
  });

for (const [wall, rule, path, code] of allowed)
  test(`lint lets ${wall} pass`, async () => {
    const rules = await rulesBroken(path, code);
    assert.ok(!rules.has(rule), `${rule} fired`);
  });
