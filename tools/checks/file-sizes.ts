import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { forbiddenNames } from '../walls.ts';
import { sourceFiles } from '../source-files.ts';

const isTest = /\.(test|e2e)\.ts$/;
const isCode = /\.(ts|js|mjs|svelte|css)$/;
const isGenerated = /(^|\/)generated\/|\.generated\./;

export function checkFiles() {
  return ['apps', 'packages', 'tools'].flatMap(sourceFiles).flatMap((path) => {
    const found: string[] = [];
    if (forbiddenNames.test(path)) found.push(`${path}: this name says nothing about what is inside`);
    if (isCode.test(path) && !isGenerated.test(path)) {
      const text = readFileSync(join(root, path), 'utf8');
      const lines = text.split('\n').length - 1;
      const most = isTest.test(path) ? 500 : 300;
      if (lines > most) found.push(`${path}: ${lines} lines, at most ${most}`);
    }
    return found;
  });
}
