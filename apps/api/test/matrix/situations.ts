import type { FilingActionName, FilingView } from '@lianchuang/contract/filings';
import type { ColleagueInvitation } from '@lianchuang/contract/organization-people';
import { open } from '@lianchuang/db/client';
import { sealAndPublish } from '../../src/jobs/seal-events.ts';
import { went } from '../app-under-test.ts';
import { act, aDraft, clock, signedByAll } from '../cases.ts';
import { aPdfFile, sent, uploaded } from '../files.ts';
import { anOrganization, aPerson, holdsOffice, holdsRole, type Person } from '../people.ts';
import type { Bureau, Role } from './roles.ts';

/** Where a record stands while a door is tried. */
export type Situation =
  | 'none'
  | 'draft'
  | 'signed draft'
  | 'short draft'
  | 'short and submitted'
  | 'submitted'
  | 'correction'
  | 'accepted'
  | 'in review'
  | 'reviewed'
  | 'published'
  | 'publicity over'
  | 'publicity closed'
  | 'registered'
  | 'an officer'
  | 'an officer shut out'
  | 'a newcomer'
  | 'a file'
  | 'a submitted file'
  | 'a ticket'
  | 'colleagues';

const SHORT = 'composition-academic-institutions-min';

/** What an action has to bring with it. */
export function bodyOf(action: FilingActionName, filing: FilingView | undefined): Record<string, unknown> {
  const reason = { reason: '理由。' };
  const bodies: Partial<Record<FilingActionName, Record<string, unknown>>> = {
    sign: { contentHash: filing?.contentHash ?? 'f'.repeat(64) },
    refuse: reason,
    return: reason,
    request_correction: { items: [{ code: 'other', pointer: '', text: '请核对。' }] },
    extend: { workingDays: 3, ...reason },
    answer_item: { item: 0, text: '已核对。' },
    conclude_review: { opinion: '意见。' },
    waive: { ruleId: SHORT, ...reason },
    approve: reason,
    reject: reason,
  };
  return bodies[action] ?? {};
}

/** The moves by which a submitted filing goes on: who makes it and where it then stands. */
const ON: readonly (readonly [Situation, Role | 'clock', FilingActionName])[] = [
  ['accepted', 'clerk', 'accept'],
  ['in review', 'clerk', 'start_review'],
  ['reviewed', 'clerk', 'conclude_review'],
  ['published', 'director', 'approve'],
  ['publicity over', 'clock', 'close_publicity'],
  ['publicity closed', 'clerk', 'close_publicity'],
  ['registered', 'clerk', 'register'],
];

const someone = (bureau: Bureau, role: Role): Person => bureau.people[role] as Person;

async function drafted(bureau: Bureau, situation: Situation): Promise<FilingView> {
  const { lead, leads, members, partner, policyId } = bureau;
  const short = situation.startsWith('short');
  const draft = await aDraft(lead, leads.id, { policyId, members: short ? members.slice(0, 4) : members });
  return situation === 'draft' || situation === 'short draft' ? draft : signedByAll(partner, draft);
}

async function takenOn(bureau: Bureau, draft: FilingView, situation: Situation): Promise<FilingView> {
  if (situation === 'short and submitted') went(await act(bureau.lead, draft, 'waive', bodyOf('waive', draft)));
  let filing = went(await act(bureau.lead, draft, 'submit'));
  if (situation === 'correction')
    return went(
      await act(someone(bureau, 'clerk'), filing, 'request_correction', bodyOf('request_correction', filing)),
    );
  const steps = ON.slice(0, ON.findIndex(([name]) => name === situation) + 1);
  for (const [, who, action] of steps) {
    if (who === 'clock') clock('2026-06-08 09:00');
    else filing = went(await act(someone(bureau, who), filing, action, bodyOf(action, filing)));
  }
  return filing;
}

/** The names under which a situation's records are asked for. */
export type Place = {
  readonly bureau: Bureau;
  readonly filing: FilingView | undefined;
  readonly memberId: string;
  readonly token: string;
  readonly noticeId: string;
  readonly objectionId: string;
  readonly commentId: string;
  readonly consortiumId: string;
  readonly number: string;
  readonly size: string;
  readonly accountId: string;
  readonly attachmentId: string;
  readonly address: string;
  readonly organizationId: string;
  readonly invitationId: string;
};

/** Names that nothing has. */
export const NOWHERE: Omit<Place, 'bureau' | 'filing'> = {
  memberId: 'fmb_none',
  token: 'f'.repeat(64),
  noticeId: 'ntc_none',
  objectionId: 'obj_none',
  commentId: 'cmt_none',
  consortiumId: 'con_none',
  number: '示青联备〔2026〕9999号',
  size: '999999',
  accountId: 'usr_none',
  attachmentId: 'att_none',
  address: 'nobody@else.example',
  organizationId: 'org_none',
  invitationId: 'oin_none',
};

/** Somebody on whom every act of an administrator finds something to do. */
async function account({ app, here }: Bureau, situation: Situation): Promise<Person | undefined> {
  if (!['an officer', 'an officer shut out', 'a newcomer'].includes(situation)) return undefined;
  const person = await aPerson(app);
  if (situation !== 'a newcomer') await holdsOffice(app, person, 'clerk', { jurisdiction: here });
  await app.env.DB.prepare('UPDATE users SET two_factor_enabled = 1, disabled_at = ? WHERE id = ?')
    .bind(situation === 'an officer shut out' ? 1 : null, person.id)
    .run();
  return person;
}

/** What the matrix sends as a file. */
export const MATRIX_FILE = aPdfFile();

/** A filing with a file of its lead: still on its way, attached, or submitted with it. */
async function withFile(bureau: Bureau, situation: Situation): Promise<Place> {
  const draft = await drafted(bureau, 'draft');
  if (situation === 'a ticket') {
    const { id } = await sent(bureau.lead, draft, MATRIX_FILE);
    return { bureau, filing: draft, ...NOWHERE, attachmentId: id };
  }
  const { id } = await uploaded(bureau.lead, draft, aPdfFile());
  if (situation === 'a file') return { bureau, filing: draft, ...NOWHERE, attachmentId: id };
  const now = went(await bureau.lead.get<FilingView>(`/filings/${draft.id}`));
  await signedByAll(bureau.partner, now);
  const filing = went(await act(bureau.lead, draft, 'submit'));
  return { bureau, filing, ...NOWHERE, attachmentId: id };
}

/** An organization with the lead's three people, a fourth, and an open link for a fifth. */
async function colleagues(bureau: Bureau): Promise<Place> {
  const { app, lead } = bureau;
  const { id } = await anOrganization(lead);
  await holdsRole(app, someone(bureau, 'leadEditor'), id, 'editor');
  await holdsRole(app, someone(bureau, 'leadViewer'), id, 'viewer');
  const fourth = await holdsRole(app, await aPerson(app), id, 'editor');
  const asked = await lead.post<ColleagueInvitation>(`/organizations/${id}/invitations`, { role: 'viewer' });
  const { id: invitationId, link } = went(asked);
  const token = link?.split('/').at(-1) ?? '';
  return { bureau, filing: undefined, ...NOWHERE, organizationId: id, invitationId, token, accountId: fourth.id };
}

const PUBLISHED: readonly Situation[] = ['published', 'publicity over', 'publicity closed', 'registered'];

/** Puts a record where it has to stand, through HTTP, and returns its names. */
export async function placed(bureau: Bureau, situation: Situation): Promise<Place> {
  const { app, lead } = bureau;
  clock('2026-06-01 09:00');
  if (situation === 'none') return { bureau, filing: undefined, ...NOWHERE };
  if (['a file', 'a submitted file', 'a ticket'].includes(situation)) return withFile(bureau, situation);
  if (situation === 'colleagues') return colleagues(bureau);
  const person = await account(bureau, situation);
  if (person !== undefined)
    return { bureau, filing: undefined, ...NOWHERE, accountId: person.id, address: person.email };
  const draft = await drafted(bureau, situation);
  const isDraft = ['draft', 'signed draft', 'short draft'].includes(situation);
  const filing = isDraft ? draft : await takenOn(bureau, draft, situation);
  const member = draft.members[0];
  const noticeId = filing.publicity?.noticeId ?? NOWHERE.noticeId;
  let { objectionId, commentId, size, number } = NOWHERE;
  if (situation === 'draft') {
    const said = { pointer: '/plan/goals', text: '目标请写明指标。' };
    commentId = went(await lead.post<{ id: string }>(`/filings/${draft.id}/comments`, said)).id;
  }
  if (situation === 'published') {
    const said = { name: '张实名', contact: '13800000000', reason: '有争议。' };
    objectionId = went(await app.post<{ id: string }>(`/notices/${noticeId}/objections`, said)).id;
  }
  if (PUBLISHED.includes(situation)) {
    await sealAndPublish(open(app.env.DB, app.env.SEARCH), app.env.SEALS, Date.parse('2026-06-09T09:00:00Z'));
    size = String(went(await app.get<{ items: { size: number }[] }>('/seals')).items[0]?.size);
  }
  number = filing.registrationNumber ?? number;
  const consortiumId = filing.consortiumId ?? NOWHERE.consortiumId;
  const token = (await lead.get<FilingView>(`/filings/${draft.id}`)).body.members.find(
    (each) => each.id === member?.id,
  );
  return {
    bureau,
    filing,
    memberId: member?.id ?? NOWHERE.memberId,
    token: token?.invitation?.split('/').at(-1) ?? NOWHERE.token,
    noticeId,
    objectionId,
    commentId,
    consortiumId,
    number,
    size,
    accountId: NOWHERE.accountId,
    attachmentId: NOWHERE.attachmentId,
    address: NOWHERE.address,
    organizationId: NOWHERE.organizationId,
    invitationId: NOWHERE.invitationId,
  };
}
