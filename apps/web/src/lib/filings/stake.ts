import type { FilingMemberView, FilingView } from '@lianchuang/contract/filings';
import { signaturesTouchedBy, type Coverage, type SignedContent } from '@lianchuang/domain/filings';
import type { Edit } from './part.ts';

type Typed = Record<string, unknown>;
type Member = SignedContent['members'][number] & { readonly id: string; readonly covers: Coverage };

/** A word from before parts were told apart names no version and rests on the whole text. */
const covers = ({ signature }: FilingMemberView): Coverage =>
  signature.status !== 'current' ? null : signature.version === null ? 'whole' : 'parts';

function contentOf(filing: FilingView): Omit<SignedContent, 'members'> & { members: Member[] } {
  const { consortiumName, summary, industryCode, divisionCode, validityMonths, topics, mechanisms, plan } = filing;
  const { organization, division } = filing.lead;
  return {
    policy: { id: filing.policy.id, version: filing.policy.version },
    lead: { ...organization, organizationId: organization.id, divisionCode: division.code },
    content: {
      consortiumName,
      summary,
      industryCode,
      divisionCode,
      validityMonths,
      topics,
      mechanisms,
      plan,
      declarations: filing.declarations,
    },
    members: filing.members.map((each) => ({
      id: each.id,
      uscc: each.organization.uscc,
      name: each.organization.name,
      kind: each.organization.kind,
      chainPosition: each.chainPosition,
      duties: each.duties,
      contributions: each.contributions,
      covers: covers(each),
    })),
  };
}

/** Ids of the members who would have to sign again if these edits were saved: told by the rule that the server goes by. */
export function touchedBy(filing: FilingView, edits: readonly Edit[]): string[] {
  const before = contentOf(filing);
  let { content, members } = before;
  for (const { path, body } of edits) {
    const typed = body as Typed;
    const id = /^\/members\/([^/]+)$/.exec(path)?.[1];
    if (id !== undefined) members = members.map((each) => (each.id === id ? ({ ...each, ...typed } as Member) : each));
    else content = { ...content, ...typed, plan: { ...content.plan, ...(typed['plan'] as Typed | undefined) } };
  }
  return signaturesTouchedBy(before, { ...before, content, members }, (member) => member.covers).map(({ id }) => id);
}
