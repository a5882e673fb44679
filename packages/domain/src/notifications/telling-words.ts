import type { Words } from '../kernel/index.ts';
import type { NotificationKind } from './tellings.ts';

export type TellingWords = {
  /** What happened, as a title and as the subject of a mail. */
  readonly title: Words;
  /** What it means. */
  readonly means: Words;
  /** The one thing to do, as the words of a link; for those who have nothing to do, where to look. */
  readonly todo: Words;
};

const LOOK: Words = { zh: '查看办理进度', en: 'See where it stands' };
const SIGN: Words = { zh: '核对并签署', en: 'Check and sign' };
const HANDLE: Words = { zh: '打开这件申请', en: 'Open the case' };

/** What each notification says. Places in braces are facts of the case. */
export const TELLING_WORDS: Readonly<Record<NotificationKind, TellingWords>> = {
  invited: {
    title: { zh: '{lead}邀请贵单位加入联合体', en: '{lead} invites your organization' },
    means: {
      zh: '请核对贵单位在“{consortium}”中的任务和投入。全部成员签署以后，牵头单位才能提交。',
      en: 'Check what your organization does and brings in “{consortium}”. The lead can submit once every member has signed.',
    },
    todo: SIGN,
  },
  'member-joined': {
    title: { zh: '{member}已接受邀请', en: '{member} accepted the invitation' },
    means: {
      zh: '该单位已加入“{consortium}”，还没有签署。',
      en: 'It has joined “{consortium}” and has not signed yet.',
    },
    todo: { zh: '查看成员', en: 'See the members' },
  },
  'all-signed': {
    title: { zh: '全部成员已签署，可以提交', en: 'Every member has signed: you can submit' },
    means: {
      zh: '“{consortium}”的 {members} 家成员都签署了现在的内容。再修改内容，签署会失效。',
      en: 'All {members} members of “{consortium}” signed what is written now. A change would void their signatures.',
    },
    todo: { zh: '检查并提交', en: 'Check and submit' },
  },
  'member-signed': {
    title: { zh: '{member}已签署', en: '{member} has signed' },
    means: {
      zh: '“{consortium}”已有 {signed} 家签署，共 {members} 家。',
      en: '{signed} of {members} members of “{consortium}” have signed.',
    },
    todo: { zh: '查看签署情况', en: 'See the signatures' },
  },
  'member-refused': {
    title: { zh: '{member}拒绝签署', en: '{member} refused to sign' },
    means: {
      zh: '理由写在案卷里。请修改“{consortium}”的内容后请其重新签署，或者移除该成员。',
      en: 'The reason is in the case. Change “{consortium}” and ask again, or take the member out.',
    },
    todo: { zh: '查看理由', en: 'See the reason' },
  },
  'sign-again': {
    title: { zh: '内容有修改，请重新签署', en: 'Content changed: please sign again' },
    means: {
      zh: '{lead}牵头的“{consortium}”有修改（内容、成员或协议附件），贵单位原来的签署已失效。',
      en: '“{consortium}”, led by {lead}, was changed (content, members or files of the agreement); the signature of your organization no longer counts.',
    },
    todo: SIGN,
  },
  'file-refused': {
    title: { zh: '有一份文件不能使用：{material}', en: 'A file cannot be used: {material}' },
    means: {
      zh: '“{consortium}”的一份文件发现恶意内容，或者存储出错，已停止使用。申请在贵单位手里的，请另传一份；已经提交的，请联系受理单位。',
      en: 'A file of “{consortium}” was found malicious, or the store lost it; it is out of use. While the filing is with you, hand in another; after that, talk to the office.',
    },
    todo: { zh: '查看材料', en: 'See the papers' },
  },
  'own-file-refused': {
    title: { zh: '您上传的文件不能使用：{material}', en: 'Your file cannot be used: {material}' },
    means: {
      zh: '您为“{consortium}”上传的一份文件发现恶意内容，或者存储出错，已停止使用。申请还没有提交的，请另传一份。',
      en: 'A file that you handed in for “{consortium}” was found malicious, or the store lost it; it is out of use. Hand in another while the filing is open.',
    },
    todo: { zh: '查看材料', en: 'See the papers' },
  },
  'member-commented': {
    title: { zh: '{member}提了意见，请答复', en: '{member} commented: please answer' },
    means: {
      zh: '“{consortium}”的条款有该单位的新意见或新答复。答复以后，该单位更容易签署。',
      en: 'There is a new comment or reply on a clause of “{consortium}”. An answer makes it easier to sign.',
    },
    todo: { zh: '查看并答复', en: 'See and answer' },
  },
  commented: {
    title: { zh: '“{consortium}”的条款有新留言', en: 'A new word on a clause of “{consortium}”' },
    means: {
      zh: '有单位就“{consortium}”的条款写了意见或答复，请查看。牵头单位：{lead}。',
      en: 'Somebody commented or answered on a clause of “{consortium}”, led by {lead}.',
    },
    todo: { zh: '查看留言', en: 'See what was said' },
  },
  reminded: {
    title: { zh: '{lead}提醒贵单位签署', en: '{lead} asks you to sign' },
    means: {
      zh: '“{consortium}”的组建协议等贵单位阅读并签署。有疑问可以对条款提意见，不归您签可以转给同事。',
      en: 'The agreement of “{consortium}” waits for your organization to read and sign. Comment on a clause, or pass it to a colleague.',
    },
    todo: SIGN,
  },
  submitted: {
    title: { zh: '“{consortium}”已提交', en: '“{consortium}” was submitted' },
    means: {
      zh: '已经收到申请，回执在案卷里。现在由{office}办理。',
      en: 'The filing was received; its receipt is in the case. It is now with {office}.',
    },
    todo: LOOK,
  },
  'to-recommend': {
    title: { zh: '待推荐：{lead}的申请', en: 'To recommend: the filing of {lead}' },
    means: {
      zh: '“{consortium}”已提交，等待所在区县推荐或退回。{due}',
      en: '“{consortium}” was submitted and waits for the district. {due}',
    },
    todo: HANDLE,
  },
  'to-check': {
    title: { zh: '待受理：{lead}的申请', en: 'To accept: the filing of {lead}' },
    means: {
      zh: '“{consortium}”等待受理或要求补正。{due}',
      en: '“{consortium}” waits to be accepted or corrected. {due}',
    },
    todo: HANDLE,
  },
  recommended: {
    title: { zh: '区县已推荐', en: 'The district recommends the filing' },
    means: {
      zh: '“{consortium}”已转到{office}，等待受理。',
      en: '“{consortium}” is now with {office} and waits to be accepted.',
    },
    todo: LOOK,
  },
  returned: {
    title: { zh: '区县退回了申请', en: 'The district returned the filing' },
    means: {
      zh: '“{consortium}”回到草稿，理由写在案卷里。修改后可以重新提交。',
      en: '“{consortium}” is a draft again; the reason is in the case. Change it and submit again.',
    },
    todo: { zh: '查看理由并修改', en: 'See the reason and change it' },
  },
  'correction-asked': {
    title: { zh: '{office}要求补正', en: '{office} asks for a correction' },
    means: {
      zh: '“{consortium}”有内容需要补正。{due}逾期未补正，申请会失效。',
      en: 'Something in “{consortium}” has to be corrected. {due} After that the filing lapses.',
    },
    todo: { zh: '开始补正', en: 'Correct it' },
  },
  'correction-due': {
    title: { zh: '补正期限快到了', en: 'The correction is due soon' },
    means: {
      zh: '“{consortium}”的补正还没有提交。{due}逾期未补正，申请会失效。',
      en: 'The correction of “{consortium}” was not submitted yet. {due} After that the filing lapses.',
    },
    todo: { zh: '完成补正', en: 'Finish the correction' },
  },
  'sign-waiting': {
    title: { zh: '还没有签署，请核对', en: 'Your signature is still missing' },
    means: {
      zh: '“{consortium}”等待贵单位核对任务和投入并签署。全部成员签署以后，{lead}才能提交。',
      en: '“{consortium}” waits for you to check and sign. {lead} can submit once every member has signed.',
    },
    todo: SIGN,
  },
  'signatures-waiting': {
    title: { zh: '还有成员没有签署', en: 'Some members have not signed' },
    means: {
      zh: '“{consortium}”已有 {signed} 家签署，共 {members} 家，三天没有变化。已提醒未签署的成员。',
      en: '{signed} of {members} members of “{consortium}” have signed, and nothing has moved for three days. The others were reminded.',
    },
    todo: { zh: '查看签署情况', en: 'See the signatures' },
  },
  'draft-waiting': {
    title: { zh: '草稿还没有提交', en: 'A draft waits to be submitted' },
    means: {
      zh: '“{consortium}”有两周没有改动。内容都在，可以接着填；不再需要的可以撤回。',
      en: '“{consortium}” has not been touched for two weeks. Everything is there: go on, or withdraw it.',
    },
    todo: { zh: '接着填写', en: 'Go on' },
  },
  'correction-extended': {
    title: { zh: '补正期限已延长', en: 'You have more time to correct' },
    means: {
      zh: '{office}延长了“{consortium}”的补正期限。{due}',
      en: '{office} gave “{consortium}” more time. {due}',
    },
    todo: { zh: '继续补正', en: 'Go on correcting' },
  },
  'to-check-again': {
    title: { zh: '补正已提交：{lead}', en: 'Corrected: the filing of {lead}' },
    means: {
      zh: '“{consortium}”补正后重新提交，等待办理。{due}',
      en: '“{consortium}” was corrected and submitted again. {due}',
    },
    todo: HANDLE,
  },
  lapsed: {
    title: { zh: '逾期未补正，申请已失效', en: 'Not corrected in time: the filing lapsed' },
    means: {
      zh: '“{consortium}”没有在期限内补正。内容仍在，可以从这件申请建立新的草稿。',
      en: '“{consortium}” was not corrected in time. Nothing is lost: a new draft can start from it.',
    },
    todo: { zh: '查看案卷', en: 'See the case' },
  },
  accepted: {
    title: { zh: '{office}已受理', en: '{office} accepted the filing' },
    means: { zh: '“{consortium}”材料齐全，进入评审。', en: '“{consortium}” is complete and goes to review.' },
    todo: LOOK,
  },
  'in-review': {
    title: { zh: '评审已开始', en: 'The review has begun' },
    means: {
      zh: '“{consortium}”正在评审，不需要贵单位做什么。',
      en: '“{consortium}” is in review; nothing to do for you.',
    },
    todo: LOOK,
  },
  'to-decide': {
    title: { zh: '待决定：{lead}的申请', en: 'To decide: the filing of {lead}' },
    means: {
      zh: '“{consortium}”评审已结束，等待决定是否备案。{due}',
      en: 'The review of “{consortium}” is over; it waits for the decision. {due}',
    },
    todo: HANDLE,
  },
  'in-publicity': {
    title: { zh: '同意备案，开始公示', en: 'Approved: publicity has begun' },
    means: {
      zh: '“{consortium}”正在公示。公示期满、没有异议成立，即登记发证。',
      en: '“{consortium}” is shown to the public. It is registered once that is over and no objection holds.',
    },
    todo: LOOK,
  },
  rejected: {
    title: { zh: '{office}决定不予备案', en: '{office} rejected the filing' },
    means: {
      zh: '“{consortium}”没有通过，理由写在案卷里。',
      en: '“{consortium}” was not approved; the reason is in the case.',
    },
    todo: { zh: '查看理由', en: 'See the reason' },
  },
  'publicity-closed': {
    title: { zh: '公示已结束', en: 'Publicity is over' },
    means: { zh: '“{consortium}”等待登记。', en: '“{consortium}” waits to be registered.' },
    todo: LOOK,
  },
  registered: {
    title: { zh: '“{consortium}”已备案登记', en: '“{consortium}” is registered' },
    means: {
      zh: '登记编号 {number}，证书可以查看和打印。',
      en: 'Number {number}; the certificate can be seen and printed.',
    },
    todo: { zh: '查看证书', en: 'See the certificate' },
  },
  withdrawn: {
    title: { zh: '牵头单位撤回了申请', en: 'The lead withdrew the filing' },
    means: { zh: '“{consortium}”不再办理。', en: '“{consortium}” goes no further.' },
    todo: { zh: '查看案卷', en: 'See the case' },
  },
  objected: {
    title: { zh: '公示期间收到异议', en: 'An objection was raised' },
    means: {
      zh: '有人对“{consortium}”提出实名异议，裁定之前不能登记。',
      en: 'Somebody objected to “{consortium}” by name; it cannot be registered before a ruling.',
    },
    todo: { zh: '查看异议', en: 'See the objection' },
  },
  'objection-ruled': {
    title: { zh: '异议已裁定', en: 'The objection was ruled on' },
    means: {
      zh: '{office}对“{consortium}”的异议作出了裁定。',
      en: '{office} ruled on the objection to “{consortium}”.',
    },
    todo: LOOK,
  },
};
