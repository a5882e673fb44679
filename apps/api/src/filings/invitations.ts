import type { FilingView } from '@lianchuang/contract/filings';
import type { InvitationView } from '@lianchuang/contract/invitations';
import { findInvitation } from '@lianchuang/db/filings/read';
import { updateMember } from '@lianchuang/db/filings/write';
import { listOwnOrganizations } from '@lianchuang/db/organizations/read';
import { ENDED, type Filing } from '@lianchuang/domain/filings';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import type { Ask, SignedAsk } from '../http/context.ts';
import { completeCase } from './case.ts';
import { acceptPass, openPass, passInvitation } from './passes.ts';
import { saveFiling } from './save.ts';

/** An invitation, or one of those passed on and of those from before they went into texts. */
const isToken = (given: string): boolean => /^(?:[0-9a-hjkmnp-tv-z]{32}|[0-9a-f]{64})$/.test(given);
const passFor = (ask: Ask, token: string) => (isToken(token) ? openPass(ask, token) : Promise.resolve(undefined));

async function open(ask: Ask, token: string) {
  const invitation = isToken(token) ? await findInvitation(ask.db, token) : undefined;
  const member = invitation?.found.filing.members.find((each) => each.id === invitation.memberId);
  return invitation === undefined || member === undefined || ENDED.includes(invitation.found.filing.status)
    ? undefined
    : { found: invitation.found, member };
}

/** What the holder of an invitation link may know before joining: who invites whom to what. */
export async function readInvitation(
  ask: Ask,
  viewer: Viewer | null,
  token: string,
  email: string | undefined,
): Promise<Result<InvitationView>> {
  const opened = await open(ask, token);
  if (opened === undefined) {
    const passed = await passFor(ask, token);
    return passed === undefined
      ? refuse({ code: 'filing.no-invitation' })
      : ok(await passInvitation(passed, viewer, email));
  }
  const { found, member } = opened;
  return ok({
    filingId: found.filing.id,
    consortiumName: found.filing.content.consortiumName,
    lead: found.filing.lead.name,
    member: { uscc: member.uscc, name: member.name, kind: member.kind },
    state: await stateFor(ask, viewer, member.uscc),
    colleague: null,
  });
}

async function stateFor(ask: Ask, viewer: Viewer | null, uscc: string): Promise<InvitationView['state']> {
  if (viewer === null) return 'sign-in';
  const own = await listOwnOrganizations(ask.db, viewer);
  if (own.some((each) => each.uscc === uscc)) return 'ready';
  return own.length === 0 ? 'register' : 'other-organization';
}

const ATTEMPTS = 12;

async function attempt(ask: SignedAsk, token: string, email: string): Promise<Result<FilingView>> {
  const opened = await open(ask, token);
  if (opened === undefined) {
    const passed = await passFor(ask, token);
    return passed === undefined ? refuse({ code: 'filing.no-invitation' }) : acceptPass(ask, passed, email);
  }
  const { found, member } = opened;
  const own = await listOwnOrganizations(ask.db, ask.viewer);
  const invited = own.find((each) => each.uscc === member.uscc);
  if (invited === undefined) return refuse({ code: 'filing.invitation-other-organization' });
  if (ask.viewer.organizations.find((each) => each.id === invited.id)?.role === 'viewer')
    return refuse({ code: 'not-allowed' });
  const joined = { ...member, organizationId: invited.id };
  const next: Filing = {
    ...found.filing,
    members: found.filing.members.map((each) => (each.id === member.id ? joined : each)),
  };
  return saveFiling(ask, await completeCase(ask, found), {
    next,
    action: 'filing.accept_invitation',
    payload: { member: member.name },
    statements: [updateMember(ask.db, next.id, joined)],
    about: joined.id,
  });
}

/**
 * Brings the caller's organization into the filing that the link names, only the invited credit code fits; or, by a colleague's link,
 * the caller into the organization. Tried again when
 * somebody else joined at the same moment: the link, not the version, says what is accepted.
 */
export async function acceptInvitation(ask: SignedAsk, token: string, email: string): Promise<Result<FilingView>> {
  for (let round = 1; ; round += 1) {
    const done = await attempt(ask, token, email);
    if (done.ok || done.refusal.code !== 'stale-version' || round >= ATTEMPTS) return done;
  }
}
