import { ACTION_WORDS, type FilingAction } from '@lianchuang/domain/filings';
import type { Words } from '@lianchuang/domain/kernel';

const HAPPENED: Partial<Record<FilingAction, Words>> = {
  sign: { zh: '成员签署', en: 'Member signed' },
  refuse: { zh: '成员拒签', en: 'Member refused to sign' },
  submit: { zh: '牵头单位提交', en: 'Submitted by the lead' },
  withdraw: { zh: '牵头单位撤回', en: 'Withdrawn by the lead' },
  recommend: { zh: '区县推荐', en: 'Recommended by the district' },
  return: { zh: '区县退回', en: 'Returned by the district' },
  accept: { zh: '科技局受理', en: 'Accepted by the bureau' },
  extend: { zh: '补正期限延长', en: 'Deadline extended' },
  answer_item: { zh: '答复补正事项', en: 'Item answered' },
  resubmit: { zh: '补正后重新提交', en: 'Resubmitted after correction' },
  conclude_review: { zh: '评审结束', en: 'Review concluded' },
  approve: { zh: '同意备案，开始公示', en: 'Approved; publicity opened' },
  reject: { zh: '不予备案', en: 'Rejected' },
  close_publicity: { zh: '公示结束', en: 'Publicity closed' },
  register: { zh: '备案登记，发给证书', en: 'Registered, certificate issued' },
  lapse: { zh: '逾期未补正，申请失效', en: 'Lapsed: correction overdue' },
};

const OTHERS: Readonly<Record<string, Words>> = {
  'filing.remind': { zh: '提醒补正期限', en: 'Reminded of the deadline' },
  'filing.remind_signatures': { zh: '提醒尚未签署的成员', en: 'Reminded members who have not signed' },
  'filing.remind_draft': { zh: '提醒草稿尚未提交', en: 'Reminded of a draft' },
  'filing.start': { zh: '建立草稿', en: 'Draft started' },
  'filing.edit': { zh: '修改内容', en: 'Content changed' },
  'filing.add_member': { zh: '邀请成员', en: 'Member invited' },
  'filing.add_members': { zh: '按名单邀请成员', en: 'Members invited by list' },
  'filing.edit_member': { zh: '修改成员', en: 'Member changed' },
  'filing.remove_member': { zh: '移除成员', en: 'Member removed' },
  'filing.accept_invitation': { zh: '成员接受邀请', en: 'Invitation accepted' },
  'filing.attach_file': { zh: '附上文件', en: 'File attached' },
  'filing.remove_file': { zh: '移除文件', en: 'File removed' },
  'filing.refuse_file': { zh: '文件未通过检查，已移除', en: 'File refused and taken out' },
  'attachment.begin': { zh: '开始上传文件', en: 'Upload begun' },
  'attachment.store': { zh: '文件上传完毕', en: 'File stored' },
  'attachment.check': { zh: '文件检查完毕', en: 'File checked' },
  'attachment.refuse': { zh: '文件未通过检查', en: 'File refused' },
  'attachment.remove': { zh: '放弃上传', en: 'Upload given up' },
  'attachment.expire': { zh: '上传过期', en: 'Upload expired' },
  'filing.remind_member': { zh: '提醒成员签署', en: 'Member reminded' },
  'filing.send_invitation': { zh: '发送邀请', en: 'Invitation sent' },
  'reading.note': { zh: '成员阅读', en: 'Read by a member' },
  'comment.add': { zh: '提出意见', en: 'Comment made' },
  'comment.resolve': { zh: '意见办结', en: 'Comment settled' },
  'organization.pass_on': { zh: '转给同事', en: 'Passed to a colleague' },
  'organization.register': { zh: '注册单位', en: 'Organization registered' },
  'organization.invite_colleague': { zh: '邀请同事', en: 'Colleague invited' },
  'organization.withdraw_invitation': { zh: '作废邀请链接', en: 'Invitation withdrawn' },
  'organization.join': { zh: '同事加入单位', en: 'Colleague joined' },
  'organization.remove_person': { zh: '移出同事', en: 'Colleague taken out' },
  'account.confirm': { zh: '确认邮箱', en: 'Address confirmed' },
  'account.end-sessions': { zh: '强制退出', en: 'Signed out everywhere' },
  'account.reset-second-factor': { zh: '清除两步验证', en: 'Second factor cleared' },
  'account.disable': { zh: '停用账号', en: 'Account disabled' },
  'account.enable': { zh: '恢复账号', en: 'Account enabled' },
  'account.grant-office': { zh: '授予职务', en: 'Office granted' },
  'account.end-office': { zh: '解除职务', en: 'Office ended' },
  'consortium.expire': { zh: '有效期满', en: 'Validity ended' },
  'consortium.revoke': { zh: '撤销登记', en: 'Registration revoked' },
  'account.second-factor-on': { zh: '启用两步验证', en: 'Authenticator enrolled' },
  'account.second-factor-off': { zh: '关闭两步验证', en: 'Authenticator ended' },
  'account.phone-set': { zh: '绑定或更换手机号', en: 'Phone number set' },
  'account.phone-removed': { zh: '解除手机号', en: 'Phone number removed' },
  'account.address-confirmed': { zh: '凭验证码确认邮箱', en: 'Address confirmed by code' },
  'account.password-set': { zh: '设置或修改密码', en: 'Password set' },
  'account.passkey-added': { zh: '添加通行密钥', en: 'Passkey added' },
  'account.passkey-removed': { zh: '移除通行密钥', en: 'Passkey removed' },
  'notice.object': { zh: '收到异议', en: 'Objection received' },
  'notice.rule': { zh: '异议裁定', en: 'Objection ruled on' },
};

/** What happened, for a timeline. */
export function eventWords(action: string): Words {
  const own = action.startsWith('filing.') ? (action.slice('filing.'.length) as FilingAction) : undefined;
  const known = own === undefined ? undefined : (HAPPENED[own] ?? ACTION_WORDS[own]);
  return known ?? OTHERS[action] ?? { zh: action, en: action };
}

/** Steps that carry the bureau's mark. */
export const OFFICIAL_ACTIONS: readonly string[] = ['filing.register', 'consortium.revoke'];
/** Steps that a public page may show; nothing said inside a case is among them. */
export const PUBLIC_ACTIONS: readonly string[] = [
  'filing.submit',
  'filing.recommend',
  'filing.accept',
  'filing.conclude_review',
  'filing.approve',
  'filing.close_publicity',
  'filing.register',
  'consortium.expire',
  'consortium.revoke',
];
/** Steps that would drown a timeline; they stay in the audit trail. */
export const QUIET_ACTIONS: readonly string[] = [
  'filing.edit',
  'filing.edit_member',
  'filing.answer_item',
  'filing.attach_file',
  'filing.remove_file',
  'filing.remind_member',
  'filing.send_invitation',
];
