import type { FilingView } from '@lianchuang/contract/filings';
import type { RuleView } from '@lianchuang/contract/policies';
import { fieldOf } from './part.ts';
import type { Step } from './steps.ts';

/** Where something is mended: a step, and a field of it where one is meant. */
export type Place = { step: Step; field: string };

const place = (step: Step, field = ''): Place => ({ step, field });

const stepOfPart: Record<string, Step> = {
  consortiumName: 'basics',
  summary: 'basics',
  industryCode: 'basics',
  divisionCode: 'basics',
  validityMonths: 'basics',
  members: 'members',
  topics: 'topics',
  mechanisms: 'mechanisms',
  plan: 'plan',
  declarations: 'statements',
  materials: 'materials',
};

/** Where a place of the filing is mended; members stand there by id, mechanisms by kind. */
export function placeOfPointer(pointer: string, filing: Pick<FilingView, 'mechanisms' | 'members'>): Place {
  const [, part = '', index = '', inner] = pointer.split('/');
  const step = stepOfPart[part];
  if (step === undefined) return place('check');
  if (part === 'materials') return place(step, index === '' ? '' : `material-${index}`);
  if (part === 'members') {
    const at = filing.members.findIndex(({ id }) => id === index);
    const number = at < 0 ? index : String(at);
    return inner === undefined ? place('members', at < 0 ? '' : index) : place('duties', `members.${number}.${inner}`);
  }
  if (part === 'mechanisms') {
    const kind = filing.mechanisms[Number(index)]?.kind ?? index;
    return kind === '' ? place(step) : place(step, `mechanisms.${kind}`);
  }
  return place(step, fieldOf(pointer));
}

const fieldOfPart: Record<string, Place> = {
  topics: place('topics'),
  duties: place('duties'),
  goals: place('plan', 'plan.goals'),
  milestones: place('plan', 'plan.milestones'),
  plan_funding: place('plan', 'plan.funding'),
  acceptance_indicators: place('plan', 'plan.milestones'),
  application: place('basics'),
};

/** Where a material is handed in. Its rule is made from the checklist and bears the name of its place there. */
export const placeOfMaterial = (ruleId: string): Place => place('materials', ruleId);

/** Where a shortfall under a rule is made up; null where the draft cannot mend it, as with who the lead is. */
export function placeOfRule({ kind, parameters }: Pick<RuleView, 'kind' | 'parameters'>): Place | null {
  const named = (key: string) => (typeof parameters[key] === 'string' ? parameters[key] : '');
  switch (kind) {
    case 'member_count':
    case 'member_share':
      return place('members');
    case 'industry_list':
      return place('basics', 'industryCode');
    case 'validity':
      return place('basics', 'validityMonths');
    case 'content_part':
      return fieldOfPart[named('part')] ?? null;
    case 'mechanism':
      return place('mechanisms', `mechanisms.${named('mechanism')}`);
    case 'signatures':
      return place('sign');
    case 'statement':
    case 'declared_figure':
      return named('key') === '' ? null : place('statements', `declarations.${named('key')}`);
    default:
      return null;
  }
}

/** The rule that a field rests on, for its clause. */
export function ruleFor(
  rules: readonly RuleView[],
  kind: RuleView['kind'],
  parameter = '',
  value = '',
): RuleView | undefined {
  return rules.find((rule) => rule.kind === kind && (parameter === '' || rule.parameters[parameter] === value));
}
