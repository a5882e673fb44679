import { READY_CONTENT } from '@lianchuang/domain/testing/filings';
import type { FilingActionName } from '@lianchuang/contract/filings';
import { match, memberForm } from '../cases.ts';
import { anOrganizationForm } from '../people.ts';
import { bodyOf, MATRIX_FILE, NOWHERE, type Place } from './situations.ts';

export type Ask = { method: string; path: string; body?: unknown; headers?: Record<string, string> };
/** A route as the OpenAPI document names it: `get /filings/{id}`. */
export type Route = string;

const BODIES: Readonly<Record<Route, (place: Place) => unknown>> = {
  'post /eligibility-checks': ({ bureau }) => ({
    policy: { id: bureau.policyId },
    lead: { kind: 'enterprise', divisionCode: '370202' },
    members: [],
  }),
  'patch /me/notification-choices': () => ({ mail: true, text: true, pace: 'now', locale: 'zh' }),
  'post /notifications/actions/read': () => ({ upTo: 'ntf_0' }),
  'post /me/actions/erase': () => ({ email: 'nobody@else.example' }),
  'post /account-lookups': ({ address }) => ({ email: address }),
  'post /offices': ({ bureau, address }) => ({
    email: address,
    jurisdiction: bureau.here,
    role: 'clerk',
    reason: '理由。',
  }),
  'post /accounts/{id}/actions/end-office': ({ bureau }) => ({
    jurisdiction: bureau.here,
    role: 'clerk',
    reason: '理由。',
  }),
  'post /organizations': () => anOrganizationForm(),
  'post /organizations/{id}/invitations': () => ({ role: 'editor' }),
  'put /filings/{id}/presence': () => ({ step: 'plan', field: 'plan.goals' }),
  'post /filings': ({ bureau }) => ({ policyId: bureau.policyId, organizationId: bureau.leads.id }),
  'post /filings/{id}/attachments': () => ({
    materialId: 'other',
    name: '证明.pdf',
    type: 'application/pdf',
    bytes: 100,
  }),
  'patch /filings/{id}': () => ({ summary: READY_CONTENT.summary }),
  'post /filings/{id}/members': () => memberForm(anOrganizationForm()),
  'post /filings/{id}/members/batch': () => ({ members: [memberForm(anOrganizationForm())] }),
  'post /filings/{id}/member-lookups': () => ({ codes: [anOrganizationForm().uscc] }),
  'post /filings/{id}/readings': ({ filing }) => ({ contentHash: filing?.contentHash ?? 'f'.repeat(64) }),
  'post /filings/{id}/comments': () => ({ pointer: '/summary', text: '请写得具体些。' }),
  'post /filings/{id}/members/{memberId}/passes': () => ({ role: 'signatory', email: 'colleague@else.example' }),
  'post /filings/{id}/members/{memberId}/actions/send-invitation': () => ({
    // One address gets few.
    to: `${crypto.randomUUID()}@else.example`,
  }),
  'patch /filings/{id}/members/{memberId}': () => ({ duties: '改后的任务' }),
  'post /consortia/{id}/actions/revoke': () => ({ reason: '理由。' }),
  'post /notices/{id}/objections': () => ({ name: '李实名', contact: 'li@objector.example', reason: '理由。' }),
  'post /notices/{id}/objections/{objectionId}/actions/unmask': () => ({ reason: '核实。' }),
  'post /notices/{id}/objections/{objectionId}/actions/rule': () => ({ outcome: 'dismissed', reason: '理由。' }),
};

const QUERIES: Readonly<Record<Route, (place: Place) => string>> = {
  'get /filings': () => '?limit=100',
  'get /audit-events': ({ filing }) => `?subject=${filing?.id ?? 'fil_none'}`,
  'get /seals/{size}/consistency': ({ size }) => `?from=${size}`,
};

const NEEDS_VERSION = ['patch /filings/{id}', 'patch /filings/{id}/members/{memberId}'];

/** The name that stands in the address for a part of the route's template. */
function named(route: Route, part: string, place: Place): string {
  const of: Record<string, string> = {
    memberId: place.memberId,
    objectionId: place.objectionId,
    commentId: place.commentId,
    token: place.token,
    number: encodeURIComponent(place.number),
    size: place.size,
    invitationId: place.invitationId,
    userId: place.accountId,
    version: '1',
    nth: '0',
  };
  if (part !== 'id') return of[part] ?? '';
  if (route.includes(' /accounts/')) return place.accountId;
  if (route.includes(' /attachments/')) return place.attachmentId;
  if (route.includes(' /organizations/')) return place.organizationId;
  if (route.includes(' /policies/')) return place.bureau.policyId;
  if (route.includes(' /notices/')) return place.noticeId;
  if (route.includes(' /consortia/')) return place.consortiumId;
  return place.filing?.id ?? 'fil_none';
}

/** The request that knocks at a route where a record stands. */
export function askFor(route: Route, place: Place): Ask {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replaceAll(/\{([^}]+)\}/g, (_, part: string) => named(route, part, place));
  const query = QUERIES[route]?.(place) ?? '';
  const headers = NEEDS_VERSION.includes(route) ? match(place.filing?.version ?? 1) : {};
  if (method === 'get' || method === 'delete') return { method: method.toUpperCase(), path: path + query, headers };
  if (template.endsWith('/chunks/{nth}'))
    return {
      method: 'PUT',
      path,
      body: MATRIX_FILE.bytes,
      headers: { ...headers, 'Content-Type': 'application/octet-stream' },
    };
  const action = /^\/filings\/\{id\}\/actions\/(.+)$/.exec(template)?.[1];
  const body =
    action === undefined
      ? (BODIES[route]?.(place) ?? (template.startsWith('/accounts/') ? { reason: '理由。' } : {}))
      : bodyOf(action as FilingActionName, place.filing);
  return { method: method.toUpperCase(), path, body, headers };
}

/** The same request for records that are not there. */
export function askForNothing(route: Route, place: Place): Ask {
  return askFor(route, { ...NOWHERE, bureau: { ...place.bureau, policyId: 'pol_none' as never }, filing: undefined });
}
