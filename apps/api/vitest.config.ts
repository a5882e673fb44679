import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { cutFonts } from './build/cut-fonts.ts';

const migrations = (folder: string) =>
  readD1Migrations(new URL(`../../packages/db/${folder}`, import.meta.url).pathname);

await cutFonts();

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.jsonc' },
      miniflare: {
        bindings: {
          ENVIRONMENT: 'test',
          ORIGIN: 'http://localhost',
          PUBLIC_READ_SECONDS: '0',
          CLAMD_ADDRESS: '',
          UNSCANNED_FILES: 'attach',
          // Cases are played over weeks in one test; sealing has tests of its own.
          SEAL_GRACE_SECONDS: '0',
          ENDLESS_SESSIONS: 'true',
          SECOND_FACTOR_OPTIONAL: 'true',
          QUICK_PASSWORDS: 'true',
          FUZZ_RUNS: process.env['FUZZ_RUNS'] ?? '400',
          FUZZ_SEED: process.env['FUZZ_SEED'] ?? '',
          BETTER_AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
          MIGRATIONS: await migrations('migrations'),
          SEARCH_MIGRATIONS: await migrations('migrations-search'),
        },
      },
    })),
  ],
  test: {
    // One less than there are cores would leave one idle: this is the longest suite, and the others are done early.
    maxWorkers: 2,
    // Cached modules go to workerd all in one message, which is larger than it takes after some twenty files.
    fsModuleCache: false,
    // Two cores may be busy with other suites.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    include: ['{src,test}/**/*.test.ts'],
    deps: {
      optimizer: {
        ssr: {
          enabled: true,
          include: [
            '@cantoo/fontkit',
            '@cantoo/pdf-lib',
            '@hono/zod-openapi',
            '@scalar/hono-api-reference',
            '@simplewebauthn/server',
            'better-auth',
            'better-auth/adapters/drizzle',
            'better-auth/api',
            'better-auth/cookies',
            'better-auth/crypto',
            'better-auth/plugins/two-factor',
            'drizzle-orm',
            'drizzle-orm/d1',
            'drizzle-orm/sqlite-core',
            'fast-check',
            'hono',
            'hono/cookie',
            'jsqr',
            'pinyin-pro',
            'uqr',
            'zod',
          ],
          rolldownOptions: { external: [/^node:/, /^cloudflare:/] },
        },
      },
    },
    setupFiles: ['./test/apply-migrations.ts'],
  },
});
