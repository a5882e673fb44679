import type { FilingActionName, FilingView } from '@lianchuang/contract/filings';
import type { ColleagueInvitation } from '@lianchuang/contract/organization-people';
import { went, type App } from './app-under-test.ts';
import {
  act,
  aDraft,
  aRegisteredConsortium,
  aSubmittedFiling,
  clock,
  match,
  memberForm,
  signedByAll,
  taken,
} from './cases.ts';
import { ATTACHMENT_CALLS, SIGNING_CALLS } from './content-calls.ts';
import { anOfficer, anOrganization, anOrganizationForm, aPerson, holdsRole, type Person } from './people.ts';
import type { Arrange, Stage } from './stage.ts';

const draft = ({ cast, members }: Stage) => aDraft(cast.lead, cast.leads.id, { members });
const submitted = ({ cast, members }: Stage) => aSubmittedFiling(cast, { members });

async function inPublicity(stage: Stage): Promise<FilingView> {
  const filing = await taken(stage.cast, await submitted(stage), 'approve');
  clock('2026-06-08 09:00');
  return filing;
}

async function inLuoyang({ cast, luoyangLead, luoyangMembers }: Stage): Promise<FilingView> {
  return aSubmittedFiling(cast, {
    policyId: 'pol_luoyang-2025',
    organizationId: luoyangLead.id,
    members: luoyangMembers,
  });
}

async function inCorrection(stage: Stage): Promise<FilingView> {
  const items = [{ code: 'other', pointer: '', text: '请核对。' }];
  return went(await act(stage.cast.clerk, await submitted(stage), 'request_correction', { items }));
}

async function objectedTo(stage: Stage) {
  const filing = await taken(stage.cast, await submitted(stage), 'approve');
  const path = `/notices/${filing.publicity?.noticeId ?? ''}/objections`;
  const body = { name: '实名', contact: '13800000000', reason: '理由' };
  return { path, body };
}

/** The action on the filing that `arrange` gives. */
const acting =
  (
    arrange: (stage: Stage) => Promise<FilingView>,
    by: (stage: Stage) => Person,
    action: FilingActionName,
    body: (filing: FilingView) => object = () => ({}),
  ): Arrange =>
  async (stage) => {
    const filing = await arrange(stage);
    return { by: by(stage), path: `/filings/${filing.id}/actions/${action}`, body: body(filing) };
  };

const lead = ({ cast }: Stage) => cast.lead;
const partner = ({ cast }: Stage) => cast.partner;
const clerk = ({ cast }: Stage) => cast.clerk;
const director = ({ cast }: Stage) => cast.director;
const recommender = (stage: Stage) => stage.recommender;
const because = () => ({ reason: '理由' });

const ACTIONS: Record<FilingActionName, Arrange> = {
  sign: acting(draft, partner, 'sign', ({ contentHash }) => ({ contentHash })),
  refuse: acting(draft, partner, 'refuse', because),
  waive: acting(
    ({ cast, members }) => aDraft(cast.lead, cast.leads.id, { members: members.slice(0, 4) }),
    lead,
    'waive',
    () => ({ ruleId: 'composition-academic-institutions-min', reason: '理由' }),
  ),
  submit: acting(
    async (stage) => {
      const filing = await draft(stage);
      await signedByAll(stage.cast.partner, filing);
      return filing;
    },
    lead,
    'submit',
  ),
  withdraw: acting(submitted, lead, 'withdraw'),
  recommend: acting(inLuoyang, recommender, 'recommend', because),
  return: acting(inLuoyang, recommender, 'return', because),
  request_correction: acting(submitted, clerk, 'request_correction', () => ({
    items: [{ code: 'other', pointer: '', text: '请核对。' }],
  })),
  extend: acting(inCorrection, clerk, 'extend', () => ({ workingDays: 3, reason: '理由' })),
  answer_item: acting(inCorrection, lead, 'answer_item', () => ({ item: 0, text: '已核对。' })),
  resubmit: acting(inCorrection, lead, 'resubmit'),
  accept: acting(submitted, clerk, 'accept'),
  start_review: acting(async (stage) => taken(stage.cast, await submitted(stage), 'accept'), clerk, 'start_review'),
  conclude_review: acting(
    async (stage) => taken(stage.cast, await submitted(stage), 'start_review'),
    clerk,
    'conclude_review',
    () => ({ opinion: '意见' }),
  ),
  approve: acting(
    async (stage) => taken(stage.cast, await submitted(stage), 'conclude_review'),
    director,
    'approve',
    because,
  ),
  reject: acting(inPublicity, director, 'reject', because),
  close_publicity: acting(inPublicity, clerk, 'close_publicity'),
  register: acting(
    async (stage) => went(await act(stage.cast.clerk, await inPublicity(stage), 'close_publicity')),
    clerk,
    'register',
  ),
};

/** An act on somebody who holds an office in Qingdao, has a second factor and is signed in. */
const onAccount =
  (
    action: string,
    office: 'system_administrator' | 'security_administrator' = 'system_administrator',
    more = {},
  ): Arrange =>
  async ({ app }) => {
    const person = await anOfficer(app, 'clerk');
    await app.env.DB.prepare('UPDATE users SET two_factor_enabled = 1, disabled_at = ? WHERE id = ?')
      .bind(action === 'enable' ? 1 : null, person.id)
      .run();
    const body = { reason: '理由', ...more };
    return { by: await anOfficer(app, office), path: `/accounts/${person.id}/actions/${action}`, body };
  };

async function aColleagueLink(app: App) {
  const owner = await aPerson(app);
  const { id } = await anOrganization(owner);
  const path = `/organizations/${id}`;
  const invitation = went(await owner.post<ColleagueInvitation>(`${path}/invitations`, { role: 'editor' }));
  return { owner, id, path, invitation };
}

/** They ask with a body and change no record; that somebody is writing is forgotten in moments. */
export const ASKING = [
  // A chunk lies in the store alone until its file is complete.
  'put /attachments/{id}/chunks/{nth}',
  'post /eligibility-checks',
  'post /account-lookups',
  'put /filings/{id}/presence',
  'post /filings/{id}/member-lookups',
];

/** What a call changed; that somebody asked is counted and changes no record. */
export const changed = <T>(operation: string, change: Record<string, T>): Record<string, T> =>
  ASKING.includes(operation)
    ? Object.fromEntries(Object.entries(change).filter(([table]) => table !== 'counters' && table !== 'presences'))
    : change;

/** A person's own marks and settings: no change of a record, so without an event; done again they do the same. */
export const UNLOGGED = ['patch /me/notification-choices', 'post /notifications/actions/read'];

/** For every operation that may write, how to call it so that it succeeds. */
export const WRITING_CALLS: Readonly<Record<string, Arrange>> = {
  'post /eligibility-checks': () =>
    Promise.resolve({
      by: null,
      path: '/eligibility-checks',
      body: {
        policy: { id: 'pol_qingdao-2025' },
        lead: { kind: 'enterprise', divisionCode: '370202' },
        members: [{ kind: 'university' }],
      },
    }),
  'post /account-lookups': async ({ app }) => {
    const { email } = await anOfficer(app, 'clerk');
    return { by: await anOfficer(app, 'system_administrator'), path: '/account-lookups', body: { email } };
  },
  'post /offices': async ({ app }) => {
    const { email } = await aPerson(app);
    const body = { email, jurisdiction: '370200', role: 'clerk', reason: '理由' };
    return { by: await anOfficer(app, 'security_administrator'), path: '/offices', body };
  },
  ...Object.fromEntries(
    ['confirm', 'end-sessions', 'reset-second-factor', 'disable', 'enable'].map((action) => [
      `post /accounts/{id}/actions/${action}`,
      onAccount(action),
    ]),
  ),
  'post /accounts/{id}/actions/end-office': onAccount('end-office', 'security_administrator', {
    jurisdiction: '370200',
    role: 'clerk',
  }),
  'patch /me/notification-choices': async ({ app }) => ({
    by: await aPerson(app),
    path: '/me/notification-choices',
    body: { mail: true, text: false, pace: 'daily', locale: 'zh' },
  }),
  'post /notifications/actions/read': async (stage) => {
    const { id } = await submitted(stage);
    went(await act(stage.cast.clerk, { id }, 'accept'));
    const { items } = went(await stage.cast.lead.get<{ items: { id: string }[] }>('/notifications?limit=1'));
    return { by: stage.cast.lead, path: '/notifications/actions/read', body: { ids: items.map((each) => each.id) } };
  },
  'post /me/actions/erase': async ({ app }) => {
    const person = await aPerson(app);
    return { by: person, path: '/me/actions/erase', body: { email: person.email } };
  },
  'post /organizations': (stage) =>
    Promise.resolve({ by: lead(stage), path: '/organizations', body: anOrganizationForm() }),
  'post /organizations/{id}/invitations': async ({ app }) => {
    const owner = await aPerson(app);
    const { id } = await anOrganization(owner);
    return { by: owner, path: `/organizations/${id}/invitations`, body: { role: 'editor' } };
  },
  'delete /organizations/{id}/invitations/{invitationId}': async ({ app }) => {
    const { owner, path, invitation } = await aColleagueLink(app);
    return { by: owner, path: `${path}/invitations/${invitation.id}` };
  },
  'delete /organizations/{id}/people/{userId}': async ({ app }) => {
    const { owner, path, id } = await aColleagueLink(app);
    const colleague = await holdsRole(app, await aPerson(app), id, 'editor');
    return { by: owner, path: `${path}/people/${colleague.id}` };
  },
  'post /colleague-invitations/{token}/accept': async ({ app }) => {
    const { invitation } = await aColleagueLink(app);
    const token = invitation.link?.split('/').at(-1) ?? '';
    return { by: await aPerson(app), path: `/colleague-invitations/${token}/accept`, body: {} };
  },
  'put /filings/{id}/presence': async (stage) => {
    const { id } = await draft(stage);
    return { by: lead(stage), path: `/filings/${id}/presence`, body: { step: 'plan', field: 'plan.goals' } };
  },
  'post /filings': (stage) =>
    Promise.resolve({
      by: lead(stage),
      path: '/filings',
      body: { policyId: 'pol_qingdao-2025', organizationId: stage.cast.leads.id },
    }),
  'patch /filings/{id}': async (stage) => {
    const { id, version } = await draft(stage);
    return { by: lead(stage), path: `/filings/${id}`, body: { summary: '改过的摘要' }, headers: match(version) };
  },
  ...ATTACHMENT_CALLS,
  'post /filings/{id}/members': async (stage) => {
    const { id } = await draft(stage);
    return { by: lead(stage), path: `/filings/${id}/members`, body: memberForm(anOrganizationForm()) };
  },
  'post /filings/{id}/members/batch': async (stage) => {
    const { id } = await draft(stage);
    const members = [1, 2].map(() => memberForm(anOrganizationForm()));
    return { by: lead(stage), path: `/filings/${id}/members/batch`, body: { members } };
  },
  'post /filings/{id}/member-lookups': async (stage) => {
    const { id } = await draft(stage);
    const codes = stage.members.map(({ organization }) => organization.uscc);
    return { by: lead(stage), path: `/filings/${id}/member-lookups`, body: { codes } };
  },
  'patch /filings/{id}/members/{memberId}': async (stage) => {
    const { id, version, members } = await draft(stage);
    const path = `/filings/${id}/members/${members[0]?.id ?? ''}`;
    return { by: lead(stage), path, body: { duties: '改过的任务' }, headers: match(version) };
  },
  'delete /filings/{id}/members/{memberId}': async (stage) => {
    const { id, version, members } = await draft(stage);
    return { by: lead(stage), path: `/filings/${id}/members/${members[0]?.id ?? ''}`, headers: match(version) };
  },
  ...Object.fromEntries(
    Object.entries(ACTIONS).map(([name, arrange]) => [`post /filings/{id}/actions/${name}`, arrange]),
  ),
  ...SIGNING_CALLS,
  'post /invitations/{token}/accept': async (stage) => {
    const form = anOrganizationForm();
    const { id } = await aDraft(stage.cast.lead, stage.cast.leads.id);
    const view = went(await stage.cast.lead.post<FilingView>(`/filings/${id}/members`, memberForm(form)));
    await anOrganization(stage.cast.partner, form);
    const token = view.members[0]?.invitation?.split('/').at(-1) ?? '';
    return { by: partner(stage), path: `/invitations/${token}/accept`, body: {} };
  },
  'post /notices/{id}/objections': async (stage) => ({ by: null, ...(await objectedTo(stage)) }),
  'post /notices/{id}/objections/{objectionId}/actions/rule': async (stage) => {
    const { path, body } = await objectedTo(stage);
    const { id } = went(await stage.app.post<{ id: string }>(path, body));
    return { by: clerk(stage), path: `${path}/${id}/actions/rule`, body: { outcome: 'dismissed', reason: '理由' } };
  },
  'post /notices/{id}/objections/{objectionId}/actions/unmask': async (stage) => {
    const { path, body } = await objectedTo(stage);
    const { id } = went(await stage.app.post<{ id: string }>(path, body));
    return { by: clerk(stage), path: `${path}/${id}/actions/unmask`, body: because() };
  },
  'post /consortia/{id}/actions/revoke': async (stage) => {
    const { consortiumId } = await aRegisteredConsortium(stage.cast, { members: stage.members });
    return { by: director(stage), path: `/consortia/${consortiumId ?? ''}/actions/revoke`, body: because() };
  },
};
