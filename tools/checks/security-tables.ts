import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

const TABLES = [
  { file: 'docs/security/guarantees.md', rows: 52 },
  { file: 'docs/security/bad-inputs.md', rows: 84 },
  { file: 'docs/security/asvs.md', rows: 68 },
];

/** Every row of the security tables names a test or says why it waits; that the files exist is checked with all paths of documents. */
export function checkSecurityTables() {
  return TABLES.flatMap(({ file, rows }) => {
    const cells = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => /^\| \d/.test(line))
      .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\|\s*|\s*\|$/g, '').trim()));
    const said = cells.filter(
      (each) => /^waits: \S/.test(each.at(-1) ?? '') || /`[\w./-]+\.ts`/.test(each.at(-1) ?? ''),
    );
    return [
      ...(cells.length === rows ? [] : [`${file} has ${cells.length} rows, not ${rows}`]),
      ...cells.filter((each) => !said.includes(each)).map(([name]) => `${file}: ${name} names no test and no reason`),
    ];
  });
}
