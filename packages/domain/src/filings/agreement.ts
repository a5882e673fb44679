import type { Instant } from '../kernel/index.ts';
import type { Filing, FilingMember } from './filing.ts';
import { receiptsOf, type Receipt } from './receipts.ts';
import { signatureState, type SignatureState } from './signatures.ts';

type Happened = Parameters<typeof receiptsOf>[1][number] & {
  readonly version: number;
  readonly actorName: string;
};

/** One party's word on the agreement: whose, on which text, in which version of the record. */
export type PartySignature = {
  readonly party: 'lead' | 'member';
  readonly name: string;
  readonly uscc: string;
  readonly state: SignatureState;
  /** Who signed or refused; empty where the name was erased. */
  readonly by: string | null;
  readonly at: Instant | null;
  readonly version: number | null;
  /** What was signed: the whole text as it then stood, and for a member the two parts on which its word rests. */
  readonly contentHash: string | null;
  readonly commonHash: string | null;
  readonly ownHash: string | null;
  readonly reason: string | null;
};

/** The version that somebody had before the eyes: an event makes the next one. */
const versionBefore = (event: Happened | undefined): number | null => (event === undefined ? null : event.version - 1);

/** The receipt of exactly the text that stands now; without one the text is a draft. */
export function receiptOfText(
  filing: Pick<Filing, 'id' | 'contentHash' | 'submittedAt'>,
  events: Parameters<typeof receiptsOf>[1],
): Receipt | null {
  if (filing.submittedAt === null) return null;
  return receiptsOf(filing.id, events).findLast(({ contentHash }) => contentHash === filing.contentHash) ?? null;
}

/** Everybody's word on the agreement, the lead first: it signs by submitting. */
export function partySignatures(
  filing: Pick<Filing, 'id' | 'contentHash' | 'partHashes' | 'submittedAt' | 'lead' | 'members'>,
  events: readonly Happened[],
): PartySignature[] {
  const receipt = receiptOfText(filing, events);
  const submission = events.find(({ action, at }) => action === `filing.${receipt?.action}` && at === receipt?.at);
  const lead: PartySignature = {
    party: 'lead',
    name: filing.lead.name,
    uscc: filing.lead.uscc,
    state: receipt === null ? 'missing' : 'current',
    by: submission?.actorName ?? null,
    at: receipt?.at ?? null,
    version: versionBefore(submission),
    contentHash: receipt?.contentHash ?? null,
    commonHash: null,
    ownHash: null,
    reason: null,
  };
  return [lead, ...filing.members.map((member) => memberSignature(filing, member, events))];
}

function memberSignature(
  filing: Parameters<typeof partySignatures>[0],
  member: FilingMember,
  events: readonly Happened[],
): PartySignature {
  const { signature, name, uscc } = member;
  const signed = signature?.is === 'signed' ? signature : null;
  const said = events.findLast(
    ({ action, at, payload }) =>
      at === signature?.at && payload['member'] === name && ['filing.sign', 'filing.refuse'].includes(action),
  );
  return {
    party: 'member',
    name,
    uscc,
    state: signatureState(member, filing),
    by: signature?.by ?? null,
    at: signature?.at ?? null,
    version: signed?.version ?? versionBefore(said),
    contentHash: signed?.contentHash ?? null,
    commonHash: signed?.commonHash ?? null,
    ownHash: signed?.ownHash ?? null,
    reason: signature?.is === 'refused' ? signature.reason : null,
  };
}
