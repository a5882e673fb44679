import type { FilingRow } from '@lianchuang/contract/filings';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import { groupOf } from './case-groups.ts';

/** The one thing to do next in a case that waits for the caller; null where it waits for others. */
export function nextThing(row: FilingRow): { href: string; text: string } | null {
  const at = `/apply/filings/${row.id}`;
  switch (groupOf(row)) {
    case 'invited':
      return { href: link(`${at}/sign-as-member`), text: m['apply.status.read_and_sign']() };
    case 'ours':
      if (row.clock !== null) return { href: link(at) + '#corrections', text: m['apply.home.do.correct']() };
      if (row.memberCount > 0 && row.signedCount === row.memberCount)
        return { href: link(`${at}/submit`), text: m['apply.home.do.submit']() };
      return { href: link(at), text: m['apply.home.do.go_on']() };
    default:
      return null;
  }
}
