import { checkDependencies } from './checks/dependencies.ts';
import { checkDiagrams } from './checks/diagrams.ts';
import { checkDocsPaths } from './checks/docs-paths.ts';
import { checkDomainDependencies } from './checks/domain-dependencies.ts';
import { checkFiles } from './checks/file-sizes.ts';
import { checkFieldInventory } from './checks/field-inventory.ts';
import { checkGlossary } from './checks/glossary.ts';
import { checkMessages } from './checks/messages.ts';
import { checkRootFiles } from './checks/root-files.ts';
import { checkSecurityTables } from './checks/security-tables.ts';
import { rememberAsFine, stateOfFiles, wasFine } from './checks/unchanged.ts';
import { checkWeight } from './checks/weight.ts';
import { run, runSteps, tool, turbo, type Step } from './run.ts';

async function checkRepository() {
  const found = [
    checkRootFiles(),
    checkDomainDependencies(),
    checkFiles(),
    checkDocsPaths(),
    checkGlossary(),
    ...checkFieldInventory(),
    checkMessages(),
    checkSecurityTables(),
    await checkDiagrams(),
  ].flat();
  return { ok: found.length === 0, output: found.join('\n') };
}

const cruised = ['packages', 'apps', 'tools'];

// The long ones first: two run at a time.
const steps: Step[] = [
  { name: 'types', work: () => turbo(['types'], ['--continue']) },
  { name: 'lint', work: () => run(tool('eslint'), ['.']) },
  { name: 'format', work: () => run(tool('prettier'), ['--check', '--log-level', 'warn', '.']) },
  { name: 'boundaries', work: () => run(tool('depcruise'), ['--config', '.dependency-cruiser.mjs', ...cruised]) },
  { name: 'unused', work: () => run(tool('knip'), ['--no-progress']) },
  { name: 'types of tools', work: () => run(tool('tsc'), ['-p', 'tools']) },
  { name: 'workspace', work: () => run(tool('sherif'), []) },
  { name: 'repository', work: checkRepository },
  { name: 'dependencies', work: () => Promise.resolve(checkDependencies()) },
];

// Builds in the folder into which `types` writes: beside it the build comes out broken and is kept by turbo.
const alone: Step[] = [{ name: 'weight', work: checkWeight }];

const state = stateOfFiles();
if (wasFine(state)) console.log('✓ every file is as it was when the last check found nothing');
else {
  const failed = [...(await runSteps(steps, 2)), ...(await runSteps(alone, 1))];
  // What was changed meanwhile was perhaps not looked at.
  if (failed.length === 0 && state === stateOfFiles()) rememberAsFine(state);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
