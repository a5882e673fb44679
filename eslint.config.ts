import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import type { Linter } from 'eslint';
import ts from 'typescript-eslint';
import {
  bans,
  clockBans,
  featureNouns,
  importBans,
  messageBans,
  outsideGlobals,
  patternBans,
  preparedSqlBans,
  rereadBans,
  sqlBans,
  stateBans,
  walls,
  workerImportBans,
  worldGlobals,
  writeBans,
} from './tools/walls.ts';

const tests = ['**/*.{test,e2e}.ts', '**/testing.ts', '**/testing/**', 'apps/api/test/**'];

const config: Linter.Config[] = [
  {
    ignores: [
      '**/dist/',
      '**/.svelte-kit/',
      '**/.turbo/',
      '**/.wrangler/',
      '.data/',
      '**/test-results/',
      '**/playwright-report/',
      'apps/web/src/lib/paraglide/',
      'apps/web/static/',
    ],
  },
  js.configs.recommended,
  ...(ts.configs.recommended as Linter.Config[]),
  ...(svelte.configs.recommended as Linter.Config[]),
  {
    files: ['**/*.{svelte,svelte.ts}'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      // Links carry no base path here, and resolve() cannot take addresses with a query.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/require-each-key': 'error',
    },
  },
  {
    plugins: { walls },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // tsc and svelte-check know the names better.
      'no-undef': 'off',
      'walls/reasoned-suppressions': 'error',
      'walls/telling-names': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      // Text rules here are about control characters.
      'no-control-regex': 'off',
      'no-restricted-imports': importBans,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['{packages/*,apps/api}/src/**/*.ts', 'tools/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: 'test' }] },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: tests, rules: { 'max-lines': ['error', { max: 500 }] } },
  { files: ['**/generated/**', '**/*.generated.ts'], rules: { 'max-lines': 'off' } },

  {
    files: ['packages/domain/src/**'],
    rules: {
      'no-restricted-globals': ['error', ...worldGlobals],
      'no-restricted-syntax': bans(clockBans, sqlBans, patternBans),
    },
  },
  {
    files: ['packages/contract/**', 'apps/**'],
    rules: { 'no-restricted-syntax': bans(stateBans, sqlBans, writeBans, preparedSqlBans, patternBans) },
  },
  {
    files: ['apps/web/e2e/**'],
    rules: { 'no-restricted-syntax': bans(stateBans, sqlBans, writeBans, preparedSqlBans) },
  },
  {
    files: ['apps/web/src/**'],
    rules: {
      'walls/own-addresses': 'error',
      'no-restricted-syntax': bans(
        stateBans,
        sqlBans,
        writeBans,
        preparedSqlBans,
        patternBans,
        messageBans,
        rereadBans,
      ),
    },
  },
  {
    // The browser's own database has transactions, and no other way to clear several stores at once.
    files: ['apps/web/src/lib/device/**', 'apps/web/e2e/journeys/device.ts'],
    rules: {
      'no-restricted-syntax': bans(stateBans, writeBans, preparedSqlBans, patternBans, messageBans),
    },
  },
  {
    files: ['apps/api/src/**'],
    rules: {
      'no-restricted-globals': ['error', ...outsideGlobals],
      'no-restricted-imports': workerImportBans(),
    },
  },
  {
    files: ['packages/db/**'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': bans(stateBans, sqlBans, writeBans, patternBans) },
  },
  {
    // commit.ts is the writer; meter.ts counts and retries.ts waits under it; the search index is rebuildable and has its own database;
    // an outbox row is ticked off after the world outside was told, when there is no record left to lock.
    files: [
      'packages/db/src/commit.ts',
      'packages/db/src/unlogged.ts',
      'packages/db/src/accounts/erase.ts',
      'packages/db/src/notifications/digest.ts',
      'packages/db/src/refusals/record.ts',
      'packages/db/src/seals/seal-events.ts',
      'packages/db/src/meter.ts',
      'packages/db/src/retries.ts',
      'packages/db/src/consortia/search.ts',
      'packages/db/src/outbox/**',
    ],
    rules: { 'no-restricted-syntax': bans(stateBans, sqlBans, patternBans) },
  },
  ...featureNouns.map((noun) => ({
    files: [`apps/api/src/${noun}/**`, `apps/web/src/lib/${noun}/**`],
    rules: { 'no-restricted-imports': workerImportBans(noun) },
  })),
  { files: tests, rules: { 'no-restricted-syntax': bans(sqlBans), 'no-restricted-globals': 'off' } },
  { files: ['tools/**'], rules: { 'no-console': 'off' } },
];

export default config;
