import type { PolicyVersion } from '../pack.ts';
import { luoyangMaterials } from './luoyang-2025-materials.ts';

// Only the opening part of the notice is known; it is paraphrased in the source, so no clause here is a verbatim quotation.
const NOTICE = '洛阳市科学技术局 2025 年市级创新联合体备案通知，据洛阳网 2025-08-25 报道（摘要，非原文）';
const FROM = '2025-08-25';

/** Luoyang's filing conditions of 2025 as data. Working days are the deployment's own setting. */
export const luoyang2025: PolicyVersion = {
  id: 'pol_luoyang-2025',
  version: 1,
  jurisdiction: '410300',
  title: { zh: '洛阳市创新联合体备案条件（2025）', en: 'Luoyang conditions for filing consortia (2025)' },
  document: {
    name: '2025 年洛阳市创新联合体备案通知',
    number: null,
    issuedOn: FROM,
    issuer: '洛阳市科学技术局',
    source: '洛阳网 2025-08-25',
    address: 'http://news.lyd.com.cn/system/2025/08/25/032494629.shtml',
  },
  effectiveFrom: FROM,
  recommendation: true,
  reminders: { correction: [5, 2, 1, 0], signatures: 3, draft: 14 },
  clocks: {
    acceptance: 5,
    recommendation: 5,
    correction: 10,
    correctionExtension: 20,
    review: 20,
    decision: 10,
    publicity: 5,
  },
  rules: [
    {
      id: 'members-min',
      kind: 'member_count',
      group: 'composition',
      clause: { text: '成员单位原则上不少于10家', source: NOTICE, key: '原则上不少于10家' },
      strength: 'in_principle',
      parameters: { counts: {}, min: 10, noun: 'all' },
      judged: 'computed',
      effectiveFrom: FROM,
    },
    {
      id: 'chain-share',
      kind: 'member_share',
      group: 'composition',
      clause: { text: '产业链上下游企业占比超过50%', source: NOTICE, key: '超过50%' },
      strength: 'required',
      parameters: {
        counts: { kinds: ['enterprise'], positions: ['upstream', 'midstream', 'downstream'] },
        overPercent: 50,
        noun: 'chain',
      },
      judged: 'computed',
      effectiveFrom: FROM,
    },
    {
      id: 'lead-conditions',
      kind: 'statement',
      group: 'lead',
      clause: { text: '牵头单位符合备案条件', source: NOTICE },
      strength: 'required',
      parameters: { key: 'lead_conditions' },
      judged: 'reviewer',
      effectiveFrom: FROM,
    },
    {
      id: 'chief-scientist',
      kind: 'statement',
      group: 'lead',
      clause: { text: '设有首席科学家', source: NOTICE, key: '首席科学家' },
      strength: 'required',
      parameters: { key: 'chief_scientist' },
      judged: 'reviewer',
      effectiveFrom: FROM,
    },
    {
      id: 'agreement-signed',
      kind: 'signatures',
      group: 'agreement',
      clause: { text: '签订组建协议', source: NOTICE, key: '组建协议' },
      strength: 'required',
      parameters: {},
      judged: 'computed',
      effectiveFrom: FROM,
    },
    {
      id: 'agreement-topics',
      kind: 'content_part',
      group: 'agreement-content',
      clause: { text: '组建协议写明拟攻关的课题', source: NOTICE },
      strength: 'required',
      parameters: { part: 'topics' },
      judged: 'computed',
      effectiveFrom: FROM,
    },
    {
      id: 'application',
      kind: 'content_part',
      group: 'filing',
      clause: { text: '牵头单位向县区科技主管部门报送备案材料', source: NOTICE },
      strength: 'required',
      parameters: { part: 'application' },
      judged: 'computed',
      effectiveFrom: FROM,
    },
  ],
  provisions: [
    { id: 'district-recommends', group: 'governance', text: '县区科技主管部门审核并加盖公章推荐后报市科技局' },
    { id: 'call-window', group: 'governance', text: '2025 年集中受理时间：2025 年 8 月 25 日至 10 月 9 日' },
    { id: 'support-recommend', group: 'support', text: '推荐申报省级项目' },
    { id: 'support-topics', group: 'support', text: '市重大科技专项优先由创新联合体出题' },
    { id: 'support-talent', group: 'support', text: '人才政策支持' },
  ],
  materials: luoyangMaterials,
  doubts: [
    {
      zh: '报道没有刊出材料清单；所列材料由本局按条件整理，均为鼓励提供，不影响提交。',
      en: 'The report prints no list of materials; the bureau derived this one from the conditions. Nothing on it stops a filing.',
    },
    {
      zh: '所据报道只有开头部分，条件列全而细则不全；文字为摘要，不是通知原文。',
      en: 'Only the opening part of the report is at hand: conditions are listed, details are not. Wording is a summary.',
    },
    { zh: '通知没有写有效期；由申请单位提出，受理时核定。', en: 'The notice states no validity period.' },
  ],
};
