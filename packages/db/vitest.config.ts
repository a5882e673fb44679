import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const migrations = (folder: string) => readD1Migrations(new URL(folder, import.meta.url).pathname);

/** Empty databases for the tests of the migrations: two for each, one that goes well and one that does not. */
const houses = async () => (await migrations('./migrations')).flatMap((_, nth, all) => [nth, nth + all.length]);

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      miniflare: {
        compatibilityDate: '2026-11-01',
        compatibilityFlags: ['nodejs_compat'],
        d1Databases: ['DB', 'SEARCH', ...(await houses()).map((nth) => `HOUSE_${nth}`)],
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
