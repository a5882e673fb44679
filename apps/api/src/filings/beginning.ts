import { findFiling } from '@lianchuang/db/filings/read';
import { newId, newLinkToken } from '@lianchuang/db/ids';
import { listOrganizationIdsByUscc } from '@lianchuang/db/organizations/read';
import {
  EMPTY_CONTENT,
  reuse,
  type FilingContent,
  type FilingMember,
  type LeftBehind,
} from '@lianchuang/domain/filings';
import { dayOf, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';

type Wanted = { readonly from: string | undefined; readonly leadId: string; readonly jurisdiction: string };
type Beginning = {
  readonly content: FilingContent;
  readonly members: readonly FilingMember[];
  readonly invitations: ReadonlyMap<string, string>;
  readonly left: readonly LeftBehind[];
};

const NOTHING: Beginning = { content: EMPTY_CONTENT, members: [], invitations: new Map(), left: [] };

/** What a new draft begins with. A filing that somebody else leads is as good as none, even to its members. */
export async function beginning(ask: SignedAsk, { from, leadId, jurisdiction }: Wanted): Promise<Result<Beginning>> {
  if (from === undefined) return ok(NOTHING);
  const found = await findFiling(ask.db, ask.viewer, from);
  if (found?.filing.lead.organizationId !== leadId) return refuse({ code: 'not-found' });
  const { content, members, left } = reuse(found.filing, jurisdiction, dayOf(ask.now));
  const codes = members.map(({ uscc }) => uscc);
  const registered = await listOrganizationIdsByUscc(ask.db, codes);
  const invited: FilingMember[] = members.map((each) => ({
    ...each,
    id: newId('filingMember'),
    organizationId: registered.get(each.uscc) ?? null,
    signature: null,
  }));
  return ok({ content, members: invited, invitations: new Map(invited.map(({ id }) => [id, newLinkToken()])), left });
}
