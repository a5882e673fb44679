import type { FilingView } from '@lianchuang/contract/filings';
import type { RuleView } from '@lianchuang/contract/policies';
import { countMembers, type MemberSelector } from '@lianchuang/domain/policies';
import { m } from '#lib/paraglide/messages.js';
import type { LiveLine } from './LiveCheck.svelte';
import { stepHref } from './steps.ts';

type Said = { text: string; way?: { href: string; text: string } };

const nouns: Record<string, () => string> = {
  chain: m['apply.live.chain'],
  academic: m['apply.live.academic'],
  all: m['apply.live.all'],
};

const counted = (have: number, need: number) =>
  have >= need
    ? ({ kind: 'ok', state: m['apply.live.enough']({ have, need }) } as const)
    : ({ kind: 'warn', state: m['apply.live.short']({ have, need, lack: need - have }) } as const);

function lineFor(filing: FilingView, rule: RuleView): LiveLine | null {
  const { counts, min, overPercent, noun } = rule.parameters as {
    counts?: MemberSelector;
    min?: number;
    overPercent?: number;
    noun?: string;
  };
  const members = filing.members.map(({ organization, chainPosition }) => ({ kind: organization.kind, chainPosition }));
  const text = nouns[noun ?? '']?.() ?? rule.clause.text;
  if (rule.kind === 'member_count' && counts && min !== undefined)
    return { id: rule.id, text, ...counted(countMembers(members, counts), min) };
  if (rule.kind !== 'member_share' || !counts || overPercent === undefined) return null;
  const need = Math.floor((members.length * overPercent) / 100) + 1;
  return {
    id: rule.id,
    text: m['apply.live.share']({ noun: text, percent: overPercent }),
    ...counted(countMembers(members, counts), need),
  };
}

/** The check beside the members: what is missing in sentences, and every rule on members with its figures. */
export function liveCheck(filing: FilingView, rules: readonly RuleView[]): { said: Said[]; lines: LiveLine[] } {
  const lines = rules.flatMap((rule) => lineFor(filing, rule) ?? []);
  const ids = new Set(lines.map((line) => line.id));
  const short = filing.check.rules.filter(
    (each) => ids.has(each.id) && each.outcome !== 'met' && each.waiver !== 'granted',
  );
  const said = short.map(({ id, message, outcome, waiver }): Said => {
    if (outcome !== 'waivable') return { text: message };
    const text = waiver === 'requested' ? m['apply.check.waiver.link_change']() : m['apply.check.waiver.link']();
    return { text: message, way: { href: stepHref(filing.id, 'check', id), text } };
  });
  const signed = filing.members.filter((each) => each.signature.status === 'current').length;
  const of = filing.members.length;
  const signatures: LiveLine = {
    id: 'signatures',
    text: m['apply.live.signatures'](),
    kind: of > 0 && signed === of ? 'ok' : 'open',
    state:
      signed === of && of > 0
        ? m['apply.live.enough']({ have: signed, need: of })
        : m['apply.live.waiting']({ have: signed, need: of, lack: of - signed }),
  };
  return { said: said.length > 0 ? said : [{ text: m['apply.live.all_met']() }], lines: [...lines, signatures] };
}
