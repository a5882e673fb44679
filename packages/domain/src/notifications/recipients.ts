import { ancestorsOf } from '../divisions/index.ts';
import { signatureState, type Filing, type FilingMember } from '../filings/index.ts';
import type { OfficeRole, OrganizationRole } from '../organizations/index.ts';
import { TELLINGS, type Audience, type Condition, type NotificationKind, type Telling } from './tellings.ts';
import type { Facts } from './notification.ts';

/** A case as it stands after an event, and what the event was about. */
export type Happening = {
  readonly action: string;
  readonly filing: Filing;
  /** As it stood before; null for what did not change it. */
  readonly before: Filing | null;
  /** The member that the event is about. */
  readonly member?: FilingMember | undefined;
  readonly number?: string | undefined;
  readonly days?: number | undefined;
};

/** People by what they hold; who they are is found out when the event is written. */
export type Recipients = {
  readonly organizations: readonly string[];
  readonly organizationRoles: readonly OrganizationRole[];
  readonly offices: readonly OfficeRole[];
  /** Where a recommender must be responsible; the whole bureau's always are. */
  readonly divisions: readonly string[];
};

/** One line of the table, filled in for one event. */
export type Told = {
  readonly kind: NotificationKind;
  readonly urgent: boolean;
  readonly channels: Telling['channels'];
  readonly recipients: Recipients;
  /** Organizations of the case: whoever belongs to one is not told as an officer (回避). */
  readonly parties: readonly string[];
  readonly facts: Facts;
};

const WRITERS: readonly OrganizationRole[] = ['owner', 'signatory', 'editor'];
const NOBODY: Recipients = { organizations: [], organizationRoles: WRITERS, offices: [], divisions: [] };

const organizationsOf = (members: readonly FilingMember[]): string[] =>
  members.flatMap(({ organizationId }) => organizationId ?? []);

const isSigned = (filing: Filing, member: FilingMember): boolean => signatureState(member, filing) === 'current';

/** Members whose signature counted before a change and no longer does. */
export function voidedBy({ filing, before }: Pick<Happening, 'filing' | 'before'>): FilingMember[] {
  if (before === null) return [];
  const signed = new Set(before.members.filter((each) => isSigned(before, each)).map(({ id }) => id));
  return filing.members.filter((each) => signed.has(each.id) && !isSigned(filing, each));
}

function recipientsOf(audience: Audience, happening: Happening): Recipients {
  const { filing, member } = happening;
  switch (audience) {
    case 'lead':
      return { ...NOBODY, organizations: [filing.lead.organizationId] };
    case 'this_member':
      return { ...NOBODY, organizations: member === undefined ? [] : organizationsOf([member]) };
    case 'members':
      return { ...NOBODY, organizations: organizationsOf(filing.members) };
    case 'voided_members':
      return { ...NOBODY, organizations: organizationsOf(voidedBy(happening)) };
    case 'unsigned_members':
      return { ...NOBODY, organizations: organizationsOf(filing.members.filter((each) => !isSigned(filing, each))) };
    case 'office':
      return { ...NOBODY, offices: ['clerk', 'director'] };
    case 'directors':
      return { ...NOBODY, offices: ['director'] };
    case 'recommenders':
      return { ...NOBODY, offices: ['recommender'], divisions: ancestorsOf(filing.lead.divisionCode) };
  }
}

function holds(condition: Condition | undefined, { filing }: Happening): boolean {
  switch (condition) {
    case undefined:
      return true;
    case 'all-signed':
      return filing.members.every((each) => isSigned(filing, each));
    case 'not-all-signed':
      return !filing.members.every((each) => isSigned(filing, each));
    case 'turn-of-office':
      return filing.clock?.who === 'office';
    case 'turn-of-recommender':
      return filing.clock?.who === 'recommender';
  }
}

function factsOf({ filing, member, number, days }: Happening): Facts {
  const { content, lead, jurisdiction, clock, members } = filing;
  return {
    consortium: content.consortiumName,
    lead: lead.name,
    jurisdiction,
    dueOn: clock?.dueOn ?? null,
    signed: members.filter((each) => isSigned(filing, each)).length,
    members: members.length,
    ...(member === undefined ? {} : { member: member.name }),
    ...(number === undefined ? {} : { number }),
    ...(days === undefined ? {} : { days }),
  };
}

/** What an event tells to whom; nothing for events that the table does not name. */
export function toldBy(happening: Happening): Told[] {
  const { filing } = happening;
  const parties = [filing.lead.organizationId, ...organizationsOf(filing.members)];
  return (TELLINGS as readonly (Telling & { kind: NotificationKind })[])
    .filter(({ on, when }) => on === happening.action && holds(when, happening))
    .map(({ kind, to, urgent, channels }) => ({
      kind,
      urgent,
      channels,
      recipients: recipientsOf(to, happening),
      parties,
      facts: factsOf(happening),
    }))
    .filter(({ recipients }) => recipients.organizations.length > 0 || recipients.offices.length > 0);
}
