import type { ConsortiumRow } from '@lianchuang/contract/consortia';
import { m } from '#lib/paraglide/messages.js';

/** 企业 4，高校院所 2 */
export function memberWords({ enterprise, academic, other }: ConsortiumRow['memberCounts']): string {
  const counts = m['site.register.members']({ enterprise, academic });
  return other === 0 ? counts : counts + m['site.register.members_other']({ other });
}
