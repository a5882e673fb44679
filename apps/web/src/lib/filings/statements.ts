import type { RuleView } from '@lianchuang/contract/policies';
import { m } from '#lib/paraglide/messages.js';
import type { FieldErrors, Part } from './part.ts';
import { textsOf } from './typed-fields.ts';

/** What the applicant declares, by key; figures as typed. */
export type Statements = { declarations: Record<string, string> };

/** A rule that the applicant may speak to. */
export type Asked = { key: string; figure: boolean; unit: string; rules: RuleView[] };

/** The statements and figures that a policy asks for, one entry for each key. */
export function askedBy(rules: readonly RuleView[]): Asked[] {
  const found = new Map<string, Asked>();
  for (const rule of rules) {
    const { key, unit } = rule.parameters;
    if (typeof key !== 'string' || !['statement', 'declared_figure'].includes(rule.kind)) continue;
    const known = found.get(key);
    if (known) known.rules.push(rule);
    else
      found.set(key, {
        key,
        figure: rule.kind === 'declared_figure',
        unit: typeof unit === 'string' ? unit : '',
        rules: [rule],
      });
  }
  return [...found.values()];
}

const PLACE = 'declarations.';
const field = (key: string): string => PLACE + key;

/** What a form declares, whatever its policy asks for. */
export function typedStatements(form: FormData): Statements {
  const keys = [...form.keys()].filter((name) => name.startsWith(PLACE)).map((name) => name.slice(PLACE.length));
  return { declarations: textsOf(form, keys, PLACE) };
}

/** The statements step under one policy's rules. */
export function statementsOf(rules: readonly RuleView[]): Part<Statements> {
  const asked = askedBy(rules);
  return {
    step: 'statements',
    typed: typedStatements,
    of: (filing) => ({
      declarations: Object.fromEntries(asked.map(({ key }) => [key, String(filing.declarations[key] ?? '')])),
    }),
    edit(typed, filing) {
      const errors: FieldErrors = {};
      // What this policy does not ask for stays as it is.
      const declarations: Record<string, string | number | boolean> = { ...filing.declarations };
      for (const { key, figure } of asked) {
        const text = (typed.declarations[key] ?? '').trim();
        const number = Number(text.normalize('NFKC').replaceAll(',', ''));
        if (text === '') delete declarations[key];
        else if (!figure) declarations[key] = text;
        else if (Number.isFinite(number)) declarations[key] = number;
        else errors[field(key)] = m['apply.statements.not_a_number']();
      }
      const fieldAt = (pointer: string) => field(pointer.split('/')[2] ?? '');
      return { edits: [{ path: '', body: { declarations }, field: fieldAt }], errors };
    },
  };
}

/** What each declaration answers, for reading. */
export function statementTitles(rules: readonly RuleView[]): Record<string, string> {
  return Object.fromEntries(
    askedBy(rules).map(({ key, rules: [rule] }) => [key, rule?.clause.key ?? rule?.clause.text ?? key]),
  );
}
