import type { FilingView } from '@lianchuang/contract/filings';
import type { AddMembers, KnownOrganizations } from '@lianchuang/contract/member-lists';
import { insertMember } from '@lianchuang/db/filings/write';
import { newId, newLinkToken } from '@lianchuang/db/ids';
import { listPlacedByLead, listPlacedInPublic, listRegistered } from '@lianchuang/db/organizations/known';
import { listOrganizationIdsByUscc } from '@lianchuang/db/organizations/read';
import { useUp } from '@lianchuang/db/unlogged';
import { admitMembers, type Filing, type FilingMember } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { divisionView } from '../wording/places.ts';
import { openForEditing } from './edit-filing.ts';
import { nextPosition } from './members.ts';
import { saveFiling } from './save.ts';

const eachUse = (quotas: Awaited<ReturnType<SignedAsk['quotas']>>, uses: number) =>
  quotas.map((quota) => ({ ...quota, uses }));

/** Adds a whole list of members in one commit, each with an invitation of its own: all of them or none. */
export async function addMembers(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
  { members: given }: AddMembers,
): Promise<Result<FilingView>> {
  const opened = await openForEditing(ask, id, version);
  if (!opened.ok) return opened;
  const { filing, invitations } = opened.value.found;
  const codes = given.map(({ uscc }) => uscc);
  const admitted = admitMembers(filing, codes);
  if (!admitted.ok) return admitted;
  const registered = await listOrganizationIdsByUscc(ask.db, codes);
  const members = given.map((each): FilingMember => ({
    ...each,
    id: newId('filingMember'),
    organizationId: registered.get(each.uscc) ?? null,
    chainPosition: each.chainPosition ?? null,
    duties: each.duties ?? '',
    contributions: (each.contributions ?? []).map((one) => ({ ...one, amountFen: one.amountFen ?? null })),
    signature: null,
  }));
  const tokens = new Map(members.map((each) => [each.id, newLinkToken()]));
  const next: Filing = { ...filing, members: [...filing.members, ...members] };
  const position = nextPosition(filing);
  return saveFiling(ask, opened.value, {
    next,
    action: 'filing.add_members',
    payload: { members: members.map(({ name, uscc, kind }) => ({ member: name, uscc, kind })) },
    statements: members.map((each, at) =>
      insertMember(ask.db, filing, each, position + at, tokens.get(each.id) ?? newLinkToken()),
    ),
    found: { invitations: new Map([...invitations, ...tokens]) },
    status: 201,
    quotas: eachUse(await ask.quotas('filing.add_member', filing.lead.organizationId), members.length),
  });
}

/**
 * What the system knows of organizations that the lead of a draft is about to add: what they registered about themselves, and
 * where the lead's own filings or the public register placed them. Each code asked for counts, so that nobody tries them through.
 */
export async function lookUpMembers(ask: SignedAsk, id: string, codes: string[]): Promise<Result<KnownOrganizations>> {
  const opened = await openForEditing(ask, id, undefined);
  if (!opened.ok) return opened;
  const quotas = eachUse(await ask.quotas('member.look_up', ask.viewer.userId), codes.length);
  if (quotas.length > 0 && !(await useUp(ask.db, quotas)))
    return refuse({ code: 'too-many-requests', until: Math.max(...quotas.map((each) => each.endsAt)) });
  const { lead } = opened.value.found.filing;
  const [registered, own, inPublic] = await Promise.all([
    listRegistered(ask.db, codes),
    listPlacedByLead(ask.db, lead.organizationId, codes, id),
    listPlacedInPublic(ask.db, codes),
  ]);
  const items = [...new Set(codes)].flatMap((uscc) => {
    const known = registered.find((each) => each.uscc === uscc);
    const placed = [...own, ...inPublic].find((each) => each.uscc === uscc);
    const said = known ?? placed;
    if (said === undefined) return [];
    return {
      uscc,
      name: said.name,
      kind: said.kind,
      division: known === undefined ? null : divisionView(known.divisionCode),
      chainPosition: placed?.chainPosition ?? null,
      isRegistered: known !== undefined,
    };
  });
  return ok({ items });
}
