import { ok, refuse, type Result } from '../kernel/index.ts';
import type { FilingRefusal } from './refusals.ts';

export const MOST_MEMBERS = 100;

/** Whether these organizations may join a draft together: the lead is no member, and nobody is one twice. Every bad row is named. */
export function admitMembers(
  { lead, members }: { readonly lead: { uscc: string }; readonly members: readonly { readonly uscc: string }[] },
  codes: readonly string[],
): Result<true, FilingRefusal> {
  const there = new Set(members.map(({ uscc }) => uscc));
  const errors = codes.flatMap((uscc, row) => {
    const code =
      uscc === lead.uscc
        ? 'filing.member-is-lead'
        : there.has(uscc)
          ? 'filing.member-duplicate'
          : codes.indexOf(uscc) < row
            ? 'filing.member-twice'
            : null;
    return code === null ? [] : [{ pointer: `/members/${row}/uscc`, code, uscc }];
  });
  if (errors.length > 0) return refuse({ code: 'invalid-input', errors });
  if (members.length + codes.length > MOST_MEMBERS)
    return refuse({ code: 'filing.too-many-members', most: MOST_MEMBERS });
  return ok(true);
}
