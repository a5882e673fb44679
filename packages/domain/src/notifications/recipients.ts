import type { AttachedFile } from '../attachments/index.ts';
import { ancestorsOf } from '../divisions/index.ts';
import { signatureState, type Filing, type FilingMember } from '../filings/index.ts';
import type { Words } from '../kernel/index.ts';
import type { OfficeRole, OrganizationRole } from '../organizations/index.ts';
import { policyOf } from '../policies/index.ts';
import { TELLINGS, type Audience, type Condition, type NotificationKind, type Telling } from './tellings.ts';
import type { Facts } from './notification.ts';

type HappenedFile = Pick<AttachedFile, 'id' | 'materialId' | 'memberId'> & { readonly uploadedBy: string };

/** A case as it stands after an event, and what the event was about. */
export type Happening = {
  readonly action: string;
  readonly filing: Filing;
  /** As it stood before; null for what did not change it. */
  readonly before: Filing | null;
  /** The member that the event is about. */
  readonly member?: FilingMember | undefined;
  /** The file that the event is about. */
  readonly file?: HappenedFile | undefined;
  /** For a word in the talk, which a member said or the lead: its clause, and the members that spoke before in its thread. */
  readonly talk?: { readonly pointer: string; readonly memberIds: readonly string[] } | undefined;
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
  /** People by themselves, while they belong to a party of the case. */
  readonly people: readonly string[];
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

const OTHER: Words = { zh: '其他材料', en: 'other paper' };
const WRITERS: readonly OrganizationRole[] = ['owner', 'signatory', 'editor'];
const NOBODY: Recipients = { organizations: [], organizationRoles: WRITERS, offices: [], divisions: [], people: [] };

const writersOf = (organizations: readonly string[]): Recipients => ({ ...NOBODY, organizations });

const organizationsOf = (members: readonly FilingMember[]): string[] =>
  members.flatMap(({ organizationId }) => organizationId ?? []);

const isSigned = (filing: Filing, member: FilingMember): boolean => signatureState(member, filing) === 'current';

/** Members whose signature counted before a change and no longer does. */
export function voidedBy({ filing, before }: Pick<Happening, 'filing' | 'before'>): FilingMember[] {
  if (before === null) return [];
  const signed = new Set(before.members.filter((each) => isSigned(before, each)).map(({ id }) => id));
  return filing.members.filter((each) => signed.has(each.id) && !isSigned(filing, each));
}

/** Members whom a word in the talk is for. A new thread of the lead's is for the member that its clause names, else for all. */
function talkedTo({ filing: { members }, member, talk }: Happening): FilingMember[] {
  if (talk === undefined) return [];
  const [, part, id = ''] = talk.pointer.split('/');
  const named = new Set([...talk.memberIds, ...(part === 'members' ? [id] : [])]);
  const others = members.filter((each) => each.id !== member?.id);
  const meant = others.filter((each) => named.has(each.id));
  return member === undefined && meant.length === 0 ? others : meant;
}

function recipientsOf(audience: Audience, happening: Happening): Recipients {
  const { filing, member } = happening;
  switch (audience) {
    case 'lead':
      return writersOf([filing.lead.organizationId]);
    case 'this_member':
      return writersOf(member === undefined ? [] : organizationsOf([member]));
    case 'members':
      return writersOf(organizationsOf(filing.members));
    case 'voided_members':
      return writersOf(organizationsOf(voidedBy(happening)));
    case 'unsigned_members':
      return writersOf(organizationsOf(filing.members.filter((each) => !isSigned(filing, each))));
    case 'new_members': {
      const were = new Set(happening.before?.members.map(({ id }) => id));
      return writersOf(organizationsOf(filing.members.filter((each) => !were.has(each.id))));
    }
    case 'lead_of_talk':
      return writersOf(member === undefined ? [] : [filing.lead.organizationId]);
    case 'members_of_talk':
      return writersOf(organizationsOf(talkedTo(happening)));
    case 'uploader':
      return { ...NOBODY, people: happening.file === undefined ? [] : [happening.file.uploadedBy] };
    case 'office':
      return { ...NOBODY, offices: ['clerk', 'director'] };
    case 'directors':
      return { ...NOBODY, offices: ['director'] };
    case 'recommenders':
      return { ...NOBODY, offices: ['recommender'], divisions: ancestorsOf(filing.lead.divisionCode) };
  }
}

function holds(condition: Condition | undefined, { filing, file }: Happening): boolean {
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
    case 'known-to-lead':
      return file?.memberId === null || filing.attachments.some(({ id }) => id === file?.id);
  }
}

const materialName = ({ policy }: Filing, { materialId }: HappenedFile): Words =>
  policyOf(policy).materials.find(({ id }) => id === materialId)?.name ?? OTHER;

function factsOf({ filing, member, file, number, days }: Happening): Facts {
  const { content, lead, jurisdiction, clock, members } = filing;
  return {
    consortium: content.consortiumName,
    lead: lead.name,
    jurisdiction,
    dueOn: clock?.dueOn ?? null,
    signed: members.filter((each) => isSigned(filing, each)).length,
    members: members.length,
    ...(member === undefined ? {} : { member: member.name }),
    ...(file === undefined ? {} : { material: materialName(filing, file) }),
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
    .filter(({ recipients: { organizations, offices, people } }) =>
      [organizations, offices, people].some(({ length }) => length > 0),
    );
}
