import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { run } from '../run.ts';

export async function checkDiagrams() {
  const tool = join(root, 'tools/draw-workflows.ts');
  if (!existsSync(tool)) return [];
  const { ok, output } = await run(process.execPath, [tool, '--check']);
  return ok ? [] : [output.trim()];
}
