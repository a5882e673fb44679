import type {
  ColleagueInvitation,
  InviteColleague,
  JoinView,
  PeopleView,
} from '@lianchuang/contract/organization-people';
import { commit, type CommitRefusal, type Statement } from '@lianchuang/db/commit';
import { newId, newToken, sha256 } from '@lianchuang/db/ids';
import {
  deleteColleagueInvitation,
  deletePerson,
  findColleagueInvitation,
  insertColleagueInvitation,
  listInvitations,
  listPeople,
  useColleagueInvitation,
  type InvitationRecord,
} from '@lianchuang/db/organizations/people';
import { findOwnOrganization, type OrganizationRecord } from '@lianchuang/db/organizations/read';
import { insertPerson } from '@lianchuang/db/organizations/write';
import type { Quota } from '@lianchuang/db/quotas/quota';
import { formatInstant, ok, refuse, type Refused, type Result } from '@lianchuang/domain/kernel';
import { decideRemoval, INVITATION_DAYS, managesPeople, type InvitedRole } from '@lianchuang/domain/organizations';
import type { Ask, SignedAsk } from '../http/context.ts';

const DAY = 86_400_000;
const ATTEMPTS = 12;

type Change = { action: string; payload: Record<string, unknown>; statements: Statement[]; quotas?: readonly Quota[] };

function unsaved(refusal: CommitRefusal): Refused {
  if (refusal.code === 'too-many') return refuse({ code: 'too-many-requests', until: refusal.until });
  return refuse({ code: refusal.code === 'conflict' ? 'organization.already-in' : 'stale-version' });
}

/** Commits a change of who works for an organization. */
async function changePeople<T>(
  { db, viewer, now, keyed }: SignedAsk,
  { id, chainHash, version, jurisdiction, name }: OrganizationRecord,
  { action, payload, statements, quotas = [] }: Change,
  view: T,
  status: 200 | 201 = 200,
): Promise<Result<T>> {
  const done = await commit(db, {
    subject: { table: 'organizations', id, chainHash },
    expectedVersion: version,
    jurisdiction,
    action,
    actor: { id: viewer.userId, name: viewer.name, organization: name },
    at: now,
    payload,
    statements,
    quotas,
    ...(keyed === null ? {} : { idempotency: { ...keyed, status, body: JSON.stringify(view) } }),
  });
  return done.ok ? ok(view) : unsaved(done.refusal);
}

/** Whoever works for an organization may know of it; what changes its people is tried again when somebody was faster. */
async function inOrganization<T>(
  ask: SignedAsk,
  id: string,
  act: (organization: OrganizationRecord) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let round = 1; ; round += 1) {
    const organization = await findOwnOrganization(ask.db, ask.viewer, id);
    if (organization === undefined) return refuse({ code: 'not-found' });
    const done = await act(organization);
    if (done.ok || done.refusal.code !== 'stale-version' || round >= ATTEMPTS) return done;
  }
}

const roleIn = (ask: SignedAsk, id: string) => ask.viewer.organizations.find((each) => each.id === id)?.role;

const invitationView = ({ id, role, expiresAt }: InvitationRecord, link: string | null): ColleagueInvitation => ({
  id,
  role,
  expiresAt: formatInstant(expiresAt),
  link,
});

async function peopleView(ask: SignedAsk, organization: OrganizationRecord): Promise<PeopleView> {
  const { db, viewer, now } = ask;
  const mayInvite = managesPeople(roleIn(ask, organization.id));
  const [people, invitations] = await Promise.all([
    listPeople(db, organization.id),
    mayInvite ? listInvitations(db, organization.id, now) : [],
  ]);
  return {
    organization: { id: organization.id, name: organization.name },
    mayInvite,
    people: people.map(({ userId, name, role, joinedAt }) => ({
      userId,
      name,
      role,
      joinedAt: formatInstant(joinedAt),
      isMe: userId === viewer.userId,
      mayRemove: decideRemoval(people, viewer.userId, userId).ok,
    })),
    invitations: invitations.map((each) => invitationView(each, null)),
  };
}

/** Who works for one of the caller's organizations. */
export async function readPeople(ask: SignedAsk, id: string): Promise<Result<PeopleView>> {
  return inOrganization(ask, id, async (organization) => ok(await peopleView(ask, organization)));
}

/** Makes a link that brings one colleague in. Only its hash is kept: it can be shown this once. */
export async function inviteColleague(
  ask: SignedAsk,
  id: string,
  { role }: InviteColleague,
): Promise<Result<ColleagueInvitation>> {
  return inOrganization(ask, id, async (organization) => {
    if (!managesPeople(roleIn(ask, id))) return refuse({ code: 'not-allowed' });
    const token = newToken();
    const invitation: InvitationRecord = {
      id: newId('colleague'),
      organizationId: id,
      jurisdiction: organization.jurisdiction,
      role,
      tokenHash: await sha256(token),
      createdBy: ask.viewer.userId,
      expiresAt: ask.now + INVITATION_DAYS * DAY,
      usedAt: null,
    };
    return changePeople(
      ask,
      organization,
      {
        action: 'organization.invite_colleague',
        payload: { invitation: invitation.id, role },
        statements: [insertColleagueInvitation(ask.db, invitation)],
        quotas: await ask.quotas('organization.invite', id),
      },
      invitationView(invitation, `${ask.origin}/join/${token}`),
      201,
    );
  });
}

/** A link that was not used yet works no more. */
export async function withdrawInvitation(
  ask: SignedAsk,
  id: string,
  invitationId: string,
): Promise<Result<PeopleView>> {
  return inOrganization(ask, id, async (organization) => {
    if (!managesPeople(roleIn(ask, id))) return refuse({ code: 'not-allowed' });
    const view = await peopleView(ask, organization);
    const found = view.invitations.find((each) => each.id === invitationId);
    if (found === undefined) return refuse({ code: 'not-found' });
    return changePeople(
      ask,
      organization,
      {
        action: 'organization.withdraw_invitation',
        payload: { invitation: found.id, role: found.role },
        statements: [deleteColleagueInvitation(ask.db, found.id)],
      },
      { ...view, invitations: view.invitations.filter((each) => each !== found) },
    );
  });
}

/** Takes somebody out: what the person did for the organization stands, and at the next request it is over. */
export async function removePerson(ask: SignedAsk, id: string, userId: string): Promise<Result<PeopleView>> {
  return inOrganization(ask, id, async (organization) => {
    const people = await listPeople(ask.db, id);
    const decided = decideRemoval(people, ask.viewer.userId, userId);
    if (!decided.ok) return decided;
    const view = await peopleView(ask, organization);
    return changePeople(
      ask,
      organization,
      {
        action: 'organization.remove_person',
        payload: { userId, role: decided.value.role },
        statements: [deletePerson(ask.db, id, userId)],
      },
      { ...view, people: view.people.filter((each) => each.userId !== userId) },
    );
  });
}

const openLink = async (ask: Ask, token: string) =>
  /^[0-9a-f]{64}$/.test(token) ? findColleagueInvitation(ask.db, await sha256(token), ask.now) : undefined;

/** What a link for a colleague is for. */
export async function readColleagueLink(
  ask: Ask,
  viewer: SignedAsk['viewer'] | null,
  token: string,
): Promise<Result<JoinView>> {
  const opened = await openLink(ask, token);
  if (opened === undefined) return refuse({ code: 'organization.no-invitation' });
  const { invitation, organization } = opened;
  const isIn = viewer?.organizations.some((each) => each.id === organization.id) ?? false;
  return ok({
    organization: organization.name,
    role: invitation.role,
    expiresAt: formatInstant(invitation.expiresAt),
    state: viewer === null ? 'sign-in' : isIn ? 'member' : 'ready',
  });
}

/** Brings the caller into the organization that the link names; the link then works no more. */
export async function joinOrganization(ask: SignedAsk, token: string): Promise<Result<PeopleView>> {
  for (let round = 1; ; round += 1) {
    const opened = await openLink(ask, token);
    if (opened === undefined) return refuse({ code: 'organization.no-invitation' });
    const { invitation, organization } = opened;
    if (roleIn(ask, organization.id) !== undefined) return refuse({ code: 'organization.already-in' });
    const done = await join(ask, organization, invitation);
    if (done.ok || done.refusal.code !== 'stale-version' || round >= ATTEMPTS) return done;
  }
}

async function join(ask: SignedAsk, organization: OrganizationRecord, invitation: InvitationRecord) {
  const { db, viewer, now } = ask;
  const role: InvitedRole = invitation.role;
  const inside = {
    ...ask,
    viewer: { ...viewer, organizations: [...viewer.organizations, { id: organization.id, role }] },
  };
  const view = await peopleView(inside, organization);
  const me = {
    userId: viewer.userId,
    name: viewer.name,
    role,
    joinedAt: formatInstant(now),
    isMe: true,
    mayRemove: true,
  };
  return changePeople(
    ask,
    organization,
    {
      action: 'organization.join',
      payload: { invitation: invitation.id, role, invitedBy: invitation.createdBy },
      statements: [
        insertPerson(db, organization, viewer.userId, role, now),
        useColleagueInvitation(db, invitation.id, now),
      ],
    },
    { ...view, people: [...view.people, me] },
  );
}
