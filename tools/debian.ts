import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Makes sure that a program of Debian is there; installs its package where this machine lacks it. */
export function fromDebian(program: string, name: string): string {
  if (existsSync(program)) return program;
  const options = { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  const install = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
  if (install.status !== 0 || !existsSync(program))
    throw new Error(`${name} is not installed and could not be: apt-get install ${name}\n${String(install.stderr)}`);
  return program;
}
