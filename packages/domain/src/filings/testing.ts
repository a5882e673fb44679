import { publishedCalendar } from '../calendar/index.ts';
import { aUscc } from '../identifiers/testing.ts';
import type { Instant } from '../kernel/index.ts';
import type { ChainPosition, OrganizationKind, Viewer } from '../organizations/index.ts';
import { luoyang2025, MECHANISM_KINDS, qingdao2025, type PolicyVersion } from '../policies/index.ts';
import {
  checkFiling,
  commonText,
  EMPTY_CONTENT,
  ownText,
  signatureOn,
  signedText,
  startClock,
  type Clock,
  type Filing,
  type FilingContent,
  type FilingFacts,
  type FilingMember,
  type FilingRole,
  type FilingStatus,
  type Signature,
} from './index.ts';

/** An instant in China's time: `at('2026-06-01 10:00')`, seconds and milliseconds allowed. */
export function at(text: string): Instant {
  return Date.parse(`${text.replace(' ', 'T')}+08:00`);
}

/** The instant at which the builders' filings stand: a plain Monday with no holiday in the fortnight before. */
export const NOW: Instant = at('2026-06-01 10:00');

/** 64 hex digits that change with the text: stands in for SHA-256 where no platform is at hand. */
export function standInHash(text: string): string {
  let hash = '';
  for (let part = text; hash.length < 64; part = hash) {
    let sum = 0x81_1c_9d_c5;
    for (let index = 0; index < part.length; index += 1) sum = Math.imul(sum ^ part.charCodeAt(index), 0x01_00_01_93);
    hash += (sum >>> 0).toString(16).padStart(8, '0');
  }
  return hash;
}

/** The filing with the hash of its own content, as the API keeps it after every edit. */
export function sealed(filing: Filing): Filing {
  return {
    ...filing,
    contentHash: standInHash(signedText(filing)),
    partHashes: {
      common: standInHash(commonText(filing)),
      own: Object.fromEntries(filing.members.map((each) => [each.uscc, standInHash(ownText(filing, each))])),
    },
  };
}

/** A signature from before parts were told apart: on this content hash alone. */
export function aSignature(contentHash: string, over: { at?: Instant; by?: string } = {}): Signature {
  return { is: 'signed', contentHash, at: over.at ?? NOW, by: over.by ?? '签署人' };
}

/** The filing with every member's signature on its present content. */
export function signedByAll(filing: Filing): Filing {
  return {
    ...filing,
    members: filing.members.map((each) => ({
      ...each,
      signature: signatureOn(filing, each, { at: NOW, by: each.name }),
    })),
  };
}

/** The `n`th member, an unsigned enterprise in the middle of the chain unless said otherwise; `n` makes id, code and name. */
export function aMember(n = 1, over: Partial<FilingMember> = {}): FilingMember {
  return {
    id: `fmb_${n}`,
    uscc: aUscc({ serial: n }),
    name: `示例成员${n}`,
    kind: 'enterprise',
    organizationId: `org_member-${n}`,
    chainPosition: (over.kind ?? 'enterprise') === 'enterprise' ? 'midstream' : null,
    duties: `承担第${n}项任务`,
    contributions: [{ kind: 'technology', text: `第${n}项技术`, amountFen: null }],
    signature: null,
    ...over,
  };
}

/** Unsigned members: first so many chain enterprises, then universities and institutes in turn. */
export function someMembers(chain: number, academic: number): FilingMember[] {
  const positions: ChainPosition[] = ['upstream', 'midstream', 'downstream'];
  const kinds: OrganizationKind[] = ['university', 'research_institute'];
  return [
    ...Array.from({ length: chain }, (_, n) => aMember(n + 1, { chainPosition: positions[n % 3] ?? null })),
    ...Array.from({ length: academic }, (_, n) => aMember(chain + n + 1, { kind: kinds[n % 2] ?? 'university' })),
  ];
}

/** Content with every part written: both packs' computed rules on content are met by it. */
export const READY_CONTENT: FilingContent = {
  consortiumName: '示例创新联合体',
  summary: '围绕一项关键核心技术联合攻关。',
  industryCode: 'qd-ai',
  divisionCode: '370202',
  validityMonths: 36,
  topics: [{ title: '示例课题', objective: '攻克一项关键技术', indicators: '样机一台' }],
  mechanisms: MECHANISM_KINDS.map((kind) => ({ kind, text: '按组建协议执行。' })),
  plan: {
    goals: '完成关键核心任务。',
    intellectualProperty: '申请发明专利。',
    talent: '联合培养研究生。',
    diffusion: '在成员单位推广。',
    milestones: [{ title: '样机', dueOn: '2027-06-30', indicator: '通过测试' }],
    funding: [{ source: 'self_raised', year: 2026, amountFen: 500_000_000 }],
  },
  declarations: { chief_scientist: '张示例' },
};

const inLuoyang = (policy: PolicyVersion): boolean => policy.jurisdiction === luoyang2025.jurisdiction;

/** A draft that has just been started under a policy: nothing written, no members. */
export function aFiling(over: Partial<Filing> = {}, policy: PolicyVersion = qingdao2025): Filing {
  const filing: Filing = {
    id: 'fil_1',
    jurisdiction: policy.jurisdiction,
    policy: { id: policy.id, version: policy.version },
    status: 'draft',
    version: 1,
    lead: {
      organizationId: 'org_lead',
      uscc: aUscc({ serial: 9999 }),
      name: '示例牵头企业',
      kind: 'enterprise',
      divisionCode: inLuoyang(policy) ? '410302' : '370202',
    },
    content: EMPTY_CONTENT,
    contentHash: '',
    partHashes: { common: '', own: {} },
    members: [],
    attachments: [],
    waivers: [],
    clock: null,
    correction: null,
    publicity: null,
    opinion: null,
    decisionReason: null,
    createdAt: at('2026-05-01 09:00'),
    submittedAt: null,
    consortiumId: null,
    ...over,
  };
  return over.contentHash === undefined ? sealed(filing) : filing;
}

/** A draft that may be submitted: every computed rule of the policy met, and whatever `over` holds signed by all members. */
export function aReadyFiling(over: Partial<Filing> = {}, policy: PolicyVersion = qingdao2025): Filing {
  const content = inLuoyang(policy)
    ? { ...READY_CONTENT, industryCode: 'ly-open', divisionCode: '410302' }
    : READY_CONTENT;
  const members = inLuoyang(policy) ? someMembers(6, 4) : someMembers(3, 2);
  return signedByAll(aFiling({ content, members, ...over }, policy));
}

const CLOCKS: Partial<Record<FilingStatus, Pick<Clock, 'step' | 'who'>>> = {
  recommended: { step: 'acceptance', who: 'office' },
  correction: { step: 'correction', who: 'applicant' },
  accepted: { step: 'review', who: 'office' },
  in_review: { step: 'review', who: 'office' },
  reviewed: { step: 'decision', who: 'office' },
  in_publicity: { step: 'publicity', who: 'public' },
};

/**
 * A ready filing that entered `status` on Monday 2026-06-01: with its clock, and with the correction or the publicity
 * that belongs to the state. Publicity runs from that day to Friday 2026-06-05, a correction to 2026-06-15.
 */
export function aFilingIn(
  status: FilingStatus,
  over: Partial<Filing> = {},
  policy: PolicyVersion = qingdao2025,
): Filing {
  const started =
    status === 'submitted'
      ? policy.recommendation
        ? ({ step: 'recommendation', who: 'recommender' } as const)
        : ({ step: 'acceptance', who: 'office' } as const)
      : CLOCKS[status];
  const clock = started && {
    ...startClock(publishedCalendar, started.step, started.who, '2026-06-01', policy.clocks[started.step as 'review']),
    ...(status === 'in_publicity' ? { dueOn: '2026-06-05' } : {}),
  };
  const shown = status === 'in_publicity' || status === 'registered';
  return aReadyFiling(
    {
      status,
      clock: clock ?? null,
      submittedAt: status === 'draft' ? null : at('2026-05-20 10:00'),
      opinion: status === 'reviewed' || shown ? '建议备案。' : null,
      correction:
        status === 'correction'
          ? {
              items: [
                {
                  code: 'unclear',
                  pointer: '/topics/0',
                  text: '请写明指标。',
                  opens: '/topics/0',
                  mustAnswer: true,
                  reply: { text: '指标见课题。', at: NOW },
                },
              ],
              requestedAt: NOW,
              returnTo: policy.recommendation ? 'recommended' : 'submitted',
              officeDaysLeft: 3,
              answeredAt: null,
            }
          : null,
      publicity: shown
        ? {
            firstDay: '2026-06-01',
            lastDay: '2026-06-05',
            closedAt: status === 'registered' ? at('2026-06-08 09:00') : null,
          }
        : null,
      ...over,
    },
    policy,
  );
}

/** The facts of a decision on this filing, its check computed from it; nothing objected to, no demonstration. */
export function someFacts(
  filing: Filing,
  over: Partial<FilingFacts> = {},
  policy: PolicyVersion = filing.policy.id === luoyang2025.id ? luoyang2025 : qingdao2025,
): FilingFacts {
  return {
    now: NOW,
    calendar: publishedCalendar,
    policy,
    check: checkFiling(filing, policy),
    filesWaiting: { arriving: 0, unchecked: 0, unscanned: 0 },
    objections: { open: 0, upheld: 0 },
    ownMember: filing.members[0] ?? null,
    demonstration: false,
    ...over,
  };
}

/** A signed-in person who belongs to nothing yet. */
export function aViewer(over: Partial<Viewer> = {}): Viewer {
  return { userId: 'usr_1', name: '示例用户', organizations: [], offices: [], ...over };
}

/** A person of the lead of the builders' filings. */
export function aLeadViewer(role: Viewer['organizations'][number]['role'] = 'signatory'): Viewer {
  return aViewer({ userId: 'usr_lead', name: '牵头签署人', organizations: [{ id: 'org_lead', role }] });
}

/** A person of the builders' `n`th member. */
export function aMemberViewer(n = 1, role: Viewer['organizations'][number]['role'] = 'signatory'): Viewer {
  return aViewer({
    userId: `usr_member-${n}`,
    name: `成员${n}签署人`,
    organizations: [{ id: `org_member-${n}`, role }],
  });
}

/** A person of the bureau, Qingdao's unless said otherwise. */
export function anOfficer(
  role: Viewer['offices'][number]['role'] = 'clerk',
  over: Partial<Viewer['offices'][number]> = {},
): Viewer {
  const office = { jurisdiction: qingdao2025.jurisdiction, role, divisionCode: null, ...over };
  return aViewer({ userId: `usr_${role}`, name: `示例${role}`, offices: [office] });
}

/** What the people of a filing hold together, as `rolesOn` gives it. */
export const ROLE_SETS = {
  'lead signatory': ['lead_signatory', 'lead_editor', 'lead_viewer'],
  'lead editor': ['lead_editor', 'lead_viewer'],
  'lead viewer': ['lead_viewer'],
  'member signatory': ['member_signatory', 'member_viewer'],
  'member viewer': ['member_viewer'],
  clerk: ['clerk'],
  director: ['director'],
  recommender: ['recommender'],
  auditor: ['auditor'],
  clock: ['system'],
  stranger: [],
} as const satisfies Record<string, readonly FilingRole[]>;
export type RoleSet = keyof typeof ROLE_SETS;
export const ROLE_SET_NAMES = Object.keys(ROLE_SETS) as RoleSet[];

/** The roles of one of `ROLE_SETS`. */
export function rolesOf(name: RoleSet): ReadonlySet<FilingRole> {
  return new Set(ROLE_SETS[name]);
}
