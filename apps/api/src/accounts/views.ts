import type { AccountRow, AccountView } from '@lianchuang/contract/accounts';
import type { AccountRecord } from '@lianchuang/db/accounts/read';
import type { EventRecord } from '@lianchuang/db/events/read';
import {
  ACCOUNT_ACTIONS,
  ADMINISTRATORS,
  administers,
  allowedAccountActions,
  decideEnding,
} from '@lianchuang/domain/accounts';
import { maskContact } from '@lianchuang/domain/identifiers';
import { formatInstant, type Instant, type Locale } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import { eventWords } from '../wording/event-words.ts';
import { divisionView, jurisdictionView } from '../wording/places.ts';

const instant = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** An account in the list of a bureau's people. */
export function accountRow(record: AccountRecord, locale: Locale): AccountRow {
  return {
    id: record.id,
    name: record.name,
    email: maskContact(record.email),
    confirmed: record.isConfirmed,
    disabledAt: instant(record.disabledAt),
    secondFactor: record.hasSecondFactor,
    sessions: record.sessions,
    lastSeenAt: instant(record.lastSeenAt),
    offices: record.offices.map(({ jurisdiction, role, divisionCode }) => ({
      jurisdiction: { code: jurisdiction, name: jurisdictionView(jurisdiction, locale).name },
      role,
      division: divisionCode === null ? null : divisionView(divisionCode),
    })),
    organizations: [...record.organizations],
  };
}

/** As much of an event as the account's history needs. */
type Done = Pick<EventRecord, 'action' | 'at' | 'actorName' | 'jurisdiction' | 'payload'>;

/** What was done to an account, by whom and why; of other bureaus' acts nothing. */
function timeline(events: readonly Done[], viewer: Viewer, locale: Locale): AccountView['timeline'] {
  const own = administers(viewer, ADMINISTRATORS);
  return events
    .filter(({ jurisdiction }) => own.includes(jurisdiction))
    .map(({ action, at, actorName, payload }) => ({
      at: formatInstant(at),
      action,
      label: eventWords(action)[locale],
      by: actorName === '' ? null : actorName,
      note: typeof payload['reason'] === 'string' ? payload['reason'] : null,
      official: false,
    }));
}

/** An account as an administrator sees it, with what that administrator may do. */
export function accountView(
  record: AccountRecord,
  viewer: Viewer,
  events: readonly Done[],
  locale: Locale,
): AccountView {
  return {
    ...accountRow(record, locale),
    createdAt: formatInstant(record.createdAt),
    version: record.version,
    actions: allowedAccountActions(viewer, record).map((name) => ({
      name,
      label: ACCOUNT_ACTIONS[name].label[locale],
      requires: name === 'end-office' ? ['jurisdiction', 'role', 'reason'] : ['reason'],
    })),
    endable: record.offices
      .filter((office) => decideEnding(viewer, record, office).ok)
      .map(({ jurisdiction, role }) => ({ jurisdiction, role })),
    timeline: timeline(events, viewer, locale),
  };
}
