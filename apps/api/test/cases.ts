import type { FilingView } from '@lianchuang/contract/filings';
import type { OrganizationView } from '@lianchuang/contract/organizations';
import { READY_CONTENT } from '@lianchuang/domain/testing/filings';
import { setClock } from '../src/platform/clock.ts';
import type { Answer, App } from './app-under-test.ts';
import { went } from './app-under-test.ts';
import { anOfficer, anOrganization, aPerson, type NewOrganization, type Person } from './people.ts';

/** An instant in China's time; the clock of the Worker is set to it. */
export function clock(text: string): number {
  const instant = Date.parse(`${text.replace(' ', 'T')}+08:00`);
  setClock(instant);
  return instant;
}

export type Policy = 'pol_qingdao-2025' | 'pol_luoyang-2025';
type Partner = { organization: OrganizationView; person: Person };

/** Everybody in one play: the lead, one person who signs for all partners, and the officers of both bureaus. */
export async function aCast(app: App) {
  const lead = await aPerson(app, { name: '牵头人' });
  const partner = await aPerson(app, { name: '成员签署人' });
  const officers = { clerk: await anOfficer(app, 'clerk'), director: await anOfficer(app, 'director') };
  return { app, lead, partner, ...officers, leads: await anOrganization(lead, { name: '示例牵头企业' }) };
}
export type Cast = Awaited<ReturnType<typeof aCast>>;

/** Organizations of the partner that a filing may invite: so many chain enterprises and academic institutions. */
export async function partners(person: Person, chain: number, academic: number): Promise<Partner[]> {
  const made: Partner[] = [];
  for (let n = 0; n < chain + academic; n += 1) {
    const kind = n < chain ? 'enterprise' : n % 2 === 0 ? 'university' : 'research_institute';
    made.push({ organization: await anOrganization(person, { kind }), person });
  }
  return made;
}

/** What the lead writes about a member. */
export function memberForm(organization: Pick<NewOrganization, 'uscc' | 'name' | 'kind'>) {
  const { uscc, name, kind } = organization;
  return {
    uscc,
    name,
    kind,
    ...(kind === 'enterprise' ? { chainPosition: 'midstream' } : {}),
    duties: '承担一项任务',
    contributions: [{ kind: 'technology', text: '一项技术' }],
  };
}

/** The content that meets every computed rule, as the form sends it. */
export function contentForm(policyId: Policy = 'pol_qingdao-2025') {
  const { divisionCode: _, ...content } = READY_CONTENT;
  return policyId === 'pol_qingdao-2025'
    ? { ...content, divisionCode: '370202' }
    : { ...content, industryCode: 'ly-open', divisionCode: '410302' };
}

/** The number that a change sends as `If-Match`. */
export const match = (version: number): Record<string, string> => ({ 'If-Match': `"${version}"` });

type DraftOptions = {
  policyId?: Policy;
  organizationId?: string;
  content?: Record<string, unknown>;
  members?: Partner[];
};

/** A draft with content and members, made through HTTP. */
export async function aDraft(lead: Person, organizationId: string, options: DraftOptions = {}): Promise<FilingView> {
  const { policyId = 'pol_qingdao-2025', content = {}, members = [] } = options;
  let filing = went(await lead.post<FilingView>('/filings', { policyId, organizationId }));
  const written = { ...contentForm(policyId), ...content };
  filing = went(await lead.patch<FilingView>(`/filings/${filing.id}`, written, match(filing.version)));
  for (const { organization } of members) {
    filing = went(await lead.post<FilingView>(`/filings/${filing.id}/members`, memberForm(organization)));
  }
  return filing;
}

/** Posts an action. */
export function act(
  person: Person,
  filing: Pick<FilingView, 'id'>,
  action: string,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer<FilingView>> {
  return person.post<FilingView>(`/filings/${filing.id}/actions/${action}`, body, headers);
}

/** Every partner signs what is written now. */
export async function signedByAll(person: Person, filing: FilingView): Promise<FilingView> {
  let signed = filing;
  for (let n = 0; n < filing.members.length; n += 1) {
    signed = went(await act(person, filing, 'sign', { contentHash: filing.contentHash }));
  }
  return signed;
}

/** A filing of the cast that was submitted under Qingdao's guideline. */
export async function aSubmittedFiling(cast: Cast, options: DraftOptions = {}): Promise<FilingView> {
  const members = options.members ?? (await partners(cast.partner, 3, 2));
  const draft = await aDraft(cast.lead, options.organizationId ?? cast.leads.id, { ...options, members });
  await signedByAll(cast.partner, draft);
  return went(await act(cast.lead, draft, 'submit'));
}

/** The bureau's steps in order, each with who does it and what is said. */
const STEPS = [
  ['accept', 'clerk', {}],
  ['start_review', 'clerk', {}],
  ['conclude_review', 'clerk', { opinion: '建议备案。' }],
  ['approve', 'director', { reason: '同意备案。' }],
] as const;

/** Takes a submitted filing on through the named step. */
export async function taken(cast: Cast, filing: FilingView, until: (typeof STEPS)[number][0]): Promise<FilingView> {
  let now = filing;
  for (const [action, who, body] of STEPS) {
    now = went(await act(cast[who], filing, action, body));
    if (action === until) break;
  }
  return now;
}

/** A filing that went all the way; publicity runs from Monday 2026-06-01 to Friday 2026-06-05. */
export async function aRegisteredConsortium(cast: Cast, options: DraftOptions = {}): Promise<FilingView> {
  clock('2026-06-01 09:00');
  const filing = await aSubmittedFiling(cast, options);
  await taken(cast, filing, 'approve');
  clock('2026-06-08 09:00');
  went(await act(cast.clerk, filing, 'close_publicity'));
  return went(await act(cast.clerk, filing, 'register'));
}
