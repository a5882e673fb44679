import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedPackages, type Locked } from './dependencies/installed.ts';
import { reasons } from './dependencies/judge.ts';
import { root } from './paths.ts';

const FILE = join(root, 'docs/dependencies.md');

type Manifest = { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };
const manifests = [
  '',
  ...['apps', 'packages'].flatMap((each) => readdirSync(join(root, each)).map((name) => join(each, name))),
].map((folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest);
const catalog = new Map(
  [...readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').matchAll(/^ {2}'?([^\s':]+)'?: (\d\S*)$/gm)].map(
    ([, name = '', version = '']) => [name, version],
  ),
);

/** The table of docs/dependencies.md, and what has no reason or a reason for nothing. */
export function directDependencies(packages: readonly Locked[]): { text: string; findings: string[] } {
  const why = reasons();
  const of = (kind: keyof Manifest) =>
    manifests
      .flatMap((each) => Object.entries(each[kind] ?? {}))
      .filter(([, version]) => !version.startsWith('workspace:'));
  const shipped = new Set(of('dependencies').map(([name]) => name));
  const direct = new Map([...of('devDependencies'), ...of('dependencies')]);
  const rows = [...direct]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, asked]) => {
      const version = asked === 'catalog:' ? (catalog.get(name) ?? '') : asked;
      const licence = packages.find((each) => each.name === name && each.version === version)?.licence ?? 'unknown';
      return `| ${name} | ${version} | ${licence} | ${shipped.has(name) ? 'in the product' : 'tool'} | ${why[name] ?? ''} |`;
    });
  const text = `# Dependencies

Written by \`node tools/list-dependencies.ts\`; \`check\` compares. Only what a package of ours names itself; what those bring along stands in the lock file, and \`check\` judges the licence and the lowest safe version of every one of them (\`tools/dependencies/licences.json\`, \`tools/dependencies/minimum-versions.json\`).

| package | version | licence | where | why |
|---|---|---|---|---|
${rows.join('\n')}
`;
  const lacking = [...direct.keys()].filter((name) => !why[name]);
  const idle = Object.keys(why).filter((name) => !direct.has(name));
  return {
    text,
    findings: [
      ...lacking.map((name) => `${name} has no reason in tools/dependencies/reasons.json`),
      ...idle.map((name) => `tools/dependencies/reasons.json names ${name}, which nothing uses`),
      ...(rows.some((row) => row.includes('| unknown |'))
        ? ['docs/dependencies.md would name a package of unknown licence']
        : []),
    ],
  };
}

if (import.meta.main) {
  const { text, findings } = directDependencies(lockedPackages());
  if (findings.length === 0) writeFileSync(FILE, text);
  for (const each of findings) console.error(each);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
