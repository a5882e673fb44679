import type { TimelineEntry } from '@lianchuang/contract/actions';
import type { EventRecord } from '@lianchuang/db/events/read';
import { actionWords, EDITABLE, type FilingStatus } from '@lianchuang/domain/filings';
import { formatInstant, type Locale, type Words } from '@lianchuang/domain/kernel';
import { eventWords, OFFICIAL_ACTIONS, PUBLIC_ACTIONS, QUIET_ACTIONS } from './event-words.ts';

/** As much of an event as a timeline needs. */
export type Happened = Pick<EventRecord, 'action' | 'at' | 'actorOrganization' | 'payload'>;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function innerNote({ payload }: Happened): string | null {
  const items = payload['items'] as { text: string }[] | undefined;
  return (
    text(payload['reason']) ??
    text(payload['opinion']) ??
    text(payload['member']) ??
    text(payload['number']) ??
    (items === undefined ? null : items.map((each, at) => `${at + 1}. ${each.text}`).join('　'))
  );
}

/** While the applicant could edit, the waiver was asked for; afterwards the bureau granted it. */
function happened({ action, payload }: Happened): Words {
  const asked = action === 'filing.waive' && EDITABLE.includes(payload['from'] as FilingStatus);
  return asked ? actionWords('waive', new Set(['lead_editor'])) : eventWords(action);
}

function entry(event: Happened, locale: Locale, note: string | null): TimelineEntry {
  return {
    at: formatInstant(event.at),
    action: event.action,
    label: happened(event)[locale],
    by: event.actorOrganization,
    note,
    official: OFFICIAL_ACTIONS.includes(event.action),
  };
}

/** A case's history for those who may see the case. */
export function caseTimeline(events: readonly Happened[], locale: Locale): TimelineEntry[] {
  return events
    .filter((event) => !QUIET_ACTIONS.includes(event.action))
    .map((event) => entry(event, locale, innerNote(event)));
}

/** A history for everybody: whitelisted steps, and of what was said only the number and the reason of a revocation. */
export function publicTimeline(events: readonly Happened[], locale: Locale): TimelineEntry[] {
  return events
    .filter((event) => PUBLIC_ACTIONS.includes(event.action))
    .map((event) => {
      const note = event.action === 'consortium.revoke' ? text(event.payload['reason']) : text(event.payload['number']);
      return entry(event, locale, note);
    });
}

/** The change that last made signatures void, with the members that it named; as it stands in the event. */
export function lastVoided(events: readonly Happened[], locale: Locale) {
  const event = events.findLast(({ payload }) => Array.isArray(payload['voided']));
  if (event === undefined) return null;
  const { action, at, payload } = event;
  return { action, label: eventWords(action)[locale], at: formatInstant(at), members: payload['voided'] as string[] };
}
