import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

export function checkDomainDependencies() {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/domain/package.json'), 'utf8')) as object;
  return ['dependencies', 'peerDependencies', 'optionalDependencies']
    .filter((kind) => kind in manifest)
    .map((kind) => `packages/domain/package.json has ${kind}; the domain has none`);
}
