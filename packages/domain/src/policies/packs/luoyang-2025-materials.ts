import type { Material } from '../material.ts';
import { leadSignaturePage, memberQualification, signaturePage } from './usual-materials.ts';

// The notice's own annexes are not at hand; clauses are the paraphrases of the report, and nothing here stops a filing.
const NOTICE = '洛阳市科学技术局 2025 年市级创新联合体备案通知，据洛阳网 2025-08-25 报道（摘要，非原文）';

export const luoyangMaterials: readonly Material[] = [
  {
    id: 'lead-conditions',
    name: { zh: '牵头单位符合条件的证明', en: 'Proof that the lead meets the conditions' },
    clause: { text: '牵头单位符合备案条件', source: NOTICE },
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document', 'picture'],
    most: 5,
    help: {
      zh: '营业执照、上一年度审计报告、研发平台批复等。',
      en: 'Business licence, last year’s audit report, approvals of research platforms.',
    },
    example: {
      zh: '单位名称和统一社会信用代码看得清，批复附文号。',
      en: 'Name and credit code legible; approvals with their number.',
    },
  },
  {
    id: 'chief-scientist',
    name: { zh: '首席科学家简历和聘任文件', en: 'Curriculum and appointment of the chief scientist' },
    clause: { text: '设有首席科学家', source: NOTICE, key: '首席科学家' },
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: false,
    accepts: ['document'],
    most: 3,
    help: {
      zh: '简历写明研究方向和代表性成果；聘任文件写明任期和职责。不要放身份证号码和住址。',
      en: 'Field and main results; term and duties of the appointment. Leave identity number and home address out.',
    },
    example: {
      zh: '聘任文件盖章，任期覆盖备案有效期，研究方向与拟攻关课题一致。',
      en: 'The appointment stamped, its term covering the validity, the field that of the topics.',
    },
    template: {
      parts: [
        { heading: '一、基本情况', lines: ['姓名：', '工作单位和职务：', '研究方向：'] },
        { heading: '二、代表性成果', table: { columns: ['成果', '时间', '本人作用'], rows: 'blank' } },
        { heading: '三、聘任', lines: ['{lead}聘任        为{consortium}首席科学家，任期自        至        。'] },
      ],
      stampedBy: 'lead',
    },
  },
  {
    id: 'agreement-annex',
    name: { zh: '组建协议附件', en: 'Annex to the agreement' },
    clause: { text: '签订组建协议', source: NOTICE, key: '组建协议' },
    strength: 'encouraged',
    providedBy: 'lead',
    partOfAgreement: true,
    accepts: ['document'],
    most: 5,
    help: {
      zh: '系统里写不下的约定。它是协议的一部分：上传或移除后，各成员须重新签署。',
      en: 'What does not fit the form. It is part of the agreement: members sign again after it changes.',
    },
    example: {
      zh: '标明「组建协议附件」和编号，内容与系统里填写的课题、分工不矛盾。',
      en: 'Marked as an annex with its number, and in line with topics and tasks in the form.',
    },
  },
  memberQualification,
  leadSignaturePage,
  signaturePage,
];
