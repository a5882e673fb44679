import { readdirSync } from 'node:fs';
import { root } from '../paths.ts';

const most = 14;

export function checkRootFiles() {
  const files = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.'),
  );
  return files.length > most ? [`the root has ${files.length} files, at most ${most} may stand there`] : [];
}
