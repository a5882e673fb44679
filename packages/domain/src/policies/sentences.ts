import { divisionName } from '../divisions/index.ts';
import type { Words } from '../kernel/index.ts';
import { ORGANIZATION_KIND_WORDS } from '../organizations/index.ts';
import { isWaivable, type ContentPart, type MechanismKind, type Rule, type RuleOf } from './rule.ts';
import type { Finding, PolicySubject } from './subject.ts';

const NOUNS: Readonly<Record<'chain' | 'academic' | 'all', Words>> = {
  chain: { zh: '产业链上下游企业', en: 'chain enterprises' },
  academic: { zh: '高校院所', en: 'universities and institutes' },
  all: { zh: '成员单位', en: 'members' },
};

export const MECHANISM_WORDS: Readonly<Record<MechanismKind, Words>> = {
  decision_dispatch: { zh: '决策调度', en: 'decision and dispatch' },
  joint_attack: { zh: '协同攻关', en: 'joint research' },
  benefit_sharing: { zh: '收益分配', en: 'benefit sharing' },
  ip_management: { zh: '知识产权管理', en: 'IP management' },
  standards: { zh: '标准创制', en: 'standards' },
  diffusion: { zh: '推广应用', en: 'diffusion' },
  funding: { zh: '资金投入', en: 'funding' },
};

const PART_WORDS: Readonly<Record<ContentPart, Words>> = {
  topics: { zh: '拟攻关的重大课题', en: 'the topics to be attacked' },
  duties: { zh: '各成员单位的任务分工和权利义务', en: 'each member’s tasks, rights and duties' },
  goals: { zh: '关键核心任务', en: 'the key tasks' },
  milestones: { zh: '技术攻关计划（里程碑）', en: 'the research plan (milestones)' },
  plan_funding: { zh: '资金投入安排', en: 'the funding arrangement' },
  acceptance_indicators: { zh: '成果验收考核指标', en: 'acceptance indicators' },
  application: { zh: '联合体名称和产业', en: 'the consortium’s name and industry' },
};

const wayOut = (rule: Rule): Words =>
  isWaivable(rule)
    ? { zh: '可继续邀请，或说明理由申请放宽。', en: ' Invite more, or state a reason and apply for a waiver.' }
    : { zh: '须补足。', en: ' This has to be made up.' };

function counted(rule: Rule, noun: Words, have: number, need: number): Words {
  if (have >= need)
    return { zh: `${noun.zh} ${have} 家，需要 ${need} 家。`, en: `${have} ${noun.en}, ${need} needed.` };
  const out = wayOut(rule);
  return {
    zh: `还差 ${need - have} 家${noun.zh}（现有 ${have} 家，需要 ${need} 家）。${out.zh}`,
    en: `${need - have} more ${noun.en} needed (${have} of ${need}).${out.en}`,
  };
}

function present(noun: Words, have: number, need: number): Words {
  if (have >= need) return { zh: `已写明${noun.zh}。`, en: `Stated: ${noun.en}.` };
  return need > 1
    ? { zh: `还有 ${need - have} 家没有写明：${noun.zh}。`, en: `${need - have} still without: ${noun.en}.` }
    : { zh: `还没有写明${noun.zh}。`, en: `Not stated yet: ${noun.en}.` };
}

function handedIn(rule: RuleOf<'material'>, lacking: readonly string[], met: boolean): Words {
  const { zh, en } = rule.parameters.name;
  if (met) return { zh: `已提供材料「${zh}」。`, en: `Handed in: ${en}.` };
  const out = isWaivable(rule)
    ? { zh: '可继续上传，或说明理由申请放宽。', en: ' Upload it, or state a reason and apply for a waiver.' }
    : { zh: '请上传后再提交。', en: ' Upload it before submitting.' };
  return {
    zh: `还缺材料「${zh}」：${lacking.join('、')}。${out.zh}`,
    en: `Still missing: ${en} (${lacking.join(', ')}).${out.en}`,
  };
}

const LATER: Words = { zh: '填写申请时再核对。', en: 'Checked when the application is filled in.' };

/** The sentence a person can act on, for one rule and what was found. */
export function sentenceFor(rule: Rule, finding: Finding, subject: PolicySubject): Words {
  if (finding.is === 'unknown') return LATER;
  if (finding.is === 'judgement') {
    return finding.said
      ? { zh: '已填写说明，由评审判断。', en: 'Stated; reviewers will judge.' }
      : { zh: '由评审判断，请在申请中写明事实。', en: 'Reviewers will judge; state the facts in the application.' };
  }
  const { have, need } = finding;
  const met = finding.is === 'met';
  switch (rule.kind) {
    case 'member_count':
      return counted(rule, NOUNS[rule.parameters.noun], have, need);
    case 'member_share': {
      const of = subject.members.length;
      const noun = NOUNS[rule.parameters.noun];
      const share = { zh: `${of} 家成员中${noun.zh} ${have} 家`, en: `${have} ${noun.en} among ${of} members` };
      return met
        ? {
            zh: `${share.zh}，超过 ${rule.parameters.overPercent}%。`,
            en: `${share.en}, over ${rule.parameters.overPercent} %.`,
          }
        : {
            zh: `${share.zh}，须超过 ${rule.parameters.overPercent}%，至少 ${need} 家。`,
            en: `${share.en}; over ${rule.parameters.overPercent} % means at least ${need}.`,
          };
    }
    case 'lead_kind': {
      const kind = ORGANIZATION_KIND_WORDS[subject.lead.kind];
      const wanted = rule.parameters.kinds.map((each) => ORGANIZATION_KIND_WORDS[each]);
      return met
        ? { zh: `牵头单位是${kind.zh}。`, en: `The lead is a(n) ${kind.en}.` }
        : {
            zh: `牵头单位是${kind.zh}，须为${wanted.map((each) => each.zh).join('、')}。请改由符合的单位牵头。`,
            en: `The lead is a(n) ${kind.en}; it has to be a(n) ${wanted.map((each) => each.en).join(' or ')}.`,
          };
    }
    case 'lead_division': {
      const home = divisionName(rule.parameters.within) ?? rule.parameters.within;
      const own = divisionName(subject.lead.divisionCode) ?? subject.lead.divisionCode;
      return met
        ? { zh: `牵头单位注册地${own}，在${home}。`, en: `The lead is registered in ${own}, within ${home}.` }
        : {
            zh: `牵头单位注册地${own}，不在${home}。请改由在${home}独立注册的企业牵头。`,
            en: `The lead is registered in ${own}, outside ${home}. An enterprise registered there has to lead.`,
          };
    }
    case 'declared_figure':
      return met
        ? {
            zh: `申报 ${have}${rule.parameters.unit}，不低于 ${need}${rule.parameters.unit}。`,
            en: `Declared ${have}${rule.parameters.unit}, at least ${need}${rule.parameters.unit}.`,
          }
        : {
            zh: `申报 ${have}${rule.parameters.unit}，须不低于 ${need}${rule.parameters.unit}。`,
            en: `Declared ${have}${rule.parameters.unit}; at least ${need}${rule.parameters.unit} needed.`,
          };
    case 'industry_list':
      return met
        ? { zh: '产业在目录内。', en: 'The industry is on the list.' }
        : { zh: '还没有选目录内的产业。', en: 'Choose an industry from the list.' };
    case 'content_part':
      return present(PART_WORDS[rule.parameters.part], have, need);
    case 'mechanism': {
      const noun = MECHANISM_WORDS[rule.parameters.mechanism];
      return present({ zh: `${noun.zh}机制`, en: `mechanism: ${noun.en}` }, have, need);
    }
    case 'signatures':
      return met
        ? { zh: `${have} 家成员已签署本版。`, en: `All ${have} members have signed this version.` }
        : {
            zh: `${need} 家成员中 ${have} 家已签署本版，还差 ${need - have} 家。`,
            en: `${have} of ${need} members have signed this version; ${need - have} missing.`,
          };
    case 'validity':
      return met
        ? { zh: `拟定有效期 ${have} 个月，不超过 ${need} 个月。`, en: `Validity ${have} months, at most ${need}.` }
        : {
            zh: `拟定有效期 ${have} 个月，一般不超过 ${need} 个月。请改短，或说明理由申请放宽。`,
            en: `Validity ${have} months; generally at most ${need}. Shorten it, or apply for a waiver with a reason.`,
          };
    case 'material':
      return handedIn(rule, subject.materials?.[rule.parameters.material]?.lacking ?? [], met);
    case 'statement':
      return LATER;
  }
}
