export {
  CONTENT_PARTS,
  isBinding,
  isWaivable,
  MECHANISM_KINDS,
  RULE_KINDS,
  STRENGTHS,
  type Clause,
  type ContentPart,
  type MechanismKind,
  type MemberSelector,
  type Provision,
  type Rule,
  type RuleKind,
  type RuleOf,
  type Strength,
} from './rule.ts';
export {
  asksMember,
  formOf,
  MATERIAL_FORMS,
  OWN_SETTING,
  SIGNATURE_PAGES,
  type Material,
  type MaterialForm,
  type MaterialTemplate,
} from './material.ts';
export type { Clocks, PolicyVersion } from './pack.ts';
export {
  countMembers,
  evaluate,
  everyRule,
  OUTCOMES,
  rulesOn,
  VERDICTS,
  verdictOf,
  type Evaluation,
  type Outcome,
  type RuleFinding,
  type Shortfall,
  type Verdict,
} from './evaluate.ts';
export type { MaterialCount, PolicySubject } from './subject.ts';
export { MECHANISM_WORDS } from './sentences.ts';
export { findPolicy, POLICY_VERSIONS, policyOf } from './registry.ts';
export { luoyang2025 } from './packs/luoyang-2025.ts';
export { qingdao2025 } from './packs/qingdao-2025.ts';
