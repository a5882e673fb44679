import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../packages/domain/src/kernel/index.ts';
import { root } from '../paths.ts';
import { machine } from './report.ts';

const file = join(root, 'docs/measurements-trust.md');
const HEAD = '# Measurements: nothing lost, nothing refused without saying so\n';

/** Puts the figures of one part into docs/measurements-trust.md; the other parts stay as they are. */
export function writeTrust(part: string, lines: readonly string[]): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  const parts = new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((each): [string, string] => [each.slice(0, each.indexOf('\n')), each.slice(each.indexOf('\n') + 1).trim()]),
  );
  const command = `npx --yes pnpm@12 bench ${process.argv.slice(2).join(' ')}`;
  parts.set(part, [`Written by \`${command}\` on ${dayOf(Date.now())}; ${machine()}.`, ...lines].join('\n\n'));
  const sections = [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, body]) => `## ${name}\n\n${body}\n`);
  writeFileSync(file, [HEAD, ...sections].join('\n'));
}
