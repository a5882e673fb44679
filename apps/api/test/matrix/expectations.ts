import type { Policy } from '../cases.ts';
import type { Role } from './roles.ts';
import { ROLES, UNKNOWN } from './roles.ts';
import type { Route } from './requests.ts';
import type { Situation } from './situations.ts';

/** What one door answers while its record stands somewhere. Whoever is not named is refused. */
export type Row = {
  readonly on: Situation;
  /** Whose guideline and so whose bureau; Qingdao's unless said otherwise. */
  readonly policy?: Policy;
  /** Who gets through: 2xx. */
  readonly may: readonly Role[];
  /** Who knows that the record exists, but is told that this is not theirs: 403. */
  readonly sees?: readonly Role[];
  /** Who comes through the door and is stopped by where the record stands behind it: 409. */
  readonly tooLate?: readonly Role[];
  /** What everybody else who signed in is told; 404 hides the record, and is the same answer as for none. */
  readonly rest?: 403 | 404 | 409 | 422;
  /** For lists: in whose answer the record stands. Everybody else's must be silent about it. */
  readonly shownTo?: readonly Role[];
};

const EVERYBODY: readonly Role[] = ROLES;
const SIGNED_IN = ROLES.filter((role) => !UNKNOWN.includes(role));
const LEAD: readonly Role[] = ['leadOwner', 'leadEditor', 'leadViewer'];
const MEMBER: readonly Role[] = ['memberSignatory', 'memberViewer'];
const PARTY = [...LEAD, ...MEMBER];
const OFFICE: readonly Role[] = ['clerk', 'director', 'auditor', 'recommender'];
const DECIDERS: readonly Role[] = ['clerk', 'director'];
const SYSTEM: readonly Role[] = ['systemAdministrator'];
const SECURITY: readonly Role[] = ['securityAdministrator'];
const ADMINISTRATORS: readonly Role[] = [...SYSTEM, ...SECURITY, 'auditor'];
const ELSEWHERE: readonly Role[] = [
  'systemAdministratorElsewhere',
  'securityAdministratorElsewhere',
  'auditorElsewhere',
];
const except = (roles: readonly Role[], ...gone: Role[]) => roles.filter((role) => !gone.includes(role));

const open = (on: Situation = 'none'): Row[] => [{ on, may: EVERYBODY }];
/** An action of a party on a record that no office sees yet. */
const byParty = (on: Situation, ...may: Role[]): Row => ({ on, may, sees: except(PARTY, ...may) });
/** An action on a record that parties and offices see. */
const bySome = (on: Situation, ...may: Role[]): Row => ({ on, may, sees: except([...PARTY, ...OFFICE], ...may) });
/** An act of one administrator on an account of the bureau, which the other two see. */
const onAccount = (may: readonly Role[], on: Situation = 'an officer'): Row[] => [
  { on, may, sees: except(ADMINISTRATORS, ...may) },
];
const inLuoyang = (row: Row): Row => ({ ...row, policy: 'pol_luoyang-2025' });

/** Every route of the OpenAPI document, with the situations in which its door is tried by everybody. */
export const EXPECTED: Readonly<Record<Route, readonly Row[]>> = {
  'get /policies': open(),
  'get /policies/{id}': open(),
  'get /policies/{id}/versions/{version}': open(),
  'post /eligibility-checks': open(),
  'get /consortia': open('registered'),
  'get /consortia/facets': open('registered'),
  'get /statistics/consortia': open('registered'),
  'get /consortia/{id}': open('registered'),
  'get /consortia/{id}/export': open('registered'),
  'get /registrations/{number}': open('registered'),
  'get /seals': open('published'),
  'get /seals/{size}/consistency': open('published'),
  'get /notices': open('published'),
  'get /notices/{id}': open('published'),
  'post /notices/{id}/objections': open('published'),
  'get /invitations/{token}': open('draft'),

  'get /me': [{ on: 'none', may: SIGNED_IN }],
  'get /me/personal-data': [{ on: 'none', may: SIGNED_IN }],
  'get /me/passkeys': [{ on: 'none', may: SIGNED_IN }],
  'get /me/notification-choices': [{ on: 'none', may: SIGNED_IN }],
  'patch /me/notification-choices': [{ on: 'none', may: SIGNED_IN }],
  'get /notifications': [{ on: 'none', may: SIGNED_IN }],
  'post /notifications/actions/read': [{ on: 'none', may: SIGNED_IN }],
  'get /set-aside-messages': [{ on: 'none', may: [...SYSTEM, 'systemAdministratorElsewhere'], rest: 403 }],
  // With somebody else's address, so that everybody is still there for the next door.
  'post /me/actions/erase': [{ on: 'none', may: [], rest: 422 }],
  'post /organizations': [{ on: 'none', may: SIGNED_IN }],
  'get /organizations/{id}/people': [{ on: 'colleagues', may: LEAD }],
  'post /organizations/{id}/invitations': [
    { on: 'colleagues', may: ['leadOwner'], sees: ['leadEditor', 'leadViewer'] },
  ],
  'delete /organizations/{id}/invitations/{invitationId}': [
    { on: 'colleagues', may: ['leadOwner'], sees: ['leadEditor', 'leadViewer'] },
  ],
  'delete /organizations/{id}/people/{userId}': [
    { on: 'colleagues', may: ['leadOwner'], sees: ['leadEditor', 'leadViewer'] },
  ],
  'get /colleague-invitations/{token}': open('colleagues'),
  'post /colleague-invitations/{token}/accept': [{ on: 'colleagues', may: except(SIGNED_IN, ...LEAD), tooLate: LEAD }],
  'post /filings': [{ on: 'none', may: ['leadOwner', 'leadEditor'], sees: ['leadViewer'], rest: 422 }],
  'get /filings': [
    { on: 'draft', may: SIGNED_IN, shownTo: PARTY },
    { on: 'submitted', may: SIGNED_IN, shownTo: [...PARTY, ...OFFICE] },
  ],
  'get /filings/inbox': [{ on: 'submitted', may: SIGNED_IN, shownTo: [] }],
  'get /filings/{id}': [
    { on: 'draft', may: PARTY },
    { on: 'submitted', may: [...PARTY, ...OFFICE] },
    { on: 'registered', may: [...PARTY, ...OFFICE] },
  ],
  'get /filings/{id}/export': [
    { on: 'draft', may: PARTY },
    { on: 'reviewed', may: [...PARTY, ...OFFICE] },
  ],
  'get /filings/{id}/proof': [
    { on: 'draft', may: PARTY },
    { on: 'reviewed', may: [...PARTY, ...OFFICE] },
  ],
  'get /filings/{id}/agreement.pdf': [
    { on: 'draft', may: PARTY },
    { on: 'submitted', may: [...PARTY, ...OFFICE] },
  ],
  'get /filings/{id}/signature-page.pdf': [
    { on: 'draft', may: LEAD, sees: MEMBER },
    { on: 'submitted', may: LEAD, sees: [...MEMBER, ...OFFICE] },
  ],
  'get /filings/{id}/members/{memberId}/signature-page.pdf': [
    { on: 'draft', may: PARTY },
    { on: 'submitted', may: PARTY, sees: OFFICE },
  ],
  'patch /filings/{id}': [byParty('draft', 'leadOwner', 'leadEditor'), bySome('correction', 'leadOwner', 'leadEditor')],
  'get /filings/{id}/presence': [
    { on: 'draft', may: PARTY },
    { on: 'submitted', may: PARTY, sees: OFFICE },
  ],
  'put /filings/{id}/presence': [byParty('draft', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/members': [byParty('draft', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/members/batch': [byParty('draft', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/member-lookups': [byParty('draft', 'leadOwner', 'leadEditor')],
  'patch /filings/{id}/members/{memberId}': [byParty('draft', 'leadOwner', 'leadEditor')],
  'delete /filings/{id}/members/{memberId}': [byParty('draft', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/attachments': [byParty('draft', 'leadOwner', 'leadEditor')],
  'get /attachments/{id}': [
    // Until it counts, nobody but its uploader knows of it.
    { on: 'a ticket', may: ['leadOwner'] },
    { on: 'a file', may: PARTY },
    { on: 'a submitted file', may: [...PARTY, ...OFFICE] },
  ],
  'put /attachments/{id}/chunks/{nth}': [{ on: 'a ticket', may: ['leadOwner'] }],
  'post /attachments/{id}/actions/complete': [{ on: 'a ticket', may: ['leadOwner'] }],
  'delete /attachments/{id}': [{ on: 'a ticket', may: ['leadOwner'] }, byParty('a file', 'leadOwner', 'leadEditor')],
  'get /attachments/{id}/content': [
    { on: 'a file', may: PARTY },
    { on: 'a submitted file', may: [...PARTY, ...OFFICE] },
  ],
  'post /invitations/{token}/accept': [{ on: 'draft', may: ['memberSignatory'], sees: ['memberViewer'], rest: 409 }],

  'get /filings/{id}/signing': [
    { on: 'draft', may: PARTY },
    { on: 'submitted', may: PARTY, sees: OFFICE },
  ],
  'post /filings/{id}/readings': [
    byParty('draft', ...MEMBER),
    { on: 'submitted', may: MEMBER, sees: [...LEAD, ...OFFICE] },
  ],
  'post /filings/{id}/comments': [byParty('draft', ...PARTY), { on: 'submitted', may: PARTY, sees: OFFICE }],
  'post /filings/{id}/comments/{commentId}/actions/resolve': [byParty('draft', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/members/{memberId}/passes': [byParty('draft', 'memberSignatory')],
  'post /filings/{id}/members/{memberId}/actions/remind': [byParty('draft', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/members/{memberId}/actions/send-invitation': [byParty('draft', 'leadOwner', 'leadEditor')],

  'post /filings/{id}/actions/sign': [byParty('draft', 'memberSignatory')],
  'post /filings/{id}/actions/refuse': [byParty('draft', 'memberSignatory')],
  'post /filings/{id}/actions/waive': [
    byParty('short draft', 'leadOwner', 'leadEditor'),
    // Asking for a waiver and granting it are one action.
    {
      on: 'short and submitted',
      may: DECIDERS,
      tooLate: ['leadOwner', 'leadEditor'],
      sees: ['leadViewer', ...MEMBER, 'auditor', 'recommender'],
    },
  ],
  'post /filings/{id}/actions/submit': [byParty('signed draft', 'leadOwner')],
  'post /filings/{id}/actions/withdraw': [bySome('submitted', 'leadOwner')],
  'post /filings/{id}/actions/resubmit': [bySome('correction', 'leadOwner')],
  'post /filings/{id}/actions/extend': [bySome('correction', ...DECIDERS)],
  'post /filings/{id}/actions/answer_item': [bySome('correction', 'leadOwner', 'leadEditor')],
  'post /filings/{id}/actions/recommend': [inLuoyang(bySome('submitted', 'recommender'))],
  'post /filings/{id}/actions/return': [inLuoyang(bySome('submitted', 'recommender'))],
  'post /filings/{id}/actions/request_correction': [bySome('submitted', ...DECIDERS)],
  'post /filings/{id}/actions/accept': [bySome('submitted', ...DECIDERS)],
  'post /filings/{id}/actions/start_review': [bySome('accepted', ...DECIDERS)],
  'post /filings/{id}/actions/conclude_review': [bySome('in review', ...DECIDERS)],
  'post /filings/{id}/actions/approve': [bySome('reviewed', 'director')],
  'post /filings/{id}/actions/reject': [bySome('submitted', ...DECIDERS)],
  'post /filings/{id}/actions/close_publicity': [bySome('publicity over', ...DECIDERS)],
  'post /filings/{id}/actions/register': [bySome('publicity closed', ...DECIDERS)],

  'get /notices/{id}/objections': [{ on: 'published', may: ['clerk', 'director', 'auditor'] }],
  'post /notices/{id}/objections/{objectionId}/actions/rule': [{ on: 'published', may: DECIDERS, sees: ['auditor'] }],
  'post /notices/{id}/objections/{objectionId}/actions/unmask': [{ on: 'published', may: DECIDERS, sees: ['auditor'] }],
  'get /consortia/{id}/actions': [{ on: 'registered', may: SIGNED_IN }],
  'post /consortia/{id}/actions/revoke': [{ on: 'registered', may: ['director'], rest: 403 }],
  'get /accounts': [{ on: 'an officer', may: [...ADMINISTRATORS, ...ELSEWHERE], rest: 403, shownTo: ADMINISTRATORS }],
  'get /accounts/{id}': [{ on: 'an officer', may: ADMINISTRATORS }],
  'post /account-lookups': [
    { on: 'an officer', may: ADMINISTRATORS, sees: SIGNED_IN.filter((role) => !ELSEWHERE.includes(role)) },
  ],
  'post /accounts/{id}/actions/confirm': onAccount(SYSTEM),
  'post /accounts/{id}/actions/end-sessions': onAccount(SYSTEM),
  'post /accounts/{id}/actions/reset-second-factor': onAccount(SYSTEM),
  'post /accounts/{id}/actions/disable': onAccount(SYSTEM),
  'post /accounts/{id}/actions/enable': onAccount(SYSTEM, 'an officer shut out'),
  'post /accounts/{id}/actions/end-office': onAccount(SECURITY),
  'post /offices': [{ on: 'a newcomer', may: SECURITY, rest: 403 }],
  'get /audit-events': [{ on: 'submitted', may: ['auditor', 'auditorElsewhere'], rest: 403, shownTo: ['auditor'] }],
  'get /audit-events/refusals': [{ on: 'published', may: ['auditor', 'auditorElsewhere'], rest: 403 }],
  'get /audit-events/sign-ins': [{ on: 'published', may: ['auditor', 'auditorElsewhere'], rest: 403 }],
  'get /audit-events/export': [
    { on: 'published', may: ['auditor', 'auditorElsewhere'], rest: 403, shownTo: ['auditor'] },
  ],
};
