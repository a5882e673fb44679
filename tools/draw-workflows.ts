import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
  actionWords,
  ENDED,
  FILING_ACTIONS,
  FILING_STATUSES,
  FILING_TRANSITIONS,
  type Filing,
  type FilingRole,
  type FilingStatus,
  type FilingTransition,
} from '../packages/domain/src/filings/index.ts';
import { root } from './paths.ts';

type Words = { readonly zh: string; readonly en: string };

const STATUS_WORDS: Readonly<Record<FilingStatus, Words>> = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '已提交', en: 'submitted' },
  recommended: { zh: '已推荐', en: 'recommended' },
  correction: { zh: '补正中', en: 'in correction' },
  accepted: { zh: '已受理', en: 'accepted' },
  in_review: { zh: '评审中', en: 'in review' },
  reviewed: { zh: '评审结束', en: 'reviewed' },
  in_publicity: { zh: '公示中', en: 'in publicity' },
  registered: { zh: '已登记', en: 'registered' },
  rejected: { zh: '不予备案', en: 'rejected' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  lapsed: { zh: '已失效', en: 'lapsed' },
};

const ROLE_WORDS: Readonly<Record<FilingRole, Words>> = {
  lead_signatory: { zh: '牵头单位签署人', en: 'signatory of the lead' },
  lead_editor: { zh: '牵头单位填报人', en: 'editor of the lead' },
  lead_viewer: { zh: '牵头单位查看人', en: 'viewer of the lead' },
  member_signatory: { zh: '成员单位签署人', en: 'signatory of a member' },
  member_viewer: { zh: '成员单位查看人', en: 'viewer of a member' },
  clerk: { zh: '经办人', en: 'clerk' },
  director: { zh: '负责人', en: 'director' },
  recommender: { zh: '推荐单位', en: 'recommender' },
  auditor: { zh: '审计人员', en: 'auditor' },
  system: { zh: '系统计时', en: 'the clock' },
};

const GUARD_WORDS: Readonly<Record<string, Words>> = {
  'signs-for-member': { zh: '代表本联合体的成员单位', en: 'speaks for a member of this consortium' },
  'not-yet-signed': { zh: '尚未签署本版', en: 'has not signed this version yet' },
  'some-rule-waivable': { zh: '有可放宽的不足', en: 'a shortfall may be waived' },
  'rules-met': { zh: '须满足的规则均满足', en: 'every required rule is met' },
  'materials-complete': { zh: '须提供的材料均已提供', en: 'every required material is there' },
  'files-checked': { zh: '文件均已检查', en: 'every file has been checked' },
  'shortfalls-explained': { zh: '可放宽的不足均已说明理由', en: 'every waivable shortfall has a reason' },
  'waivers-granted': { zh: '放宽申请均已同意', en: 'every waivable shortfall is waived' },
  'all-signed': { zh: '成员单位均已签署本版', en: 'every member has signed this version' },
  'needs-recommendation': { zh: '政策要求推荐', en: 'the policy asks for a recommendation' },
  'needs-no-recommendation': { zh: '政策不要求推荐', en: 'the policy asks for no recommendation' },
  'window-open': { zh: '在受理时段内', en: 'the window for filings is open' },
  extendable: { zh: '延长总数未超上限', en: 'the policy allows more time' },
  'items-answered': { zh: '须答复的事项均已修改或答复', en: 'every item that needs an answer has one' },
  'correction-in-time': { zh: '补正未逾期', en: 'the correction is in time' },
  'correction-overdue': { zh: '补正已逾期', en: 'the correction is overdue' },
  'publicity-countable': { zh: '公示截止日可推算', en: 'the last day of publicity can be counted' },
  'publicity-over': { zh: '公示期满（演示可提前）', en: 'publicity is over (a demonstration may end it early)' },
  'publicity-closed': { zh: '公示已结束', en: 'publicity is closed' },
  'objections-ruled': { zh: '异议均已裁定且无成立', en: 'every objection is ruled on, none upheld' },
};

type Edge = {
  readonly from: FilingStatus;
  readonly to: FilingStatus;
  readonly row: FilingTransition;
};

/** Where a correction may have come from, which is where its answer leads back to. */
const corrected = FILING_TRANSITIONS.filter((row) => row.action === 'request_correction').flatMap((row) => row.from);

function targets({ to }: FilingTransition, from: FilingStatus): FilingStatus[] {
  if (to === 'same') return [from];
  if (typeof to !== 'function') return [to];
  return [...new Set(corrected.map((returnTo) => to({ correction: { returnTo } } as Filing)))];
}

const edges: readonly Edge[] = FILING_TRANSITIONS.flatMap((row) =>
  row.from.flatMap((from) => targets(row, from).map((to) => ({ from, to, row }))),
);

function guardWords(name: string): Words {
  const words = GUARD_WORDS[name];
  if (words === undefined) throw new Error(`tools/draw-workflows.ts has no words for the guard ${name}`);
  return words;
}

function diagram(): string {
  const label = ({ row }: Edge): string =>
    [
      row.action,
      `by ${row.by.join(', ')}`,
      ...(row.guards.length === 0 ? [] : [`if ${row.guards.map((each) => each.name).join(', ')}`]),
    ].join(' ');
  return [
    '%% Drawn by tools/draw-workflows.ts from packages/domain/src/filings/workflow.ts; do not edit.',
    'stateDiagram-v2',
    ...FILING_STATUSES.map((each) => `  state "${STATUS_WORDS[each].zh} ${STATUS_WORDS[each].en}" as ${each}`),
    '  [*] --> draft',
    ...edges.map((edge) => `  ${edge.from} --> ${edge.to} : ${label(edge)}`),
    ...ENDED.map((each) => `  ${each} --> [*]`),
    '',
  ].join('\n');
}

const both = ({ zh, en }: Words): string => `${zh}<br>${en}`;

function line(row: FilingTransition): string {
  const to = row.to === 'same' ? [] : [...new Set(row.from.flatMap((from) => targets(row, from)))];
  return [
    `\`${row.action}\`<br>${both(actionWords(row.action, new Set(row.by)))}`,
    row.from.map((each) => both(STATUS_WORDS[each])).join('<br>'),
    row.by.map((each) => both(ROLE_WORDS[each])).join('<br>'),
    to.length === 0 ? '状态不变<br>stays' : to.map((each) => both(STATUS_WORDS[each])).join('<br>'),
    row.guards.map((each) => both(guardWords(each.name))).join('<br>') || '—',
    row.requires.map((each) => `\`${each}\``).join(' ') || '—',
  ].join(' | ');
}

function table(): string {
  const rows = FILING_ACTIONS.flatMap((action) => FILING_TRANSITIONS.filter((row) => row.action === action));
  return [
    '<!-- Drawn by tools/draw-workflows.ts from packages/domain/src/filings/workflow.ts; do not edit. -->',
    '',
    '# 备案的办理流程 Life of a filing',
    '',
    '每行是一种可以办理的事项；表中没有的，一律不予办理并说明原因。图见 [filings.mmd](filings.mmd)。',
    '',
    'Each line is something that may be done; whatever is not listed is refused with its reason. Picture: [filings.mmd](filings.mmd).',
    '',
    '| 事项 action | 当前状态 from | 谁办理 who | 之后状态 to | 条件 guards | 须填写 fields |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${line(row)} |`),
    '',
    `终结状态 Ends: ${ENDED.map((each) => `${STATUS_WORDS[each].zh} ${STATUS_WORDS[each].en}`).join('、')}。`,
    '',
  ].join('\n');
}

const folder = join(root, 'docs/workflows');
const drawn = [
  { path: join(folder, 'filings.mmd'), text: diagram() },
  { path: join(folder, 'filings.md'), text: table() },
];

function standing(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv.includes('--check')) {
  const stale = drawn.filter(({ path, text }) => standing(path) !== text).map(({ path }) => relative(root, path));
  for (const path of stale) console.error(`${path} is stale: run node tools/draw-workflows.ts`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const { path, text } of drawn) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
