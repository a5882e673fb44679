import type { MemberStanding, PassView, SigningView, ThreadView } from '@lianchuang/contract/signing';
import { findFiling, findTexts } from '@lianchuang/db/filings/read';
import {
  findRead,
  listInvitations,
  listComments,
  listPasses,
  listReads,
  listReminders,
  type CommentRecord,
  type InvitationRecord,
  type PassRecord,
} from '@lianchuang/db/filings/signing';
import {
  changesSince,
  mayPassAs,
  mayResolve,
  nextForMember,
  ownMember,
  remindableFrom,
  rolesOn,
  signatureState,
  talksAbout,
  type Filing,
  type FilingRole,
} from '@lianchuang/domain/filings';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Ask, SignedAsk } from '../http/context.ts';
import { shownChange } from './voided.ts';

const instant = (at: number | null): string | null => (at === null ? null : formatInstant(at));

type Said = CommentRecord & { readonly by: string };

/** The talk about a filing as one person sees it, oldest thread first. */
export function threadViews(comments: readonly Said[], userId: string, roles: ReadonlySet<FilingRole>): ThreadView[] {
  return comments
    .filter(({ id, threadId }) => id === threadId)
    .map((first) => ({
      id: first.id,
      pointer: first.pointer,
      resolvedAt: instant(first.resolvedAt),
      resolvedBy: first.resolvedBy,
      mayResolve: first.resolvedAt === null && mayResolve(first, userId, roles),
      comments: comments
        .filter(({ threadId }) => threadId === first.id)
        .map(({ id, text, createdAt, by, organization, userId: author }) => ({
          id,
          text,
          at: formatInstant(createdAt),
          by,
          organization,
          own: author === userId,
        })),
    }));
}

/** A link for a colleague as whoever belongs to the member sees it. */
export function passView({ origin }: Pick<Ask, 'origin'>, pass: PassRecord): PassView {
  return {
    role: pass.role,
    to: pass.addressHint,
    note: pass.note,
    link: `${origin}/sign/${pass.token}`,
    expiresAt: formatInstant(pass.expiresAt),
    usedAt: instant(pass.usedAt),
  };
}

async function seenBy(ask: SignedAsk, filing: Filing, memberId: string | undefined): Promise<SigningView['seen']> {
  const read = memberId === undefined ? undefined : await findRead(ask.db, filing.id, memberId, ask.viewer.userId);
  if (read === undefined) return null;
  const { contentHash, seenVersion: version, seenAt } = read;
  const said = { version, contentHash, at: formatInstant(seenAt) };
  if (contentHash === filing.contentHash) return { ...said, changes: [] };
  const text = (await findTexts(ask.db, filing.id, [contentHash])).get(contentHash);
  const changes = text === undefined ? null : changesSince(text, filing).map(shownChange);
  return { ...said, changes };
}

/** What became of an invitation that went out; whose address is gone without an end is taken for a failure. */
function invitedView(invitation: InvitationRecord | undefined): MemberStanding['invited'] {
  if (invitation === undefined) return null;
  const { channel, addressHint: to, askedAt, sentAt, failedAt, address } = invitation;
  const ended = failedAt !== null || address === null ? 'failed' : 'waiting';
  return { channel, to, at: formatInstant(sentAt ?? askedAt), state: sentAt === null ? ended : 'sent' };
}

async function standings(
  ask: SignedAsk,
  filing: Filing,
  comments: readonly Said[],
  isLead: boolean,
): Promise<MemberStanding[]> {
  const [reads, reminders, invitations] = await Promise.all([
    listReads(ask.db, filing.id),
    listReminders(ask.db, filing.id),
    listInvitations(ask.db, filing.id),
  ]);
  return filing.members.map((member) => {
    const read = reads.find(({ memberId }) => memberId === member.id);
    const remindedAt = reminders.get(member.id) ?? null;
    const openComments = comments.filter(
      ({ id, threadId, memberId, resolvedAt }) => id === threadId && memberId === member.id && resolvedAt === null,
    ).length;
    const current = read?.contentHash === filing.contentHash;
    return {
      memberId: member.id,
      read:
        read === undefined ? null : { version: read.seenVersion, at: formatInstant(read.seenAt), by: read.by, current },
      openComments,
      remindedAt: instant(remindedAt),
      remindableFrom: instant(remindableFrom(remindedAt, ask.now)),
      next: nextForMember({
        joined: member.organizationId !== null,
        signature: signatureState(member, filing),
        hasRead: current,
        openComments,
      }),
      invited: isLead ? invitedView(invitations.get(member.id)) : null,
    };
  });
}

/** How the signing of a filing stands for one of its parties. The office that keeps the case is no party to this talk. */
export async function signingView(ask: SignedAsk, id: string): Promise<Result<SigningView>> {
  const { db, viewer } = ask;
  const found = await findFiling(db, viewer, id);
  if (found === undefined) return refuse({ code: 'not-found' });
  const { filing } = found;
  const roles = rolesOn(filing, viewer);
  if (!talksAbout(roles)) return refuse({ code: 'not-allowed' });
  const own = ownMember(filing, viewer) ?? undefined;
  const held = viewer.organizations.find((each) => each.id === own?.organizationId)?.role;
  const passable = mayPassAs(held);
  const [comments, seen, passes] = await Promise.all([
    listComments(db, id),
    seenBy(ask, filing, own?.id),
    own === undefined || passable.length === 0 ? [] : listPasses(db, id, own.id),
  ]);
  const isLead = roles.has('lead_viewer');
  const members = await standings(ask, filing, comments, isLead);
  return ok({
    version: filing.version,
    contentHash: filing.contentHash,
    seen,
    members: isLead ? members : members.filter(({ memberId }) => memberId === own?.id),
    threads: threadViews(comments, viewer.userId, roles),
    mayPassAs: [...passable],
    passes: passes.map((each) => passView(ask, each)),
    channels: [...ask.channels],
  });
}
