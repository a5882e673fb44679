import type { FilingMemberView, FilingView } from '@lianchuang/contract/filings';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CompositionNames } from '#lib/ui/composition-names.ts';

type Side = Exclude<keyof CompositionNames, 'lead'>;

function sideOf({ organization, chainPosition }: FilingMemberView): Side {
  if (organization.kind === 'university' || organization.kind === 'research_institute') return 'academic';
  return chainPosition ?? 'other';
}

/** Who stands where in the picture of a consortium. */
export function compositionOf(filing: FilingView): CompositionNames {
  const names: CompositionNames = {
    lead: filing.lead.organization.name,
    upstream: [],
    midstream: [],
    downstream: [],
    academic: [],
    other: [],
  };
  for (const member of filing.members) names[sideOf(member)].push(member.organization.name);
  return names;
}

export function sentenceOf({ upstream, midstream, downstream, academic, other }: CompositionNames): string {
  return m['admin.filing.members.sentence']({
    chain: upstream.length + midstream.length + downstream.length,
    academic: academic.length,
    other: other.length,
  });
}

/** A member's place in words: its position in the chain and what kind of organization it is. */
export function placeWord({ organization, chainPosition }: FilingMemberView): string {
  const kind = label('organizationKind', organization.kind);
  return chainPosition === null ? kind : `${label('chainPosition', chainPosition)}${m['ui.join.comma']()}${kind}`;
}
