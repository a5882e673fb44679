import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { isBelow, type Locked } from './installed.ts';

export type Licences = {
  allowed: Record<string, string>;
  exceptions: Record<string, { licence: string; why: string }>;
};
export type Minimum = {
  minimum: Record<string, { version: string; because: string }>;
  forbidden: Record<string, string>;
  exceptions: Record<string, string>;
};

const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, 'tools/dependencies', file), 'utf8')) as T;
export const licences = () => read<Licences>('licences.json');
export const minimumVersions = () => read<Minimum>('minimum-versions.json');
export const reasons = () => read<Record<string, string>>('reasons.json');

/** Whether a licence, or one of several to choose from, or all of several that hold together, is allowed. */
export function isAllowed(licence: string, allowed: Licences['allowed']): boolean {
  const plain = licence.replaceAll(/[()]/g, '').trim();
  const parts = (word: string) => plain.split(new RegExp(` ${word} `));
  if (parts('OR').length > 1) return parts('OR').some((each) => isAllowed(each, allowed));
  return parts('AND').every((each) => each in allowed);
}

const matches = (pattern: string, name: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** What is wrong with the licences of the lock file, and which exceptions nothing needs any longer. */
export function judgeLicences(packages: readonly Locked[], { allowed, exceptions }: Licences): string[] {
  const used = new Set<string>();
  const findings = packages.flatMap(({ name, version, licence, elsewhere }) => {
    const [pattern, exception] = Object.entries(exceptions).find(([each]) => matches(each, name)) ?? [];
    // What another machine would install cannot be read here, but its exception is not idle.
    if (licence === undefined && pattern !== undefined) used.add(pattern);
    if (licence === undefined) return elsewhere ? [] : [`${name}@${version} is in the lock file and not installed`];
    if (isAllowed(licence, allowed)) return [];
    if (pattern !== undefined && exception?.licence === licence) {
      used.add(pattern);
      return [];
    }
    return [
      `${name}@${version} has the licence ${licence}: allow it in tools/dependencies/licences.json, with the reason`,
    ];
  });
  const idle = Object.keys(exceptions).filter((each) => !used.has(each));
  return [...findings, ...idle.map((each) => `tools/dependencies/licences.json excepts ${each} for nothing`)];
}

/** What is older than its last known hole, or should not be here at all. */
export function judgeVersions(packages: readonly Locked[], { minimum, forbidden, exceptions }: Minimum): string[] {
  const held = packages.flatMap(({ name, version }) => {
    const least = minimum[name];
    const isOld = least !== undefined && isBelow(version, least.version);
    if (isOld && exceptions[`${name}@${version}`] === undefined)
      return [`${name}@${version} is below ${least.version}: ${least.because}`];
    return name in forbidden ? [`${name} may not be used: ${forbidden[name]}`] : [];
  });
  const idle = Object.keys(exceptions).filter(
    (each) => !packages.some(({ name, version }) => each === `${name}@${version}`),
  );
  return [...held, ...idle.map((each) => `tools/dependencies/minimum-versions.json excepts ${each} for nothing`)];
}
