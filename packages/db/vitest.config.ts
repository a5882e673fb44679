import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const migrations = (folder: string) => readD1Migrations(new URL(folder, import.meta.url).pathname);

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      miniflare: {
        compatibilityDate: '2026-11-01',
        compatibilityFlags: ['nodejs_compat'],
        d1Databases: ['DB', 'SEARCH'],
        bindings: {
          MIGRATIONS: await migrations('./migrations'),
          SEARCH_MIGRATIONS: await migrations('./migrations-search'),
        },
      },
    })),
  ],
  test: {
    // Two cores may be busy with other suites.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/testing/apply-migrations.ts'],
  },
});
