import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const apiFolder = join(root, 'apps/api');
export const webFolder = join(root, 'apps/web');
export const migrationsFolder = join(root, 'packages/db/migrations');
export const searchMigrationsFolder = join(root, 'packages/db/migrations-search');
export const dataFolder = join(root, '.data');
export const cacheFolder = join(root, 'node_modules/.cache/lianchuang');
export const resultsFolder = join(root, 'test-results');
