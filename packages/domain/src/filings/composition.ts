import { dayOf } from '../kernel/index.ts';
import type { CONTENT_PARTS } from '../policies/index.ts';
import {
  evaluate,
  type ContentPart,
  type Evaluation,
  type PolicySubject,
  type PolicyVersion,
} from '../policies/index.ts';
import type { Filing } from './filing.ts';
import { countMaterials } from './materials.ts';
import { signatureState } from './signatures.ts';

const written = (text: string | null | undefined): boolean => text !== null && text !== undefined && text.trim() !== '';
const one = (holds: boolean): { have: number; need: number } => ({ have: holds ? 1 : 0, need: 1 });

function partsOf(filing: Pick<Filing, 'content' | 'members'>): Record<ContentPart, { have: number; need: number }> {
  const { content, members } = filing;
  const parts: Record<ContentPart, { have: number; need: number }> = {
    topics: one(content.topics.length > 0),
    duties: {
      have: members.filter((member) => written(member.duties)).length,
      need: Math.max(members.length, 1),
    },
    goals: one(written(content.plan.goals)),
    milestones: one(content.plan.milestones.length > 0),
    plan_funding: one(content.plan.funding.length > 0),
    acceptance_indicators: one(content.plan.milestones.some((each) => written(each.indicator))),
    application: one(
      written(content.consortiumName) && written(content.industryCode) && content.validityMonths !== null,
    ),
  };
  return parts satisfies Record<(typeof CONTENT_PARTS)[number], unknown>;
}

/** What a filing offers to the rules: counts by kind and chain position, parts written, signatures on the current content. */
export function subjectOf(
  filing: Pick<Filing, 'lead' | 'content' | 'members' | 'contentHash' | 'partHashes'>,
): PolicySubject {
  const { content, members, lead } = filing;
  return {
    lead: { kind: lead.kind, divisionCode: lead.divisionCode },
    members,
    ...(content.validityMonths === null ? {} : { validityMonths: content.validityMonths }),
    industryCode: content.industryCode,
    declarations: content.declarations,
    parts: partsOf(filing),
    mechanisms: new Set(content.mechanisms.filter((each) => written(each.text)).map((each) => each.kind)),
    signatures: {
      current: members.filter((member) => signatureState(member, filing) === 'current').length,
      // A consortium of one is none: without members nothing is signed.
      needed: Math.max(members.length, 1),
    },
  };
}

/** Holds a filing and its files against the rules that were in force when it was started, with the waivers recorded on it. */
export function checkFiling(
  filing: Pick<
    Filing,
    'lead' | 'content' | 'members' | 'contentHash' | 'partHashes' | 'waivers' | 'createdAt' | 'attachments'
  >,
  policy: PolicyVersion,
): Evaluation {
  const waivers = Object.fromEntries(
    filing.waivers.map((each) => [each.ruleId, each.granted === null ? 'requested' : 'granted'] as const),
  );
  const subject = { ...subjectOf(filing), materials: countMaterials(filing, policy) };
  return evaluate(policy, subject, dayOf(filing.createdAt), waivers);
}
