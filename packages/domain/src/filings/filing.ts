import type { AttachedFile } from '../attachments/index.ts';
import type { Day, Instant } from '../kernel/index.ts';
import type { ChainPosition, OrganizationKind } from '../organizations/index.ts';
import type { MechanismKind } from '../policies/index.ts';

/** Ordered by progress; the odd ends come last. */
export const FILING_STATUSES = [
  'draft',
  'submitted',
  'recommended',
  'correction',
  'accepted',
  'in_review',
  'reviewed',
  'in_publicity',
  'registered',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;
export type FilingStatus = (typeof FILING_STATUSES)[number];

/** States after which nothing more happens to a filing. */
export const ENDED: readonly FilingStatus[] = ['registered', 'rejected', 'withdrawn', 'lapsed'];
/** States in which the applicant may change the content; elsewhere it stands as signed. */
export const EDITABLE: readonly FilingStatus[] = ['draft', 'correction'];
/** Drafts and what never left the applicant are nobody else's business. */
export const SEEN_BY_OFFICE: readonly FilingStatus[] = FILING_STATUSES.filter((each) => each !== 'draft');

export const FILING_ACTIONS = [
  'sign',
  'refuse',
  'submit',
  'withdraw',
  'recommend',
  'return',
  'accept',
  'request_correction',
  'extend',
  'answer_item',
  'resubmit',
  'start_review',
  'conclude_review',
  'waive',
  'approve',
  'reject',
  'close_publicity',
  'register',
  'lapse',
] as const;
export type FilingAction = (typeof FILING_ACTIONS)[number];

/** What a person is to one filing; several may hold at once. `system` is the clock. */
export const FILING_ROLES = [
  'lead_signatory',
  'lead_editor',
  'lead_viewer',
  'member_signatory',
  'member_viewer',
  'clerk',
  'director',
  'recommender',
  'auditor',
  'system',
] as const;
export type FilingRole = (typeof FILING_ROLES)[number];

export const CONTRIBUTION_KINDS = ['fund', 'technology', 'talent', 'equipment', 'space'] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];
export const FUNDING_SOURCES = ['self_raised', 'fiscal', 'social_capital'] as const;
export type FundingSource = (typeof FUNDING_SOURCES)[number];
export const CORRECTION_CODES = ['missing', 'unclear', 'inconsistent', 'against_rule', 'other'] as const;
export type CorrectionCode = (typeof CORRECTION_CODES)[number];

export type Topic = { readonly title: string; readonly objective?: string | null; readonly indicators?: string | null };
export type Mechanism = { readonly kind: MechanismKind; readonly text: string };
export type Milestone = { readonly title: string; readonly dueOn: Day; readonly indicator: string };
/** Money is reported for the baseline; nobody in the bureau approves a consortium's own spending. */
export type Funding = { readonly source: FundingSource; readonly year: number; readonly amountFen: number };
export type Plan = {
  readonly goals: string | null;
  readonly intellectualProperty: string | null;
  readonly talent: string | null;
  readonly diffusion: string | null;
  readonly milestones: readonly Milestone[];
  readonly funding: readonly Funding[];
};
export type Contribution = {
  readonly kind: ContributionKind;
  readonly text: string;
  readonly amountFen?: number | null;
};

/** What the lead writes. Anything may still be missing while it is a draft. */
export type FilingContent = {
  readonly consortiumName: string | null;
  readonly summary: string | null;
  readonly industryCode: string | null;
  readonly divisionCode: string | null;
  readonly validityMonths: number | null;
  readonly topics: readonly Topic[];
  readonly mechanisms: readonly Mechanism[];
  readonly plan: Plan;
  /** Figures and statements that rules of the policy ask for, by key. */
  readonly declarations: Readonly<Record<string, string | number | boolean>>;
};

/** SHA-256 of what all members sign in common, and of each member's own part by its credit code. */
export type PartHashes = { readonly common: string; readonly own: Readonly<Record<string, string>> };

/**
 * A member's word: on the common part and its own, both as they stood under `contentHash` at `version`. It counts while both stand.
 * A word from before parts were told apart names the content hash alone and falls with any change.
 */
export type Signature =
  | {
      readonly is: 'signed';
      readonly contentHash: string;
      readonly commonHash?: string;
      readonly ownHash?: string;
      readonly version?: number;
      readonly at: Instant;
      readonly by: string;
    }
  | { readonly is: 'refused'; readonly reason: string; readonly at: Instant; readonly by: string };

export type FilingMember = {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly organizationId: string | null;
  readonly chainPosition: ChainPosition | null;
  readonly duties: string;
  readonly contributions: readonly Contribution[];
  readonly signature: Signature | null;
};

export type Waiver = {
  readonly ruleId: string;
  readonly reason: string;
  readonly requestedAt: Instant;
  readonly requestedBy: string;
  readonly granted: { readonly reason: string; readonly at: Instant; readonly by: string } | null;
};

export const CLOCK_STEPS = [
  'recommendation',
  'acceptance',
  'correction',
  'review',
  'decision',
  'publicity',
  'registration',
] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];

/** Whose turn it is and until when. `dueOn` is null when a year of the working calendar is not loaded: then nobody guesses. */
export type Clock = {
  readonly step: ClockStep;
  readonly who: 'applicant' | 'office' | 'recommender' | 'public';
  readonly startedOn: Day;
  readonly workingDays: number;
  readonly dueOn: Day | null;
  readonly missingYear: number | null;
};

/**
 * A place of a filing in one spelling: `''` is the whole of it, `/plan/goals` a field, `/topics/0` a row. Mechanisms are
 * named by their kind and members by their id, which stay theirs whatever is added or taken out beside them.
 */
export type Place = string;

/** What the applicant wrote and handed in, as a correction remembers it: content, members without their signatures, files. */
export type Written = {
  readonly files: readonly Pick<Filing['attachments'][number], 'id' | 'materialId' | 'name'>[];
  readonly content: Filing['content'];
  readonly members: readonly Omit<Filing['members'][number], 'signature' | 'organizationId'>[];
};

/** What an officer asks for. Without a pointer it asks for words only and opens nothing. */
export type CorrectionRequest = {
  readonly code: CorrectionCode;
  readonly pointer?: string | null | undefined;
  readonly text: string;
  /** Whether the applicant has to answer it, by a change there or in words, before sending the filing again. */
  readonly mustAnswer?: boolean | undefined;
};
export type CorrectionItem = {
  readonly code: CorrectionCode;
  /** As it was asked for; empty when no place was named. */
  readonly pointer: string;
  readonly text: string;
  /** The place that it reopens; null when it asks for words only, missing where it was asked for before places were kept. */
  readonly opens?: Place | null;
  readonly mustAnswer?: boolean;
  readonly reply?: { readonly text: string; readonly at: Instant } | null;
};
/** More time, given by an officer before the last day was over. */
export type Extension = {
  readonly from: Day;
  readonly to: Day;
  readonly workingDays: number;
  readonly reason: string;
  readonly at: Instant;
};
export type Correction = {
  readonly items: readonly CorrectionItem[];
  readonly requestedAt: Instant;
  /** What the applicant had written when it was asked for; missing in corrections from before it was kept. */
  readonly before?: Written;
  readonly extensions?: readonly Extension[];
  /** Where the filing goes on after the answer. */
  readonly returnTo: 'submitted' | 'recommended' | 'accepted';
  /** Working days that the bureau had left when its own clock stopped. */
  readonly officeDaysLeft: number | null;
  readonly answeredAt: Instant | null;
};

export type Publicity = { readonly firstDay: Day; readonly lastDay: Day; readonly closedAt: Instant | null };

export type Filing = {
  readonly id: string;
  readonly jurisdiction: string;
  readonly policy: { readonly id: string; readonly version: number };
  readonly status: FilingStatus;
  readonly version: number;
  readonly lead: {
    readonly organizationId: string;
    readonly uscc: string;
    readonly name: string;
    readonly kind: OrganizationKind;
    readonly divisionCode: string;
  };
  readonly content: FilingContent;
  /** Hash over `signedText`: what was on the screen of whoever signed, and what is registered. */
  readonly contentHash: string;
  readonly partHashes: PartHashes;
  readonly members: readonly FilingMember[];
  /** Files that were checked and count: part of what is hashed. */
  readonly attachments: readonly AttachedFile[];
  readonly waivers: readonly Waiver[];
  readonly clock: Clock | null;
  readonly correction: Correction | null;
  readonly publicity: Publicity | null;
  readonly opinion: string | null;
  readonly decisionReason: string | null;
  readonly createdAt: Instant;
  readonly submittedAt: Instant | null;
  readonly consortiumId: string | null;
};

/** The content of a filing that has just been started. */
export const EMPTY_CONTENT: FilingContent = {
  consortiumName: null,
  summary: null,
  industryCode: null,
  divisionCode: null,
  validityMonths: null,
  topics: [],
  mechanisms: [],
  plan: { goals: null, intellectualProperty: null, talent: null, diffusion: null, milestones: [], funding: [] },
  declarations: {},
};

/** Whose move it is: nobody's once the filing has ended. */
export function waitingFor(filing: Pick<Filing, 'status' | 'clock'>): Clock['who'] | null {
  if (ENDED.includes(filing.status)) return null;
  return filing.status === 'draft' ? 'applicant' : (filing.clock?.who ?? 'office');
}
