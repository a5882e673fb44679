import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

/** A package as the lock file names it; `licence` is undefined for what is not installed on this machine. */
export type Locked = {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  /** Only for other machines: an operating system, a processor, or wherever nothing native fits. */
  readonly elsewhere: boolean;
};

type Manifest = { name: string; version: string; license?: unknown; licenses?: unknown };

const licenceOf = ({ license, licenses }: Manifest): string => {
  const told = [license ?? licenses].flat().map((each) => (each as { type?: string } | null)?.type ?? each);
  return told.every((each) => typeof each === 'string') && told.length > 0 ? told.join(' OR ') : 'none';
};

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== '.bin')
        .flatMap(({ name }) => (name.startsWith('@') ? foldersIn(join(folder, name)) : [join(folder, name)]))
    : [];

/** The licence of everything that is installed, by name and version. */
function installedLicences(): Map<string, string> {
  const store = join(root, 'node_modules/.pnpm');
  return new Map(
    readdirSync(store)
      .flatMap((folder) => foldersIn(join(store, folder, 'node_modules')))
      .map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest)
      .map((manifest) => [`${manifest.name}@${manifest.version}`, licenceOf(manifest)]),
  );
}

// What WebAssembly needs where no native build fits is installed nowhere else.
const WITHOUT_NATIVE = /^(@emnapi\/|@napi-rs\/wasm-runtime|@tybys\/wasm-util|@img\/sharp-wasm32)/;

/** Every package of the lock file, of production and development alike. */
export function lockedPackages(): Locked[] {
  const text = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  const section = text.slice(text.indexOf('\npackages:\n'), text.indexOf('\nsnapshots:\n'));
  const licences = installedLicences();
  return section.split('\n\n').flatMap((entry) => {
    const [, name, version, body = ''] = /^\s*'?([^\s':]+)@([^\s':@]+)'?:\n([\s\S]*)$/.exec(entry) ?? [];
    if (name === undefined || version === undefined) return [];
    const elsewhere = /^\s+(os|cpu|libc): /m.test(body) || WITHOUT_NATIVE.test(name);
    return [{ name, version, licence: licences.get(`${name}@${version}`), elsewhere }];
  });
}

/** Whether one version is below another, by its numbers; what stands behind a dash is left out. */
export function isBelow(version: string, minimum: string): boolean {
  const numbers = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number);
  const [given, least] = [numbers(version), numbers(minimum)];
  const at = least.findIndex((number, nth) => (given[nth] ?? 0) !== number);
  return at !== -1 && (given[at] ?? 0) < (least[at] ?? 0);
}
