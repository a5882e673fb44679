import type { AddMember, EditFiling, FilingActionName, FilingView } from '@lianchuang/contract/filings';
import type { Db } from '@lianchuang/db/client';
import { addWorkingDays, publishedCalendar } from '@lianchuang/domain/calendar';
import { dayOf, startOfDay, type Instant, type Result } from '@lianchuang/domain/kernel';
import { MECHANISM_KINDS, type MechanismKind } from '@lianchuang/domain/policies';
import type { Viewer } from '@lianchuang/domain/organizations';
import { revokeConsortium } from '../consortia/revoke-consortium.ts';
import { actOnFiling } from '../filings/act-on-filing.ts';
import { editFiling } from '../filings/edit-filing.ts';
import { addMember } from '../filings/members.ts';
import { startFiling } from '../filings/start-filing.ts';
import type { SignedAsk } from '../http/context.ts';
import { noQuotas } from '../http/limits.ts';
import { lapseFilings } from '../jobs/lapse-filings.ts';
import type { DemoCase } from './cases.ts';
import type { DemoOrganization } from './organizations.ts';

/** Who plays: viewers by key, and the organizations that can be invited. */
export type Cast = {
  readonly db: Db;
  readonly today: Instant;
  readonly people: ReadonlyMap<string, Viewer>;
  readonly organizations: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, DemoOrganization>;
};

const HOUR = 3_600_000;

const MECHANISMS: Readonly<Record<MechanismKind, string>> = {
  decision_dispatch: '理事会每季度一次，重大事项三分之二通过',
  joint_attack: '课题组长负责，里程碑按月对照',
  benefit_sharing: '按投入与贡献约定，见协议第六章',
  ip_management: '背景知识产权各自所有，共有成果先用后转',
  standards: '联合提出团体标准，由研究院归口',
  diffusion: '牵头单位开放验证场景，优先采购联合体成果',
  funding: '各方自筹，按年度计划到位',
};

function contentOf(example: DemoCase, year: number): EditFiling {
  return {
    consortiumName: example.name,
    summary: `${example.goal}。`,
    industryCode: example.industry,
    validityMonths: example.months,
    topics: [
      { title: `${example.goal.split('，')[0]}`, objective: example.goal, indicators: '第三方检测达到任务书指标' },
      { title: '共性检测方法与团体标准', objective: '形成可复用的检测方法', indicators: '发布团体标准 1 项' },
    ],
    mechanisms: MECHANISM_KINDS.map((kind) => ({ kind, text: MECHANISMS[kind] })),
    plan: {
      goals: example.goal,
      intellectualProperty: '申请发明专利 12 件，建立共有成果台账',
      talent: '联合培养研究生 10 名，双聘研究人员 4 名',
      diffusion: '开放两个应用场景，首台套示范 1 项',
      milestones: [
        { title: '完成样机与台架试验', dueOn: `${year + 1}-12-31`, indicator: '通过 500 小时台架试验' },
        { title: '示范运行并验收', dueOn: `${year + 2}-12-31`, indicator: '连续运行 1000 小时，第三方检测合格' },
      ],
      funding: [
        { source: 'self_raised', year: year + 1, amountFen: 800_000_000 },
        { source: 'self_raised', year: year + 2, amountFen: 1_000_000_000 },
        { source: 'social_capital', year: year + 2, amountFen: 300_000_000 },
      ],
    },
    declarations: example.policy === undefined ? {} : { chief_scientist: '示例首席科学家（示例海洋大学）' },
  };
}

function invitation(partner: DemoOrganization, policy: string | undefined): AddMember {
  const { uscc, name, kind, chainPosition, duties = '' } = partner;
  // Luoyang counts chain enterprises; institutes keep no position anywhere.
  return {
    uscc: uscc as AddMember['uscc'],
    name,
    kind,
    ...(chainPosition === undefined ? {} : { chainPosition }),
    duties: policy === undefined ? duties : `${duties}（洛阳示例）`,
    contributions: [
      {
        kind: kind === 'enterprise' ? 'fund' : 'technology',
        text: kind === 'enterprise' ? '按年度计划出资' : '提供研究成果使用权',
        amountFen: kind === 'enterprise' ? 100_000_000 : null,
      },
      {
        kind: kind === 'enterprise' ? 'equipment' : 'talent',
        text: kind === 'enterprise' ? '开放试验线' : '派出研究人员 4 名',
      },
    ],
  };
}

const CORRECTIONS = [
  { code: 'inconsistent', pointer: '/plan/funding', text: '资金安排合计与协议附件不一致，请核对。' },
  { code: 'unclear', pointer: '/topics/0', text: '第一个课题的指标不可测，请写明检测方法和数值。' },
];

function must<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(`demonstration case stopped at ${what}: ${JSON.stringify(result.refusal)}`);
}

/** Plays one example case from its draft as far as it should go, through the verbs of the API at instants of the past. */
export async function playCase(cast: Cast, example: DemoCase): Promise<void> {
  const { db, people } = cast;
  const began = dayOf(cast.today - example.daysAgo * 24 * HOUR);
  const afterWorkingDays = (days: number, hour: number): Instant => {
    const day = addWorkingDays(publishedCalendar, began, days);
    return startOfDay(day.ok ? day.value : began) + hour * HOUR;
  };
  const ask = (who: string, at: Instant): SignedAsk => {
    const viewer = people.get(who);
    if (viewer === undefined) throw new Error(`nobody plays ${who}`);
    const now = Math.min(at, cast.today);
    const asked = { db, now, clock: () => now, locale: 'zh', demonstration: true, origin: '' } as const;
    // What happened in the past is not sent today.
    return { ...asked, keyed: null, address: '', quotas: noQuotas, channels: [], viewer };
  };
  const leadId = cast.organizations.get(example.lead) ?? '';
  let filing: FilingView = must(
    await startFiling(ask(example.lead, afterWorkingDays(0, 9)), {
      policyId: example.policy ?? 'pol_qingdao-2025',
      organizationId: leadId,
    }),
    'start',
  );
  const { id } = filing;
  const act = async (who: string, name: FilingActionName, at: Instant, body: Record<string, unknown> = {}) => {
    const done = await actOnFiling(ask(who, at), id, undefined, name, body);
    // Before next year's calendar is loaded no notice can be opened: the example then stops where an office would.
    if (!done.ok && done.refusal.code === 'calendar.year-not-loaded') return false;
    filing = must(done, `${example.name} ${name}`);
    return true;
  };
  filing = must(
    await editFiling(
      ask(example.lead, afterWorkingDays(0, 10)),
      id,
      filing.version,
      contentOf(example, Number(began.slice(0, 4))),
    ),
    'edit',
  );
  const partners = example.partners.flatMap((key) => cast.partners.get(key) ?? []);
  for (const partner of partners) {
    filing = must(
      await addMember(
        ask(example.lead, afterWorkingDays(0, 11)),
        id,
        filing.version,
        invitation(partner, example.policy),
      ),
      'member',
    );
  }
  const { contentHash } = filing;
  for (const partner of partners.slice(0, example.signed ?? partners.length)) {
    await act(partner.key, 'sign', afterWorkingDays(1, 10), { contentHash });
  }
  if (example.waiver !== undefined) await act(example.lead, 'waive', afterWorkingDays(1, 14), { ...example.waiver });
  for (const [who, action, day, hour, body] of pathOf(example)) {
    if (!(await act(who === 'lead' ? example.lead : who, action, afterWorkingDays(day, hour), body))) return;
  }
  await AFTERWARDS[example.reaches]?.(cast, filing, ask('director', afterWorkingDays(60, 10)));
}

type Played = readonly [
  who: string,
  action: FilingActionName,
  day: number,
  hour: number,
  body?: Record<string, unknown>,
];

const SUBMIT: Played = ['lead', 'submit', 1, 16];
const RECOMMEND: Played = ['recommender', 'recommend', 3, 10, { reason: '同意推荐，已现场核实牵头单位条件。' }];
const CORRECT: Played = ['clerk', 'request_correction', 4, 15, { items: CORRECTIONS }];
const ACCEPT: Played = ['clerk', 'accept', 4, 10];
const REVIEW: Played = ['clerk', 'start_review', 5, 9];
const CONCLUDE: Played = ['clerk', 'conclude_review', 9, 16, { opinion: '专家组认为目标明确、分工合理，建议备案。' }];
const APPROVE: Played = ['director', 'approve', 10, 10, { reason: '同意备案，予以公示。' }];
const CLOSE: Played = ['clerk', 'close_publicity', 15, 9];
const REGISTER: Played = ['clerk', 'register', 15, 14];
const TO_REVIEW = [SUBMIT, ACCEPT, REVIEW];
const TO_REGISTER = [...TO_REVIEW, CONCLUDE, APPROVE, CLOSE, REGISTER];

/** The steps of each ending, in order; `lead` stands for the lead of the example. */
const PATHS: Readonly<Record<DemoCase['reaches'], readonly Played[]>> = {
  draft: [],
  submitted: [SUBMIT],
  recommended: [SUBMIT, RECOMMEND],
  withdrawn: [SUBMIT, ['lead', 'withdraw', 2, 10, { reason: '成员有调整，重新组织后再申请。' }]],
  correction: [SUBMIT, CORRECT],
  lapsed: [SUBMIT, CORRECT],
  accepted: [SUBMIT, ACCEPT],
  in_review: TO_REVIEW,
  reviewed: [...TO_REVIEW, CONCLUDE],
  rejected: [
    ...TO_REVIEW,
    CONCLUDE,
    ['director', 'reject', 10, 10, { reason: '与已备案联合体方向重复，建议合并后再申请。' }],
  ],
  in_publicity: [...TO_REVIEW, CONCLUDE, APPROVE],
  registered: TO_REGISTER,
  expired: TO_REGISTER,
  revoked: TO_REGISTER,
};

/** The path of an example; where the policy wants a recommendation it comes right after the submission. */
function pathOf(example: DemoCase): readonly Played[] {
  const path = PATHS[example.reaches];
  return example.policy === undefined || path.length < 2 ? path : [SUBMIT, RECOMMEND, ...path.slice(1)];
}

const AFTERWARDS: Partial<
  Record<DemoCase['reaches'], (cast: Cast, filing: FilingView, director: SignedAsk) => Promise<unknown>>
> = {
  lapsed: (cast) => lapseFilings(cast.db, cast.today),
  revoked: async (_, filing, director) => {
    const reason = '绩效评价结果不合格，按指引取消备案资格（演示）。';
    must(await revokeConsortium(director, filing.consortiumId ?? '', undefined, reason), 'revoke');
  },
};
