import { addDays, dayOf, startOfDay } from '../../packages/domain/src/kernel/index.ts';
import type { Fictional } from './fictional.ts';
import type { Store } from './store.ts';

const OFFICE = '青岛市科学技术局';
const BEFORE = ['start', 'edit', ...Array<string>(9).fill('add_member'), ...Array<string>(9).fill('sign'), 'submit'];
const AFTER = ['accept', 'start_review', 'conclude_review', 'approve', 'close_publicity', 'register'];

/** So many notices are open; as many as a bureau would have at once. */
const OPEN_NOTICES = 12;

/** The events of the filing from draft to registration, or the registration alone. */
export function addCase(store: Store, { record }: Fictional, whole: boolean): void {
  const actions = whole ? [...BEFORE, ...AFTER] : ['register'];
  const registeredAt = record.createdAt;
  for (const [position, action] of actions.entries()) {
    const version = position + 1;
    const official = AFTER.includes(action);
    store.add('events', {
      id: `evt_${record.id.slice(4)}${String(version).padStart(2, '0')}`,
      subject: record.filingId,
      version,
      jurisdiction: record.jurisdiction,
      action: `filing.${action}`,
      actorId: null,
      actorName: '示例经办',
      actorOrganization: official ? OFFICE : record.leadName,
      at: registeredAt - (actions.length - version) * 86_400_000,
      payload: action === 'register' ? { number: record.registrationNumber, consortiumId: record.id } : {},
      previousHash: null,
      hash: String(version).padStart(64, '0'),
    });
  }
}

/** The notice that stood before the registration; the first few are of filings that wait for theirs. */
export function addNotice(store: Store, { record, members }: Fictional, index: number, now: number): void {
  const open = index < OPEN_NOTICES;
  const lastDay = addDays(open ? dayOf(now) : record.registeredOn, open ? 3 : -1);
  const firstDay = addDays(lastDay, -7);
  store.add('notices', {
    id: `ntc_${record.id.slice(4)}`,
    jurisdiction: record.jurisdiction,
    version: 1,
    chainHash: null,
    createdAt: startOfDay(firstDay),
    updatedAt: startOfDay(lastDay),
    filingId: record.filingId,
    policyId: record.policyId,
    policyVersion: record.policyVersion,
    firstDay,
    lastDay,
    workingDays: 5,
    closedAt: open ? null : record.createdAt,
    fictional: true,
    body: {
      title: record.name,
      lead: record.leadName,
      industryCode: record.industryCode,
      divisionCode: record.divisionCode,
      summary: record.summary,
      validityMonths: 36,
      members: members.map(({ name, kind, chainPosition }) => ({ name, kind, chainPosition })),
      waivers: [],
    },
    consortiumId: open ? null : record.id,
  });
}
