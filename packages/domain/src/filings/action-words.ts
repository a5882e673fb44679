import type { Words } from '../kernel/index.ts';
import type { FilingAction, FilingRole } from './filing.ts';

/** What the button says, in both languages. */
export const ACTION_WORDS: Readonly<Record<FilingAction, Words>> = {
  sign: { zh: '签署', en: 'Sign' },
  refuse: { zh: '拒签', en: 'Refuse to sign' },
  submit: { zh: '提交备案申请', en: 'Submit the filing' },
  withdraw: { zh: '撤回申请', en: 'Withdraw' },
  recommend: { zh: '同意推荐', en: 'Recommend' },
  return: { zh: '退回申请人', en: 'Return to the applicant' },
  accept: { zh: '受理', en: 'Accept' },
  request_correction: { zh: '要求补正', en: 'Request correction' },
  extend: { zh: '延长补正期限', en: 'Extend the deadline' },
  answer_item: { zh: '答复补正事项', en: 'Answer an item' },
  resubmit: { zh: '补正完毕，重新提交', en: 'Resubmit' },
  start_review: { zh: '开始评审', en: 'Start review' },
  conclude_review: { zh: '形成评审结论', en: 'Conclude review' },
  waive: { zh: '同意放宽', en: 'Grant a waiver' },
  approve: { zh: '同意备案，进入公示', en: 'Approve and publish' },
  reject: { zh: '不予备案', en: 'Reject' },
  close_publicity: { zh: '公示期满，结束公示', en: 'Close publicity' },
  register: { zh: '登记并发证', en: 'Register' },
  lapse: { zh: '逾期失效', en: 'Lapse' },
};

/** The label for this person: the lead applies for a waiver, the bureau grants it. */
export function actionWords(action: FilingAction, roles: ReadonlySet<FilingRole>): Words {
  return action === 'waive' && roles.has('lead_editor')
    ? { zh: '说明理由申请放宽', en: 'Apply for a waiver' }
    : ACTION_WORDS[action];
}
