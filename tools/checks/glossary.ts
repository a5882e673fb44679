import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

// Folders that hold tools of the domain rather than things people file, sign or publish.
const notNouns = new Set(['kernel']);

const foldersIn = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

/** Every folder of the domain is a noun of docs/glossary.md (second column), and every noun marked so is a folder. */
export function checkGlossary() {
  const file = join(root, 'docs/glossary.md');
  if (!existsSync(file)) return ['docs/glossary.md is missing'];
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
  const named = new Set(
    rows.map((cells) => cells[2] ?? '').filter((cell) => /^[a-z][a-z-]*$/.test(cell) && cell !== 'folder'),
  );
  const folders = foldersIn('packages/domain/src').filter((name) => !notNouns.has(name));
  return [
    ...folders
      .filter((name) => !named.has(name))
      .map((name) => `packages/domain/src/${name} is not in docs/glossary.md`),
    ...[...named]
      .filter((name) => !folders.includes(name))
      .map((name) => `docs/glossary.md names the folder ${name}, which does not exist`),
  ];
}
