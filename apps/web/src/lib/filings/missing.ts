import type { FilingView } from '@lianchuang/contract/filings';
import type { RuleView } from '@lianchuang/contract/policies';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { placeOfMaterial, placeOfRule, type Place } from './mend.ts';

/** One thing that keeps a filing from being submitted, in words, and where it is mended. */
export type Missing = { id: string; text: string; place: Place | null };

function signaturesMissing(unsigned: FilingView['members']): Missing {
  const names = unsigned.map(({ organization, signature }) =>
    m['apply.missing.signature']({ name: organization.name, state: label('signature', signature.status) }),
  );
  const text = m['apply.missing.signatures']({ count: unsigned.length, names: names.join(m['ui.join.list']()) });
  return { id: 'signatures', text, place: { step: 'sign', field: '' } };
}

/** Files that do not count yet. Only those of the caller are known to it by name. */
function filesMissing({ attachments, filesWaiting: { arriving, unchecked, unscanned } }: FilingView): Missing[] {
  const place = { step: 'materials', field: '' } as const;
  const own = attachments.filter(({ state, mine }) => state === 'uploading' && mine).map(({ name }) => name);
  const names = own.join(m['ui.join.list']());
  return [
    ...(arriving > 0 ? [{ id: 'arriving', text: m['apply.missing.arriving']({ count: arriving, names }), place }] : []),
    ...(unchecked > 0 ? [{ id: 'unchecked', text: m['apply.missing.unchecked']({ count: unchecked }), place }] : []),
    ...(unscanned > 0 ? [{ id: 'unscanned', text: m['apply.missing.unscanned']({ count: unscanned }), place }] : []),
  ];
}

/** Everything that keeps a filing from being submitted, rule by rule and member by member. */
export function missingOf(filing: FilingView, rules: readonly RuleView[]): Missing[] {
  const ruleOf = (id: string) => rules.find((rule) => rule.id === id);
  const entry = ({ id, message, kind }: { id: string; message: string; kind?: RuleView['kind'] }): Missing => {
    const rule = ruleOf(id);
    const ruled = rule === undefined ? null : placeOfRule(rule);
    return { id, text: message, place: kind === 'material' ? placeOfMaterial(id) : ruled };
  };
  const { check, members } = filing;
  const isBinding = (each: { strength: RuleView['strength'] }) => each.strength !== 'encouraged';
  const unmet = check.rules.filter(
    (each) => each.kind !== 'signatures' && isBinding(each) && each.outcome === 'not_met',
  );
  const unknown = check.later.filter((each) => isBinding(each) && ruleOf(each.id)?.judged === 'computed');
  const silent = check.rules.filter((each) => each.outcome === 'waivable' && each.waiver === 'none');
  const unsigned = members.filter((each) => each.signature.status !== 'current');
  return [
    ...unmet.map(entry),
    ...unknown.map((each) => ({
      ...entry(each),
      text: m['apply.missing.unknown']({ clause: each.clause.key ?? each.clause.text }),
    })),
    ...silent.map(entry),
    ...(members.length === 0
      ? [{ id: 'members', text: m['apply.missing.members'](), place: { step: 'members', field: '' } as const }]
      : []),
    ...filesMissing(filing),
    ...(unsigned.length === 0 ? [] : [signaturesMissing(unsigned)]),
  ];
}
