import type { EventView } from '@lianchuang/contract/events';
import { ACTION_WORDS, actionWords, EDITABLE, type FilingAction, type FilingStatus } from '@lianchuang/domain/filings';
import { createApi, unwrap } from '#lib/server/api.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Entries in one download; more belongs into a narrower filter. */
export const AUDIT_MOST = 5000;

type EventPage = { items: EventView[]; nextCursor: string | null };
type Query = { subject: string; actor: string; limit: number; cursor: string | null };

export const readEvents = (api: ReturnType<typeof createApi>, query: Query) =>
  api.get<EventPage>('/audit-events', query);

export async function readAllEvents(
  fetchApi: typeof fetch,
  filter: { subject: string; actor: string },
): Promise<{ events: EventView[]; cut: boolean }> {
  const api = createApi(fetchApi);
  const events: EventView[] = [];
  let cursor: string | null = null;
  do {
    const page: EventPage = unwrap(await readEvents(api, { ...filter, limit: 100, cursor }));
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && events.length < AUDIT_MOST);
  return { events: events.slice(0, AUDIT_MOST), cut: cursor !== null };
}

const words: Record<string, () => string> = {
  'filing.start': m['admin.event.filing.start'],
  'filing.edit': m['admin.event.filing.edit'],
  'filing.add_member': m['admin.event.filing.add_member'],
  'filing.add_members': m['admin.event.filing.add_members'],
  'filing.edit_member': m['admin.event.filing.edit_member'],
  'filing.remove_member': m['admin.event.filing.remove_member'],
  'filing.accept_invitation': m['admin.event.filing.accept_invitation'],
  'account.second-factor-on': m['admin.event.account.second_factor_on'],
  'account.second-factor-off': m['admin.event.account.second_factor_off'],
  'account.passkey-added': m['admin.event.account.passkey_added'],
  'account.passkey-removed': m['admin.event.account.passkey_removed'],
  'organization.register': m['admin.event.organization.register'],
  'organization.invite_colleague': m['admin.event.organization.invite_colleague'],
  'organization.withdraw_invitation': m['admin.event.organization.withdraw_invitation'],
  'organization.join': m['admin.event.organization.join'],
  'organization.remove_person': m['admin.event.organization.remove_person'],
  'account.confirm': m['admin.event.account.confirm'],
  'account.end-sessions': m['admin.event.account.end-sessions'],
  'account.reset-second-factor': m['admin.event.account.reset-second-factor'],
  'account.disable': m['admin.event.account.disable'],
  'account.enable': m['admin.event.account.enable'],
  'account.grant-office': m['admin.event.account.grant-office'],
  'account.end-office': m['admin.event.account.end-office'],
  'consortium.expire': m['admin.event.consortium.expire'],
  'consortium.revoke': m['admin.event.consortium.revoke'],
  'notice.object': m['admin.event.notice.object'],
  'notice.rule': m['admin.event.notice.rule'],
  'notice.unmask': m['admin.event.notice.unmask'],
};

/** What an entry of the trail records; a waiver is asked for before it is granted; a new kind is shown as it is. */
export function eventWord({ action, payload }: Pick<EventView, 'action' | 'payload'>): string {
  const name = action.replace(/^filing\./, '') as FilingAction;
  const asked = action === 'filing.waive' && EDITABLE.includes(payload['from'] as FilingStatus);
  const filing = asked
    ? actionWords(name, new Set(['lead_editor']))
    : (ACTION_WORDS as Partial<typeof ACTION_WORDS>)[name];
  return words[action]?.() ?? filing?.[getLocale()] ?? action;
}
