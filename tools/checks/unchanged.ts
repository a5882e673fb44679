import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from '../paths.ts';

const record = join(cacheFolder, 'checked');

/** A hash over every file that git has or would take, and Node's version; `undefined` where git does not answer. */
export function stateOfFiles(): string | undefined {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  if (listed.status !== 0) return undefined;
  const hash = createHash('sha256').update(process.version);
  for (const path of listed.stdout
    .split('\0')
    .filter((each) => each !== '')
    .sort()) {
    const file = join(root, path);
    hash.update(`\0${path}\0`);
    if (existsSync(file)) hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/** Whether exactly these files were checked on this machine before, and all was well. */
export const wasFine = (state: string | undefined): boolean =>
  state !== undefined && existsSync(record) && readFileSync(record, 'utf8') === state;

export function rememberAsFine(state: string | undefined): void {
  if (state === undefined) return;
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(record, state);
}
