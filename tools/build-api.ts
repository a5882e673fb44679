import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { apiFolder } from './paths.ts';
import { bundleWorker } from './worker-bundle.ts';

const source = join(apiFolder, 'src/client.ts');
const dist = join(apiFolder, 'dist');

function readOptions() {
  const { config } = ts.readConfigFile(join(apiFolder, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, apiFolder);
  return { ...options, noEmit: false, declaration: true, outDir: dist };
}

/** The client's types with every route written out, so that the web never type-checks the API's sources. */
function clientTypes() {
  const program = ts.createProgram([source], readOptions());
  let types = '';
  const { diagnostics } = program.emit(program.getSourceFile(source), (_, text) => (types = text), undefined, true);
  const first = diagnostics[0] ?? program.getSyntacticDiagnostics()[0];
  if (first) throw new Error(ts.flattenDiagnosticMessageText(first.messageText, '\n'));
  const leak = /import\("(\.[^"]*|@lianchuang\/db[^"]*)"\)|from '(\.[^']*)'/.exec(types);
  if (leak) throw new Error(`apps/api/src/client.ts: the emitted types still lead to ${leak[1] ?? leak[2]}`);
  return types;
}

function clientCode() {
  const options = { ...readOptions(), declaration: false };
  return ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions: options }).outputText;
}

try {
  await bundleWorker(apiFolder);
  if (existsSync(source)) {
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, 'client.d.ts'), clientTypes());
    writeFileSync(join(dist, 'client.js'), clientCode());
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
