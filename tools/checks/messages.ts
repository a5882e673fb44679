import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingMessages, readMessages } from '../../apps/web/build/complete-messages.ts';
import { root, webFolder } from '../paths.ts';
import { sourceFiles } from '../source-files.ts';

/** Both languages are complete, and no message is left that nothing on a screen says. */
export function checkMessages() {
  const folder = join(webFolder, 'messages');
  const base = readMessages(folder, 'zh');
  const empty = [...base].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty in zh`);
  const code = [...sourceFiles('apps/web/src'), ...sourceFiles('apps/web/worker')]
    .filter((path) => /\.(ts|svelte)$/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  const literals = new Set([...code.matchAll(/['"`]([\w.-]+)['"`]/g)].map(([, text]) => text));
  const prefixes = [...code.matchAll(/[`'"]([\w.-]+\.)(?:\$\{|['"] \+)/g)].map(([, prefix = '']) => prefix);
  const unused = [...base.keys()].filter(
    (key) => !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
  );
  return [
    ...missingMessages(base, readMessages(folder, 'en')),
    ...empty,
    ...unused.map((key) => `${key} is used nowhere`),
  ];
}
