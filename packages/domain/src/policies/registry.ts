import type { PolicyVersion } from './pack.ts';
import { luoyang2025 } from './packs/luoyang-2025.ts';
import { qingdao2025 } from './packs/qingdao-2025.ts';

/** Every policy version that this deployment knows, newest version of a policy last. */
export const POLICY_VERSIONS: readonly PolicyVersion[] = [qingdao2025, luoyang2025];

/** A policy version; without a number the newest. */
export function findPolicy(id: string, version?: number): PolicyVersion | undefined {
  const versions = POLICY_VERSIONS.filter((each) => each.id === id);
  return version === undefined ? versions.at(-1) : versions.find((each) => each.version === version);
}

/** The policy version of a stored case; a case whose rules are gone would be a bug of the deployment. */
export function policyOf(stored: { id: string; version: number }): PolicyVersion {
  const policy = findPolicy(stored.id, stored.version);
  if (policy === undefined) throw new Error(`policy ${stored.id} version ${stored.version} is not loaded`);
  return policy;
}
