import type { ContributionKind, FilingStatus, FundingSource, SignatureState } from '@lianchuang/domain/filings';
import type { Instant } from '@lianchuang/domain/kernel';
import type { ChainPosition } from '@lianchuang/domain/organizations';

/** The agreement is written in Chinese, whatever language its reader has chosen. */
export const CONTRIBUTION_WORDS: Readonly<Record<ContributionKind, string>> = {
  fund: '资金',
  technology: '技术',
  talent: '人才',
  equipment: '仪器设备',
  space: '办公科研场地',
};
export const FUNDING_WORDS: Readonly<Record<FundingSource, string>> = {
  self_raised: '自筹',
  fiscal: '财政',
  social_capital: '社会资本',
};
export const POSITION_WORDS: Readonly<Record<ChainPosition, string>> = {
  upstream: '上游',
  midstream: '中游',
  downstream: '下游',
};
export const SIGNATURE_WORDS: Readonly<Record<SignatureState, string>> = {
  current: '已签署',
  missing: '尚未签署',
  void: '签署已失效，须重新签署',
  refused: '已拒签',
};

/** How an application ended without a registration. */
export const ENDED_WORDS: Partial<Record<FilingStatus, string>> = {
  rejected: '不予备案',
  withdrawn: '申请人已撤回',
  lapsed: '逾期未补正，已失效',
};

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三'];
export const numeral = (place: number): string => NUMERALS[place - 1] ?? String(place);

/** `2026年11月28日` of a calendar day. */
export const dayWords = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

const CHINA = 8 * 3_600_000;
/** An instant to the second as China's clocks show it. */
export function instantWords(at: Instant): string {
  const shown = new Date(at + CHINA).toISOString();
  return `${dayWords(shown.slice(0, 10))} ${shown.slice(11, 19)}`;
}

/** A hash in groups of eight, as people compare it. */
export const inGroups = (hash: string): string => hash.replaceAll(/(.{8})(?=.)/g, '$1 ');

export const AGREEMENT = {
  title: '创新联合体组建协议',
  draft: '草案',
  unnamed: '（联合体名称待填）',
  none: '未填写',
  draftNote: '草案：此文本尚未提交，内容还会改动',
  reference: (title: string, version: number) => `依据：${title}（规则第 ${version} 版）`,
  facts: {
    lead: '牵头单位',
    field: '产业与所在地',
    validity: '有效期',
    members: '成员单位',
    office: '受理机关',
    received: '提交回执',
    registration: '备案编号',
    ended: '申请结果',
    hash: '内容指纹',
  },
  months: (count: number) => `${count} 个月，自登记之日起计`,
  signedOf: (signed: number, of: number) => `${of} 家，其中 ${signed} 家已签署本文本`,
  receipt: (number: string, at: string) => `${number}（${at}）`,
  scan: { registered: '扫码核验登记', open: '扫码查看本案' },
  parts: {
    consortium: '联合体',
    members: '成员单位',
    topics: '拟攻关的重大课题',
    mechanisms: '运行机制',
    plan: '共同计划',
    milestones: '里程碑',
    funding: '资金投入安排',
    duties: '任务分工与投入',
    declarations: '申报说明',
    attachments: '附件',
    signatures: '签署',
  },
  consortium: {
    name: '名称',
    summary: '简介',
    lead: '牵头单位',
    code: '统一社会信用代码',
    kind: '单位类型',
    division: '注册地',
  },
  memberColumns: { place: '序号', name: '单位', code: '统一社会信用代码', kind: '类型', position: '产业链位置' },
  topic: { objective: '目标：', indicators: '考核指标：' },
  plan: { goals: '关键核心任务', intellectualProperty: '知识产权', talent: '人才培养', diffusion: '推广应用' },
  milestoneColumns: { due: '完成时间', title: '事项', indicator: '考核指标' },
  fundingColumns: { year: '年度', source: '来源', amount: '金额（万元）' },
  otherMaterial: '其他材料',
  file: (material: string, provider: string, bytes: number) =>
    `${material}，${provider}提供，${bytes.toLocaleString('en-US')} 字节`,
  total: '合计',
  brings: (kind: string, text: string, amount: string | null) =>
    `投入（${kind}）：${text}${amount === null ? '' : `，${amount} 万元`}`,
  signature: {
    lead: '牵头单位',
    member: '成员单位',
    person: '签署人',
    at: '签署时间',
    version: '文本版本',
    hashes: { contentHash: '全文指纹', commonHash: '共同部分指纹', ownHash: '本单位部分指纹' },
    reason: '拒签理由：',
    erased: '（姓名已应本人要求删除）',
    submitted: '已提交并签署',
    notSubmitted: '尚未提交',
    place: (version: number) => `第 ${version} 版`,
    clock: '（北京时间）',
  },
  closing:
    '各方在备案系统中登录本单位账号签署，每家成员的签署对共同部分和本单位部分有效：其中任一改动，该签署即失效，须重新签署；别家部分的改动不影响它。指纹是对所签内容按 SHA-256 算法得到的摘要。扫描首页二维码，可核对本案当前状态；由系统导出的本案文件，可用随附的核验工具离线核验。',
  foot: {
    hash: (mark: string) => `内容指纹 ${mark}`,
    page: (page: number, of: number) => `第 ${page} 页，共 ${of} 页`,
  },
} as const;

/** The name under which the file is kept, without what file systems refuse. */
export const agreementFileName = (consortium: string | null): string =>
  `${(consortium ?? '').replaceAll(/[\\/:*?"<>|]/g, '')}${AGREEMENT.title}.pdf`;
