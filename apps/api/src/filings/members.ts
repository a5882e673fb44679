import type { AddMember, EditMember, FilingView } from '@lianchuang/contract/filings';
import { removeFilesOf } from '@lianchuang/db/attachments/write';
import { dropInvitations } from '@lianchuang/db/filings/signing-writes';
import { deleteMember, insertMember, updateMember } from '@lianchuang/db/filings/write';
import { newId, newLinkToken } from '@lianchuang/db/ids';
import { findOrganizationIdByUscc } from '@lianchuang/db/organizations/read';
import { MOST_MEMBERS, withoutFiles, type Filing, type FilingMember } from '@lianchuang/domain/filings';
import { refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';
import { openForEditing } from './edit-filing.ts';
import { saveFiling } from './save.ts';
import { sendingOf, tooOften } from './send-invitation.ts';

/** Adds a member by its credit code; an organization that is registered already sees the filing at once. */
export async function addMember(
  ask: SignedAsk,
  id: string,
  version: number | null | undefined,
  { sendTo, ...body }: AddMember,
): Promise<Result<FilingView>> {
  const opened = await openForEditing(ask, id, version);
  if (!opened.ok) return opened;
  const { filing, invitations } = opened.value.found;
  if (body.uscc === filing.lead.uscc) return refuse({ code: 'filing.member-is-lead' });
  if (filing.members.some((each) => each.uscc === body.uscc)) {
    return refuse({ code: 'filing.member-duplicate', uscc: body.uscc });
  }
  if (filing.members.length >= MOST_MEMBERS) return refuse({ code: 'filing.too-many-members', most: MOST_MEMBERS });
  const member: FilingMember = {
    ...body,
    id: newId('filingMember'),
    organizationId: await findOrganizationIdByUscc(ask.db, body.uscc),
    chainPosition: body.chainPosition ?? null,
    contributions: body.contributions.map((each) => ({ ...each, amountFen: each.amountFen ?? null })),
    signature: null,
  };
  const token = newLinkToken();
  const next: Filing = { ...filing, members: [...filing.members, member] };
  const quotas = await ask.quotas('filing.add_member', filing.lead.organizationId);
  const sending = sendTo == null ? undefined : await sendingOf(ask, filing, member.id, sendTo);
  if (sending?.ok === false) return sending;
  const { statements = [], outbox = [], quotas: sendings = [] } = sending?.value ?? {};
  const done = await saveFiling(ask, opened.value, {
    next,
    action: 'filing.add_member',
    payload: { member: member.name, uscc: member.uscc, kind: member.kind },
    statements: [insertMember(ask.db, filing, member, nextPosition(filing), token), ...statements],
    found: { invitations: new Map([...invitations, [member.id, token]]) },
    status: 201,
    quotas: [...quotas, ...sendings],
    about: member.id,
    outbox,
  });
  return sendTo == null ? done : tooOften(done);
}

/** Positions grow with time, so members keep the order in which they came. */
export const nextPosition = (filing: Filing): number => filing.members.length + 1 + filing.version;

/** Changes a member's entry; everybody has to sign anew. */
export async function editMember(
  ask: SignedAsk,
  id: string,
  memberId: string,
  version: number | null | undefined,
  body: EditMember,
): Promise<Result<FilingView>> {
  if (version === undefined) return refuse({ code: 'precondition-required' });
  const opened = await openForEditing(ask, id, version);
  if (!opened.ok) return opened;
  const { filing } = opened.value.found;
  const was = filing.members.find((each) => each.id === memberId);
  if (was === undefined) return refuse({ code: 'not-found' });
  const member: FilingMember = {
    ...was,
    name: body.name ?? was.name,
    kind: body.kind ?? was.kind,
    chainPosition: body.chainPosition === undefined ? was.chainPosition : body.chainPosition,
    duties: body.duties ?? was.duties,
    contributions:
      body.contributions?.map((each) => ({ ...each, amountFen: each.amountFen ?? null })) ?? was.contributions,
  };
  const next: Filing = { ...filing, members: filing.members.map((each) => (each.id === memberId ? member : each)) };
  return saveFiling(ask, opened.value, {
    next,
    action: 'filing.edit_member',
    payload: { member: member.name, parts: Object.keys(body) },
    statements: [updateMember(ask.db, id, member)],
  });
}

/** Takes a member out of the draft; its invitation no longer works. */
export async function removeMember(
  ask: SignedAsk,
  id: string,
  memberId: string,
  version: number | null | undefined,
): Promise<Result<FilingView>> {
  const opened = await openForEditing(ask, id, version);
  if (!opened.ok) return opened;
  const { filing } = opened.value.found;
  const was = filing.members.find((each) => each.id === memberId);
  if (was === undefined) return refuse({ code: 'not-found' });
  const members = filing.members.filter((each) => each.id !== memberId);
  const next = withoutFiles({ ...filing, members }, (file) => file.memberId === memberId);
  const files = opened.value.files.filter((file) => file.memberId !== memberId);
  return saveFiling(
    ask,
    { ...opened.value, files },
    {
      next,
      action: 'filing.remove_member',
      payload: { member: was.name, uscc: was.uscc },
      statements: [
        deleteMember(ask.db, id, memberId),
        removeFilesOf(ask.db, id, memberId, ask.now),
        dropInvitations(ask.db, id, memberId),
      ],
    },
  );
}
