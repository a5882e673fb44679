import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedPackages } from '../dependencies/installed.ts';
import { judgeLicences, judgeVersions, licences, minimumVersions } from '../dependencies/judge.ts';
import { directDependencies } from '../list-dependencies.ts';
import { root } from '../paths.ts';
import type { Outcome } from '../run.ts';

/** Licences and lowest safe versions of the whole lock file, and that docs/dependencies.md is fresh; asks no registry. */
export function checkDependencies(): Outcome {
  const packages = lockedPackages();
  const versions = minimumVersions();
  const { text, findings } = directDependencies(packages);
  const isFresh = readFileSync(join(root, 'docs/dependencies.md'), 'utf8') === text;
  const found = [
    ...judgeLicences(packages, licences()),
    ...judgeVersions(packages, versions),
    ...findings,
    ...(isFresh ? [] : ['docs/dependencies.md is stale: node tools/list-dependencies.ts']),
  ];
  const installed = packages.filter(({ licence }) => licence !== undefined);
  const kinds = new Set(installed.map(({ licence }) => licence)).size;
  console.log(
    `  ${packages.length} packages locked, ${installed.length} installed here under ${kinds} licences, ` +
      `${Object.keys(versions.minimum).length} minimum versions, ${Object.keys(versions.exceptions).length} exceptions`,
  );
  return { ok: found.length === 0, output: found.join('\n') };
}
