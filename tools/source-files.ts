import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

const skipped = new Set(['node_modules', 'dist', 'paraglide', 'test-results', 'playwright-report', 'static', 'meta']);

/** Paths from the root of every file under `folder` that people wrote, hidden folders left out. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
    return entry.isDirectory() ? sourceFiles(path) : [path];
  });
}
