import { CONTRIBUTION_KINDS, FILING_STATUSES, FUNDING_SOURCES, NEXT_IN_CASE } from '@lianchuang/domain/filings';
import { CHAIN_POSITIONS, ORGANIZATION_KINDS } from '@lianchuang/domain/organizations';
import { MECHANISM_KINDS } from '@lianchuang/domain/policies';
import { z } from 'zod';
import { ActionView, Named, TimelineEntry } from './actions.ts';
import { AttachmentRow } from './attachments.ts';
import { contribution, industryCode, mechanism, plan, startedFrom, topic } from './filing-content.ts';
import { divisionCode, uscc } from './organizations.ts';
import { page, paging } from './paging.ts';
import { receipt, receipts } from './receipts.ts';
import { CheckView, declarations } from './policies.ts';
import { AnswerItem, CorrectionView, ExtendCorrection, RequestCorrection } from './corrections.ts';
import { signatureView } from './signatures.ts';
import { contact, line, prose } from './text.ts';

export const StartFiling = z
  .strictObject({
    policyId: z.string().max(100),
    organizationId: z.string().max(100),
    /** An earlier filing that the same organization leads: content and members are copied, nothing is signed. */
    fromFilingId: z.string().max(100).optional(),
  })
  .meta({ id: 'StartFiling' });
export type StartFiling = z.infer<typeof StartFiling>;

/** Parts of a draft; what is left out stays as it is, null empties it. `plan` replaces the parts that it names. */
export const EditFiling = z
  .strictObject({
    consortiumName: line(100).nullish(),
    summary: prose(500).nullish(),
    industryCode: industryCode.nullish(),
    divisionCode: divisionCode.nullish(),
    validityMonths: z.number().int().min(1).max(1200).nullish(),
    topics: z.array(topic).max(30).optional(),
    mechanisms: z
      .array(mechanism)
      .max(MECHANISM_KINDS.length)
      .refine((given) => new Set(given.map((each) => each.kind)).size === given.length, {
        message: 'filing.mechanism-twice',
      })
      .optional(),
    plan: plan.optional(),
    declarations: declarations.optional(),
  })
  .meta({ id: 'EditFiling' });
export type EditFiling = z.infer<typeof EditFiling>;

export const AddMember = z
  .strictObject({
    uscc,
    name: line(100),
    kind: z.enum(ORGANIZATION_KINDS),
    chainPosition: z.enum(CHAIN_POSITIONS).nullish(),
    duties: prose(2000),
    contributions: z.array(contribution).max(20),
    /** Where the invitation is sent as well; the link is there in any case. */
    sendTo: contact.nullish(),
  })
  .meta({ id: 'AddMember' });
export type AddMember = z.infer<typeof AddMember>;

export const EditMember = z
  .strictObject({
    name: line(100).optional(),
    kind: z.enum(ORGANIZATION_KINDS).optional(),
    chainPosition: z.enum(CHAIN_POSITIONS).nullish(),
    duties: prose(2000).optional(),
    contributions: z.array(contribution).max(20).optional(),
  })
  .meta({ id: 'EditMember' });
export type EditMember = z.infer<typeof EditMember>;

const reason = z.strictObject({ reason: prose(2000) });
const nothing = z.strictObject({ reason: prose(2000).optional() });

/** The body of each action. */
export const filingActionBodies = {
  sign: z.strictObject({ contentHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  refuse: reason,
  submit: nothing,
  withdraw: nothing,
  recommend: nothing,
  return: reason,
  accept: nothing,
  request_correction: RequestCorrection,
  extend: ExtendCorrection,
  answer_item: AnswerItem,
  resubmit: nothing,
  start_review: nothing,
  conclude_review: z.strictObject({ opinion: prose(4000) }),
  waive: z.strictObject({ ruleId: z.string().max(100), reason: prose(2000) }),
  approve: reason,
  reject: reason,
  close_publicity: nothing,
  register: nothing,
} as const;
export type FilingActionName = keyof typeof filingActionBodies;
export const FILING_ACTION_NAMES = Object.keys(filingActionBodies) as [FilingActionName, ...FilingActionName[]];

const memberView = z.object({
  id: z.string(),
  organization: z.object({
    id: z.string().nullable(),
    uscc: z.string(),
    name: z.string(),
    kind: z.enum(ORGANIZATION_KINDS),
  }),
  chainPosition: z.enum(CHAIN_POSITIONS).nullable(),
  duties: z.string(),
  contributions: z.array(
    z.object({ kind: z.enum(CONTRIBUTION_KINDS), text: z.string(), amountFen: z.number().nullable() }),
  ),
  signature: signatureView,
  /** What a printed signature page of this party names now; null where the policy version takes no stamped pages. */
  pageHash: z.string().nullable(),
  /** Only for the lead: the address that brings the organization in. */
  invitation: z.string().nullable(),
});
export type FilingMemberView = z.infer<typeof memberView>;

export const ClockView = z
  .object({
    who: z.enum(['applicant', 'office', 'recommender', 'public']),
    step: z.string(),
    startedOn: z.string(),
    workingDays: z.number().int(),
    dueOn: z.string().nullable(),
    dueAt: z.string().nullable(),
    workingDaysLeft: z.number().int().nullable(),
    elapsed: z.number().int().nullable(),
    /** The year whose working days are not loaded, when the deadline cannot be counted. */
    missingYear: z.number().int().nullable(),
  })
  .meta({ id: 'Clock' });
export type ClockView = z.infer<typeof ClockView>;

export const FilingView = z
  .object({
    id: z.string(),
    status: z.enum(FILING_STATUSES),
    version: z.number().int(),
    jurisdiction: z.object({ code: z.string(), name: z.string(), office: z.string() }),
    policy: z.object({ id: z.string(), version: z.number().int(), title: z.string(), recommendation: z.boolean() }),
    contentHash: z.string(),
    lead: z.object({
      organization: z.object({
        id: z.string(),
        uscc: z.string(),
        name: z.string(),
        kind: z.enum(ORGANIZATION_KINDS),
      }),
      division: Named,
      pageHash: z.string().nullable(),
    }),
    consortiumName: z.string().nullable(),
    summary: z.string().nullable(),
    industryCode: z.string().nullable(),
    industryName: z.string().nullable(),
    divisionCode: z.string().nullable(),
    divisionName: z.string().nullable(),
    validityMonths: z.number().int().nullable(),
    topics: z.array(
      z.object({ title: z.string(), objective: z.string().nullable(), indicators: z.string().nullable() }),
    ),
    mechanisms: z.array(z.object({ kind: z.enum(MECHANISM_KINDS), text: z.string() })),
    plan: z.object({
      goals: z.string().nullable(),
      intellectualProperty: z.string().nullable(),
      talent: z.string().nullable(),
      diffusion: z.string().nullable(),
      milestones: z.array(z.object({ title: z.string(), dueOn: z.string(), indicator: z.string() })),
      funding: z.array(z.object({ source: z.enum(FUNDING_SOURCES), year: z.number(), amountFen: z.number() })),
    }),
    declarations: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    members: z.array(memberView),
    /** The caller's own member entry, for signing; null for everybody else. */
    ownMemberId: z.string().nullable(),
    /** Files, oldest first: those that count, and the caller’s own on their way. */
    attachments: z.array(AttachmentRow),
    /** How many files keep it from being submitted: the caller’s own on their way, those being checked, those that nobody scans. */
    filesWaiting: z.object({ arriving: z.number(), unchecked: z.number(), unscanned: z.number() }),
    waivers: z.array(
      z.object({
        ruleId: z.string(),
        reason: z.string(),
        requestedAt: z.string(),
        requestedBy: z.string(),
        granted: z.object({ reason: z.string(), at: z.string(), by: z.string() }).nullable(),
      }),
    ),
    correction: CorrectionView.nullable(),
    /** The places that the applicant may change now; `''` is the whole filing. */
    open: z.array(z.string()),
    publicity: z
      .object({
        noticeId: z.string().nullable(),
        firstDay: z.string(),
        lastDay: z.string(),
        closedAt: z.string().nullable(),
      })
      .nullable(),
    opinion: z.string().nullable(),
    decisionReason: z.string().nullable(),
    submittedAt: z.string().nullable(),
    /** The last of `receipts`; null while the filing is back with the applicant as a draft. */
    receipt: receipt.nullable(),
    receipts,
    consortiumId: z.string().nullable(),
    registrationNumber: z.string().nullable(),
    check: CheckView,
    timeline: z.array(TimelineEntry),
    clock: ClockView.nullable(),
    startedFrom,
    /** For the lead’s editors: what each of the others last changed in the content, newest first. */
    othersEdits: z.array(z.object({ name: z.string(), at: z.string(), parts: z.array(z.string()) })),
    /** The change that last made signatures void: what it was, and the members that had to sign again. */
    lastVoided: z
      .object({ action: z.string(), label: z.string(), at: z.string(), members: z.array(z.string()) })
      .nullable(),
    mayEdit: z.boolean(),
    actions: z.array(ActionView),
  })
  .meta({ id: 'Filing' });
export type FilingView = z.infer<typeof FilingView>;

export const FilingRow = z
  .object({
    id: z.string(),
    status: z.enum(FILING_STATUSES),
    version: z.number().int(),
    jurisdiction: Named,
    consortiumName: z.string().nullable(),
    lead: z.object({ id: z.string(), name: z.string() }),
    industry: Named.nullable(),
    division: Named.nullable(),
    memberCount: z.number().int(),
    signedCount: z.number().int(),
    /** The caller's part in it: lead, member or office. */
    part: z.enum(['lead', 'member', 'office']),
    ownSignature: z.enum(['missing', 'current', 'void', 'refused']).nullable(),
    /** The one thing for the caller to do next; null where the case waits for others, or ended. */
    next: z.enum(NEXT_IN_CASE).nullable(),
    clock: ClockView.nullable(),
    updatedAt: z.string(),
    submittedAt: z.string().nullable(),
    registrationNumber: z.string().nullable(),
    consortiumId: z.string().nullable(),
  })
  .meta({ id: 'FilingRow' });
export type FilingRow = z.infer<typeof FilingRow>;

export const FilingListQuery = z.strictObject({
  status: z.enum(FILING_STATUSES).optional(),
  /** `true`: where the caller's organizations are lead or member; `false`: the offices' cases. */
  mine: z.enum(['true', 'false', '1', '0']).optional(),
  jurisdiction: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  step: z.string().max(40).optional(),
  who: z.enum(['applicant', 'office', 'recommender', 'public']).optional(),
  due: z.enum(['overdue', 'today', 'week', 'later', 'none']).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(['due', '-updatedAt', 'updatedAt', 'name', '-submittedAt']).optional(),
  ...paging,
});
export type FilingListQuery = z.infer<typeof FilingListQuery>;
export const FilingPage = page(FilingRow).meta({ id: 'FilingPage' });
export type FilingPage = z.infer<typeof FilingPage>;

export const InboxView = z
  .object({
    today: z.string(),
    counts: z.object({
      ours: z.number(),
      overdue: z.number(),
      today: z.number(),
      week: z.number(),
      later: z.number(),
      undated: z.number(),
      byStatus: z.record(z.string(), z.number()),
      waiting: z.record(z.string(), z.number()),
    }),
  })
  .meta({ id: 'Inbox' });
export type InboxView = z.infer<typeof InboxView>;
