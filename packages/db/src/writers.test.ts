import { expect, it } from 'vitest';

declare global {
  interface ImportMeta {
    /** Filled in by the bundler of the tests. */
    glob(pattern: string, as: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>;
  }
}

const sources = {
  ...import.meta.glob('./**/*.ts', { query: '?raw', import: 'default', eager: true }),
  ...import.meta.glob('../../../apps/api/src/**/*.ts', { query: '?raw', import: 'default', eager: true }),
};
const code = Object.entries(sources)
  .filter(([path]) => !/\.test\.ts$|\/testing\//.test(path))
  .map(([path, text]) => ({ path: path.replace(/^(\.\.\/)+|^\.\//, ''), text }));

/** Files whose text holds one of these ways to execute a statement. */
const filesWith = (pattern: RegExp): string[] =>
  code
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .sort();

it('the sources were found', () => {
  expect(code.length).toBeGreaterThan(60);
  expect(code.map(({ path }) => path)).toContain('apps/api/src/app.ts');
});

it('only commit, the sealing, erasure, the digest, ways in without a record and the search index send batches; meter and retries pass them on', () => {
  expect(filesWith(/\.batch\(/)).toEqual([
    'accounts/erase.ts',
    'commit.ts',
    'consortia/search.ts',
    'meter.ts',
    'notifications/digest.ts',
    'retries.ts',
    'seals/seal-events.ts',
    'unlogged.ts',
  ]);
});

it('only the records of refusals and sign-ins and the file of writes without an event run one by itself', () => {
  // `.run(sql…)` builds a statement, `.run()` executes one.
  expect(filesWith(/\.run\(\)/)).toEqual(['refusals/record.ts', 'sign-ins/record.ts', 'unlogged.ts']);
  expect(filesWith(/\.execute\(\)/)).toEqual([]);
});

it('no write is awaited as if it were a read', () => {
  const awaited = /await\s+(?:[\w.]+\.)?orm\s*\.\s*(?:insert|update|delete)\b(?![\s\S]{0,400}?\.run\(\))/;
  expect(filesWith(awaited)).toEqual([]);
  expect(filesWith(/\.transaction\(/)).toEqual([]);
  expect(filesWith(/\b(d1|DB|SEARCH|search)\.exec\(/)).toEqual(['meter.ts', 'retries.ts']);
});

it('drizzle is named in the storage package only', () => {
  expect(filesWith(/from 'drizzle-orm/).filter((path) => path.startsWith('apps/'))).toEqual([]);
});
