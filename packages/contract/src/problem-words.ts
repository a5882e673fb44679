import type { Words } from '@lianchuang/domain/kernel';

type Facts = Readonly<Record<string, unknown>>;
type Entry = {
  readonly status: number;
  readonly title: Words;
  /** What happened, the details, how to solve it; only facts that the caller may know. */
  readonly detail: (facts: Facts) => Words;
};

const say = (zh: string, en: string) => (): Words => ({ zh, en });
const entry = (status: number, zh: string, en: string, detail: Entry['detail']): Entry => ({
  status,
  title: { zh, en },
  detail,
});

type Ruled = { message: Words };
const messages = (facts: Facts): Words => {
  const rules = (facts['rules'] as Ruled[] | undefined) ?? [];
  return {
    zh: rules.map((each) => each.message.zh).join(''),
    en: rules.map((each) => each.message.en).join(' '),
  };
};
const names = (facts: Facts): string =>
  ((facts['members'] as { name: string }[] | undefined) ?? []).map((each) => each.name).join('、');

type Owed = { name: Words; owing: { name: string }[] };
const owed = (facts: Facts): Words => {
  const materials = (facts['materials'] as Owed[] | undefined) ?? [];
  const of = (each: Owed, by: string) => each.owing.map(({ name }) => name).join(by);
  return {
    zh: materials.map((each) => `「${each.name.zh}」（${of(each, '、')}）`).join('、'),
    en: materials.map((each) => `${each.name.en} (${of(each, ', ')})`).join('; '),
  };
};
const listed = (facts: Facts, key: string, between: string): string =>
  ((facts[key] as readonly unknown[] | undefined) ?? []).map(String).join(between);
const places = (facts: Facts, none: string): string => {
  const open = (facts['open'] as readonly string[] | undefined) ?? [];
  return open.length === 0 ? none : open.map((each) => (each === '' ? '/' : each)).join('、');
};
const isListed = (facts: Facts, key: string, value: string): boolean =>
  ((facts[key] as readonly unknown[] | undefined) ?? []).includes(value);
/** China's time, as instants are written here: to the minute where a notice states it, whole where one was measured. */
const moment = (at: unknown): string =>
  String(at ?? '')
    .slice(0, 23)
    .replace('T', ' ');
const minute = (at: unknown): string =>
  String(at ?? '')
    .slice(0, 16)
    .replace('T', ' ');

// prettier-ignore
/** Every refusal code with its status and its words. A code that is missing here does not compile where it is used. */
export const PROBLEMS = {
  'malformed-json': entry(400, '请求不是有效的 JSON', 'Not valid JSON', say('请求体无法解析为 JSON。请检查括号、引号和编码（UTF-8）。', 'The body cannot be read as JSON. Check brackets, quotes and encoding (UTF-8).')),
  'malformed-query': entry(400, '地址参数有误', 'Malformed query', (f) => ({ zh: `参数 ${String(f['name'] ?? '')} 出现了多次或无法识别。每个参数只写一次。`, en: `Parameter ${String(f['name'] ?? '')} is repeated or unreadable. Give each one once.` })),
  'bad-cursor': entry(400, '翻页位置无效', 'Bad cursor', say('翻页位置不是本站给出的。请从第一页重新开始。', 'The cursor was not made here. Start from the first page.')),
  'not-signed-in': entry(401, '需要登录', 'Sign in first', say('没有登录，或登录已过期。请登录后再试，已填内容不会丢。', 'You are not signed in, or the session is over. Sign in and try again.')),
  'password-wrong': entry(401, '密码不对', 'Wrong password', say('密码不对，没有改动。请核对大小写后重新输入。', 'The password is wrong; nothing was changed. Check upper and lower case and type it again.')),
  'code-wrong': entry(401, '验证码不对或已用过', 'Wrong or used code', say('请输入身份验证器现在显示的 6 位数字；每个只用一次，30 秒一换，刚用过的请等下一个。一直不对，请核对手机时间是否自动校准；也可以用一个没用过的恢复码。', 'Enter the six digits that your authenticator shows now; each serves once and for 30 seconds. If it keeps failing, check the clock of your phone, or use a recovery code that was not used before.')),
  'code-too-late': entry(401, '请重新输入密码', 'Begin again', say('输入密码后 10 分钟内没有完成验证，或这次登录已经用完。请重新输入邮箱和密码。', 'The second step was not finished within ten minutes, or was finished already. Enter e-mail and password again.')),
  'second-factor-needed': entry(403, '须先完成两步验证', 'Second factor needed', say('您担任机关职务，须用两步验证登录后才能办理。还没启用的，请到「我的账号」（/account）启用；已启用的，请退出后重新登录并输入验证码。', 'You hold an office, which needs a sign-in in two steps. Enroll at “My account” (/account); if you have enrolled already, sign out and sign in again with a code.')),
  'passkey-wrong': entry(401, '通行密钥没有通过', 'Passkey not accepted', say('这个通行密钥没有通过核验，可能已在「我的账号」里移除。请重试，或改用邮箱和密码登录。', 'This passkey was not accepted; it may have been removed at “My account”. Try again, or sign in with e-mail and password.')),
  'passkey-too-late': entry(401, '请重新使用通行密钥', 'Begin again', say('没有在 5 分钟内完成，或这一次已经用过。请回到原页面再试一次。', 'It was not finished within five minutes, or was used already. Go back and try once more.')),
  'second-factor-unproven': entry(403, '请先完成第二步', 'Show your second factor first', say('您已有第二步登录方式，但这次登录没有用到。请用通行密钥确认，或退出后重新登录并完成第二步，再来修改。', 'You have a second factor, but did not use it for this sign-in. Confirm with your passkey, or sign out and in again, then come back.')),
  'not-allowed': entry(403, '无权办理', 'Not allowed', say('您在这件事里没有办理这一步的权限。如需办理，请联系本单位管理员或经办机关。', 'Your role does not include this step. Ask your organization’s owner or the bureau.')),
  'foreign-origin': entry(403, '请求来自其他网站', 'Foreign origin', say('这个请求不是从本站页面发出的，已拒绝。请回到本站重新操作。', 'This request did not come from this site and was refused.')),
  'not-found': entry(404, '没有这一项', 'Not found', say('地址可能写错，或这份内容不对您公开。', 'The address may be wrong, or this is not open to you.')),
  'method-not-allowed': entry(405, '不支持这种请求', 'Method not allowed', (f) => ({ zh: `这个地址只接受 ${String(f['allow'] ?? '')}。`, en: `This address accepts ${String(f['allow'] ?? '')} only.` })),
  'second-factor-on': entry(409, '两步验证已启用', 'Enrolled already', say('两步验证已经启用。要换手机或换验证器，请先关闭，再重新启用。', 'You have enrolled already. To change your phone or app, turn it off and enroll again.')),
  'passkey-none': entry(409, '还没有通行密钥', 'No passkey yet', say('这个账号还没有通行密钥。请输入验证码；登录后可在「我的账号」添加。', 'This account has no passkey. Enter a code; you can add a passkey at “My account”.')),
  'passkey-taken': entry(409, '这个通行密钥已添加', 'Passkey added already', say('这台设备的通行密钥已经在用。请换一台设备或另一把安全密钥。', 'The passkey of this device is in use already. Use another device or security key.')),
  'passkeys-full': entry(409, '通行密钥已满', 'Too many passkeys', say('一个账号最多 10 个通行密钥。请先移除不用的。', 'An account holds at most ten passkeys. Remove one that you no longer use.')),
  'stale-version': entry(409, '内容已被别人更新', 'Changed meanwhile', say('您看到的不是最新版本。请重新读取，核对后再操作；您填写的内容仍在页面上。', 'You saw an older version. Read it again, compare, and repeat.')),
  'uri-too-long': entry(414, '地址太长', 'URI too long', say('地址超过 8 KB。请缩短查询条件。', 'The address is over 8 KB. Shorten the query.')),
  'body-too-large': entry(413, '内容太大', 'Body too large', say('请求超过 1 MB。请删减后再提交。', 'The request is over 1 MB.')),
  'unsupported-media-type': entry(415, '不支持的内容类型', 'Unsupported media type', say('只接受 application/json（UTF-8，不压缩）。', 'Only application/json (UTF-8, not compressed) is accepted.')),
  'invalid-input': entry(422, '有内容需要改', 'Invalid input', say('有字段不符合要求，逐项见 errors。已填内容没有丢，改好后再提交。', 'Some fields need mending; see errors.')),
  'idempotency-key-reused': entry(422, '提交编号重复使用', 'Idempotency key reused', say('同一个 Idempotency-Key 已用于另一份内容。请换一个新的编号。', 'This Idempotency-Key was used for another body. Use a new one.')),
  'precondition-required': entry(428, '缺少版本号', 'If-Match missing', say('修改须带 If-Match 版本号，以免覆盖别人的修改。请先读取，再修改。', 'A change needs If-Match with the version you read.')),
  'too-many-attempts': entry(429, '尝试次数过多', 'Too many attempts', say('这个账号或网络地址连续多次密码不对，暂停登录。请过 15 分钟再试；忘记密码的，可以用邮箱或手机验证码登录后重设。', 'Too many wrong passwords for this account or from this network. Try again in 15 minutes, or sign in with a code and set a new password.')),
  'phone.malformed': entry(422, '手机号不对', 'Not a mobile number', say('请填写 11 位中国大陆手机号。', 'Enter a mobile number of mainland China, eleven digits.')),
  'phone.code-too-soon': entry(429, '验证码发送太频繁', 'Too many codes sent', say('已收到的验证码 10 分钟内有效，可以直接填写。没收到的，请过一会儿再发：同一手机号每分钟 1 条、每小时 5 条、每天 10 条，确切时间见 Retry-After。', 'A number gets one code a minute, five an hour, ten a day. Try again after the time in Retry-After; a code that arrived is valid for ten minutes.')),
  'phone.not-sent': entry(503, '短信没有发出', 'The text was not sent', say('短信暂时发不出去。请稍后再试，或用密码、通行密钥登录。', 'Texts cannot be sent at the moment. Try later, or sign in by password or passkey.')),
  'phone.code-wrong': entry(401, '验证码不对', 'Wrong code', say('请核对短信里的 6 位数字。每条验证码最多试 5 次。', 'Check the six digits in the text. Each code takes five tries.')),
  'phone.code-gone': entry(401, '验证码已失效', 'The code counts no longer', say('验证码 10 分钟内有效，只能用一次，只能在获取它的这台设备上用，最多试 5 次。请重新获取。', 'A code is valid for ten minutes, once, in the browser that asked for it, for five tries. Ask for a new one.')),
  'phone.taken': entry(409, '手机号已属于另一个账号', 'The number belongs to another account', say('这个手机号已绑定另一个账号。请先用它登录那个账号并解除绑定。', 'This number belongs to another account. Sign in there and remove it first.')),
  'phone.only-way-in': entry(409, '手机号是唯一的登录方式', 'The only way in', say('这个账号没有密码，解除手机号后就登录不了。可以改绑另一个手机号。', 'This account has no password; without the number nobody could sign in. You can change it to another one.')),
  'mail.code-too-soon': entry(429, '验证码发送太频繁', 'Too many codes sent', say('已收到的验证码 10 分钟内有效，可以直接填写。没收到的，请过一会儿再发：同一邮箱每分钟 1 封、每小时 5 封、每天 10 封，确切时间见 Retry-After。', 'An address gets one code a minute, five an hour, ten a day. Try again after the time in Retry-After; a code that arrived is valid for ten minutes.')),
  'mail.not-sent': entry(503, '邮件没有发出', 'The mail was not sent', say('邮件暂时发不出去，或本平台没有开通邮件。请稍后再试，或改用手机号、密码、通行密钥登录；都不行的，请联系系统管理员。', 'Mail cannot be sent at the moment, or this platform has none. Try later, or use your phone, password or passkey; if none works, ask the system administrator.')),
  'mail.code-wrong': entry(401, '验证码不对', 'Wrong code', say('请核对邮件里的 6 位数字。每个验证码最多试 5 次。', 'Check the six digits in the mail. Each code takes five tries.')),
  'mail.code-gone': entry(401, '验证码已失效', 'The code counts no longer', say('验证码 10 分钟内有效，只能用一次，只能在获取它的这台设备上用，最多试 5 次。请重新获取。', 'A code is valid for ten minutes, once, in the browser that asked for it, for five tries. Ask for a new one.')),
  'password.of-demonstration': entry(403, '演示账号的密码不能改', 'Not in a demonstration', say('这是公用的演示账号，密码写在启动说明里，别的参观者也要用。想试改密码，请自己注册一个账号。', 'This account belongs to the demonstration and everybody who tries it. Sign up with one of your own to change a password.')),
  'sign-in-not-fresh': entry(403, '请先确认是您本人', 'Show that it is you', say('改手机号或密码前要确认是您本人。请填写现在的密码；没有密码或忘记了的，请退出后用验证码或通行密钥登录（启用了两步验证的，也要完成第二步），10 分钟内来改。', 'Changing the number or the password takes the password you have. Without one, or if you forgot it, sign out, sign in with a code or a passkey, with your second factor where it is on, and come back within ten minutes.')),
  'too-many-codes': entry(429, '验证码输错太多次', 'Too many codes', say('15 分钟内已输错 5 次，暂停验证。请按 Retry-After 所示时间之后再试；手机不在身边，届时请用恢复码。如果不是您本人在输，请尽快改密码并告诉系统管理员。', 'Five wrong entries within 15 minutes. Try again after the time in Retry-After, with a recovery code if your phone is lost. If this was not you, tell the administrator.')),
  'too-many-requests': entry(429, '次数已到上限', 'Too many requests', say('这项操作在一段时间内的次数已到上限，没有办理。请按 Retry-After 所示时间之后再试；确有需要，请联系经办机关。', 'The quota for this is used up; nothing was done. Try again after the time in Retry-After.')),
  'internal-error': entry(500, '系统出错', 'Internal error', say('系统出错，操作没有完成。请稍后再试；一直不行，请把请求编号告诉我们。', 'Something failed on our side. Try again later; quote the request id if it goes on.')),
  'sealing-stopped': entry(503, '存证中断，暂停办理', 'Decisions are paused', say('业务记录已超过 4 小时未能存证，为保证每项决定可核验，审核、认定等操作暂停；查看和填写不受影响。请联系系统管理员，存证恢复后再办理。', 'Records have not been sealed for more than four hours, so decisions are paused; reading and drafting go on. Tell the system administrator and repeat once sealing works again.')),
  'not-confirmed': entry(504, '尚未确认', 'Not confirmed yet', say('系统还没有答复，这一步可能已经办成，也可能没有。请稍等片刻，在原页面再提交一次：同一份提交只算一次，不会重复。', 'No answer came yet: the step may have been done or not. Wait a little and send the same page again; it counts once, however often it is sent.')),
  'not-accepted': entry(503, '没有受理', 'Not accepted', say('系统等了两分钟仍未能写入，这次提交没有受理，什么都没有改动。请马上再提交一次；期限以系统收到那一次的时间为准。', 'The request waited for two minutes and was not accepted; nothing was changed. Send it again at once: the deadline is judged by the time at which that one comes in.')),
  'too-busy': entry(503, '暂时繁忙', 'Busy', say('系统暂时繁忙，操作没有完成。请稍后再试。', 'The system is busy; nothing was done. Try again shortly.')),

  'person.holds-office': entry(409, '您担任机关职务', 'You hold an office', say('机关工作人员作出的决定依法须署名。请先由管理员解除职务，再注销账号。', 'Decisions of an office stand under a name by law. Ask the administrator to end your office first.')),
  'person.last-owner': entry(409, '还有单位只由您管理', 'Last owner', (f) => ({ zh: `${names(f)}有在办事项，只有您一位管理人。请先交接给同事，或办结、撤回后再注销。`, en: `You are the only owner of ${names(f)}, which has an open case. Hand it over, or end the case first.` })),
  'account.unknown-address': entry(404, '没有这个账号', 'No such account', say('没有用这个邮箱注册的账号，或者它不归您管理。请核对邮箱；新同事须先自行注册，再授予职务。', 'No account has this address, or it is not yours to administer. Check the address; a new colleague signs up first.')),
  'account.own': entry(403, '不能管理自己的账号', 'Your own account', say('停用、退出、授予和解除职务都须由另一位管理员办理。请联系本局同岗位的其他管理员。', 'Nobody administers the own account. Ask another administrator of your bureau.')),
  'account.nothing-to-do': entry(409, '没有需要办理的', 'Nothing to do', say('这个账号已经是您要的状态。请刷新页面核对。', 'The account already is what you ask for. Reload the page.')),
  'account.other-bureau': entry(403, '还属于其他机关', 'Serves another bureau', say('这个账号还属于其他机关，在这里改动会影响那里。停用请联系那里的系统管理员，本局可以先强制退出、解除本局职务；要在本局任职，请本人用另一个邮箱注册工作账号。', 'The account belongs to another bureau too. Ask its system administrator; here you may sign it out and end the office in yours. To hold an office here, the person signs up once more with another address.')),
  'account.is-administrator': entry(409, '须先解除管理员职务', 'An administrator', say('系统、安全、审计三类管理员不能由一人停用。请先由安全管理员解除其职务，再停用账号。', 'No single person shuts out an administrator. The security administrator ends the office first.')),
  'account.disabled': entry(409, '账号已停用', 'Account disabled', say('这个账号已停用，不能授予职务。请先由系统管理员恢复账号。', 'The account is disabled and gets no office. The system administrator enables it first.')),
  'account.office-held': entry(409, '已担任这个职务', 'Office held already', say('这个账号已经担任这个职务。请刷新页面核对。', 'The account holds this office already. Reload the page.')),
  'account.office-not-held': entry(409, '没有担任这个职务', 'Office not held', say('这个账号没有担任这个职务，可能刚被解除。请刷新页面核对。', 'The account does not hold this office; it may have just been ended. Reload the page.')),
  'account.offices-exclude': entry(409, '职务不能兼任', 'Offices exclude each other', say('系统管理员、安全管理员、审计管理员须由不同的人担任，也不能兼任其他职务。请先解除原职务，或改授他人。', 'System, security and audit administrator are three people, and hold no other office. End the other office first, or grant it to somebody else.')),
  'account.division-outside': entry(422, '推荐区域不对', 'Wrong division', say('只有推荐人可以限定区市，且须在本局辖区内。请改选区市，或留空。', 'Only a recommender is limited to a division, and to one inside the bureau’s. Choose another or leave it empty.')),

  'organization.no-invitation': entry(404, '邀请链接无效', 'Link invalid', say('链接不完整、已用过、已作废或已过期。请向本单位的管理人要新的链接。', 'The link is incomplete, used, withdrawn or over. Ask the owner of the organization for a new one.')),
  'organization.already-in': entry(409, '您已在这家单位里', 'Already in', say('您已经在这家单位里，不用再加入。角色要改，请联系本单位的管理人。', 'You are in this organization already. Its owner changes your role.')),
  'organization.last-owner': entry(409, '至少要有一位管理人', 'Last owner', say('这家单位只有这一位管理人，不能移出。', 'The organization has no other owner, so this one stays.')),
  'organization.uscc-taken': entry(409, '该单位已注册', 'Already registered', say('这个统一社会信用代码已经注册。请联系本单位的管理员加入，或核对代码。', 'This credit code is registered already. Ask its owner to add you, or check the code.')),

  'filing.wrong-state': entry(409, '现在不能办理这一步', 'Wrong state', (f) => ({ zh: `申请现在的状态是「${FILING_STATUS_WORDS[String(f['status'])]?.zh ?? String(f['status'])}」，不能办理这一步。请刷新页面查看现在可以办理的事项。`, en: `The filing is ${String(f['status'])}; this step is not open now. Reload to see what is.` })),
  'filing.rules-unmet': entry(409, '还有条件不符合', 'Rules unmet', (f) => ({ zh: `${messages(f).zh}补齐后再提交。`, en: `${messages(f).en} Mend these first.` })),
  'filing.materials-missing': entry(409, '材料不齐', 'Materials missing', (f) => ({ zh: `还缺材料：${owed(f).zh}。请在「材料」一步上传；成员的材料由成员在自己的签署页上传，上传后再提交。`, en: `Still missing: ${owed(f).en}. Upload them at the step “Materials”; members upload theirs on their signing page.` })),
  'filing.waiver-missing': entry(409, '有条件不足，须说明理由', 'Reason needed', (f) => ({ zh: messages(f).zh, en: messages(f).en })),
  'filing.waiver-not-granted': entry(409, '放宽尚未同意', 'Waiver not granted', (f) => ({ zh: `${messages(f).zh}须先由经办机关同意放宽。`, en: `${messages(f).en} The bureau has to grant the waiver first.` })),
  'filing.waiver-not-possible': entry(409, '这一条不能放宽', 'No waiver possible', say('这一条已经符合，或写的是“须”，不能放宽。', 'This rule is met already, or is required and cannot be waived.')),
  'filing.signatures-missing': entry(409, '还有成员没有签署本版', 'Signatures missing', (f) => ({ zh: names(f) === '' ? '还没有成员。请先邀请成员并完成签署。' : `还没有签署本版：${names(f)}。请提醒签署；拒签或内容改动后须重新签署。`, en: names(f) === '' ? 'There are no members yet.' : `Not signed yet: ${names(f)}.` })),
  'filing.content-changed': entry(409, '内容已改动', 'Content changed', say('您阅读之后，牵头单位改动了内容。请重新阅读最新版本再签署。', 'The lead changed the content after you read it. Read the latest version and sign that.')),
  'filing.already-signed': entry(409, '本版已签署', 'Already signed', say('贵单位已签署本版，不用再签。', 'You have signed this version already.')),
  'filing.recommendation-needed': entry(409, '须先由区县推荐', 'Recommendation needed', say('按规则须先由区县科技主管部门推荐。', 'The district has to recommend first.')),
  'filing.recommendation-not-used': entry(409, '本规则没有推荐环节', 'No recommendation here', say('这一版规则不设推荐环节。', 'This policy version has no recommendation step.')),
  'filing.correction-overdue': entry(409, '补正期限已过', 'Correction overdue', (f) => ({ zh: `补正期限是 ${String(f['dueOn'])} 24:00，已过。申请按失效处理，可重新申请。`, en: `The correction was due on ${String(f['dueOn'])}; the filing lapses. You may file anew.` })),
  'filing.correction-not-due': entry(409, '补正期限未到', 'Correction not due', say('补正期限还没有到，或不能计算。', 'The deadline has not passed or cannot be counted.')),
  'filing.publicity-running': entry(409, '公示期未满', 'Publicity running', (f) => ({ zh: `公示到 ${String(f['lastDay'])} 24:00 为止，期满后才能结束。`, en: `Publicity runs until the end of ${String(f['lastDay'])}.` })),
  'filing.publicity-closed': entry(409, '公示已结束', 'Publicity closed', say('公示已经结束。', 'Publicity is closed already.')),
  'filing.publicity-not-closed': entry(409, '公示尚未结束', 'Publicity not closed', say('请先在公示期满后结束公示，再登记。', 'Close publicity first, then register.')),
  'filing.objection-open': entry(409, '有异议尚未裁定', 'Objection open', (f) => ({ zh: `有 ${String(f['objections'])} 件异议尚未裁定，裁定之前不予登记。`, en: `${String(f['objections'])} objection(s) wait for a ruling.` })),
  'filing.objection-upheld': entry(409, '异议成立', 'Objection upheld', say('有异议裁定成立，不能登记。如需终止，请作出不予备案决定。', 'An objection was upheld; the filing cannot be registered.')),
  'filing.not-editable': entry(409, '现在不能修改', 'Not editable', say('申请已经提交，内容不能再改。补正期间可以修改。', 'The filing has been submitted; it can be changed in draft and correction only.')),
  'filing.field-not-open': entry(409, '这一项没有开放修改', 'Not open to change', (f) => ({ zh: `补正期间只能改经办机关指出的内容。现在开放：${places(f, '无')}。改动没有保存；确需改别处，请在答复里说明。`, en: `In a correction only what the bureau pointed at may change. Open now: ${places(f, 'nothing')}. Nothing was saved; say in an answer what else needs changing.` })),
  'filing.items-unanswered': entry(409, '还有事项没有补正或答复', 'Items unanswered', (f) => ({ zh: `第 ${listed(f, 'items', '、')} 项还没有改动，也没有答复。请逐项修改或写明答复，再重新提交。`, en: `Item ${listed(f, 'items', ', ')} has been neither changed nor answered. Do one of both for each, then resubmit.` })),
  'filing.extension-too-long': entry(409, '延长超出上限', 'Extension too long', (f) => ({ zh: `本版规则最多可延长 ${String(f['most'])} 个工作日，还可延长 ${String(f['left'])} 个。`, en: `This policy version allows ${String(f['most'])} working days of extension; ${String(f['left'])} are left.` })),
  'filing.window-closed': entry(409, '不在受理时段', 'Not taking filings now', (f) => ({ zh: `受理时段是 ${minute(f['opensAt'])} 至 ${minute(f['closesAt'])}（到点为止）。您的提交收到于 ${moment(f['now'])}，没有受理；草稿已保留。`, en: `Filings come in from ${minute(f['opensAt'])} until before ${minute(f['closesAt'])}, China time. Yours was received at ${moment(f['now'])} and was not taken; the draft is kept.` })),
  'filing.lead-kind': entry(422, '牵头单位类型不符', 'Lead kind', say('牵头单位类型不符合规则。', 'This kind of organization cannot lead.')),
  'filing.member-is-lead': entry(422, '牵头单位不用再加', 'Member is the lead', say('牵头单位已经在内，不用再加为成员。', 'The lead is part of it already.')),
  'filing.member-duplicate': entry(409, '这家单位已经是成员', 'Duplicate member', (f) => ({ zh: `统一社会信用代码 ${String(f['uscc'])} 已在成员中。请修改原有成员。`, en: `Credit code ${String(f['uscc'])} is a member already.` })),
  'filing.too-many-members': entry(422, '成员过多', 'Too many members', (f) => ({ zh: `一个联合体最多 ${String(f['most'])} 家成员。`, en: `At most ${String(f['most'])} members.` })),
  'filing.division-outside': entry(422, '区市不在本辖区', 'Division outside', say('请选择本辖区内的区市。', 'Choose a division inside the jurisdiction.')),
  'filing.industry-unknown': entry(422, '没有这个产业', 'Unknown industry', say('产业代码不在目录内。请从目录中选择。', 'The industry code is not on the list.')),
  'filing.mechanism-twice': entry(422, '机制重复', 'Mechanism twice', say('同一项机制只写一次。', 'Each mechanism is written once.')),
  'filing.no-invitation': entry(404, '邀请链接无效', 'Invitation invalid', say('邀请链接不完整、已失效，或成员已被移除。请向牵头单位要新的链接。', 'The link is incomplete or no longer valid. Ask the lead for a new one.')),
  'filing.invitation-other-person': entry(409, '链接给的是另一位同事', 'Meant for a colleague', say('这个链接只给同事指定的那个邮箱使用。请用那个邮箱登录；不是给您的，请告诉把链接发给您的人。', 'This link works for one address only. Sign in with that address, or tell whoever sent you the link.')),
  'filing.comment-resolved': entry(409, '这条意见已经办结', 'Settled already', say('这条意见已经标为办结，不能再回复。如还有问题，请另提一条。', 'This thread is settled. Begin another one if something is open.')),
  'filing.too-many-comments': entry(409, '意见太多', 'Too many comments', (f) => ({ zh: `一份申请最多 ${String(f['most'])} 条意见。请当面商量，或在内容里写清楚。`, en: `At most ${String(f['most'])} comments on one filing.` })),
  'filing.nothing-to-remind': entry(409, '不用提醒', 'Nothing to remind of', say('这家成员已签署本版，不用提醒。请刷新页面核对。', 'This member has signed this version already.')),
  'filing.reminded-today': entry(409, '今天已经提醒过', 'Reminded already', say('24 小时内已经提醒过这家成员。请稍后再提醒，或把链接直接发给对方。', 'This member was reminded within the last 24 hours. Try later, or send the link yourself.')),
  'filing.no-channel': entry(409, '发不出去', 'No way to send it', (f) => ({ zh: `本平台没有开通${f['channel'] === 'text' ? '短信' : '邮件'}发送。请换一种方式；或把发送地址留空，复制邀请链接直接发给对方。`, en: `This platform sends no ${f['channel'] === 'text' ? 'texts' : 'mail'}. Use another way, or leave the address empty, copy the link and send it yourself.` })),
  'filing.invited-too-often': entry(429, '今天不能再发了', 'Sent too often today', say('今天发给这个地址或这家成员的邀请，或您今天发出的邀请，已到上限，没有发送。已有链接的，请复制链接直接发给对方；正在添加成员的，成员还没有加上，请把发送地址留空再添加，然后自己发送链接。', 'The quota of today for this address, this member or yourself is used up; nothing was sent. Where there is a link, copy it and send it yourself; a member that you were adding is not there yet: add it without an address and send its link yourself.')),
  'filing.invitation-other-organization': entry(409, '邀请的是另一家单位', 'Another organization is invited', say('这个邀请给的是另一家单位（统一社会信用代码不同）。请用被邀请单位的账号登录。', 'The invitation is for an organization with another credit code.')),

  'filing.files-unchecked': entry(409, '还有文件没有检查完', 'Files are being checked', (f) => (Number(f['unscanned'] ?? 0) > 0 ? { zh: `有 ${String(f['unscanned'])} 个文件已保存但没有扫描：本平台尚未配置恶意内容扫描，按现有设置这些文件不能计入申请。请先移除它们再提交，或请平台运行方接入扫描。`, en: `${String(f['unscanned'])} file(s) are kept and not scanned: no malware scanner is set up here, and files that nobody scanned do not count. Remove them first, or ask whoever runs the platform for a scanner.` } : { zh: `有 ${String(f['count'] ?? '')} 个文件正在检查或没有通过检查。请稍等片刻再提交，或先移除这些文件。`, en: `${String(f['count'] ?? '')} file(s) are being checked or did not pass. Wait a moment, or remove them first.` })),
  'filing.files-arriving': entry(409, '还有文件没有传完', 'Files are still on their way', (f) => ({ zh: `您有 ${String(f['count'] ?? '')} 个文件还没有传完。请等传完再提交；不要的，请在“材料”里取消或移除。`, en: `${String(f['count'] ?? '')} file(s) of yours are still on their way. Wait until they have arrived; cancel or remove on “Materials” what you do not want.` })),

  'attachment.empty': entry(422, '文件是空的', 'Empty file', say('这个文件是空的（0 字节）。请重新选择。', 'The file is empty. Choose it again.')),
  'attachment.too-large': entry(413, '文件过大', 'File too large', say('单个文件最大 20 MB。请压缩图片、拆分文件后再上传。', 'A file has at most 20 MB. Shrink or split it.')),
  'attachment.form-not-accepted': entry(415, '这份材料不收这种文件', 'Not the kind of file asked for', (f) => (isListed(f, 'accepts', 'picture') ? { zh: '这份材料只收照片或扫描图（JPG、PNG、WebP、HEIC、GIF）。请拍照或另存为图片后上传；要交的是别的文件，请放到“其他材料”。', en: 'This material takes pictures only (JPG, PNG, WebP, HEIC, GIF). Send a photo, or put the file under other materials.' } : { zh: '这份材料只收文件（PDF、DOCX、XLSX、ZIP），不收照片。请扫描或另存为 PDF 后上传；照片请放到“其他材料”。', en: 'This material takes documents only (PDF, DOCX, XLSX, ZIP), no pictures. Save it as PDF, or put the picture under other materials.' })),
  'attachment.place-full': entry(409, '这份材料的份数已满', 'Enough files of this material', (f) => ({ zh: `这份材料每家最多 ${String(f['most'])} 份，已经满了（含正在上传的）。请先移除一份，再上传新的；合成一个 PDF 也可以。`, en: `Each provider hands in at most ${String(f['most'])} file(s) of this material, and they are there or on their way. Take one out first, or join them into one PDF.` })),
  'attachment.type-not-accepted': entry(415, '不收这种文件', 'Type not accepted', say('可以上传 PDF、JPG、PNG、WebP、HEIC、GIF、DOCX、XLSX 和 ZIP。请另存为其中一种再上传；旧版 DOC、XLS 请另存为 DOCX、XLSX 或 PDF。', 'PDF, JPG, PNG, WebP, HEIC, GIF, DOCX, XLSX and ZIP are accepted. Save the file as one of these.')),
  'attachment.not-what-it-says': entry(415, '文件内容与类型不符', 'Not what it says', say('文件的实际内容与名称后缀或所选类型不一致。请用原来的软件打开，另存后再上传。', 'The content is not what the name or type says. Open it in its program and save it anew.')),
  'attachment.filing-full': entry(409, '附件已满', 'No more room', say('这份申请的附件个数或总大小已到上限。请先移除不需要的文件。', 'The filing holds as many files or bytes as it may. Remove what is not needed first.')),
  'attachment.filing-closed': entry(409, '现在不能改动附件', 'Files are fixed', say('申请已经提交，附件不能增减。补正期间可以改动。', 'The filing has been submitted; files change in draft and correction only.')),
  'attachment.ticket-over': entry(409, '上传已过期', 'Upload expired', say('这次上传超过 12 小时没有完成。请重新选择文件上传。', 'The upload was not finished within twelve hours. Choose the file again.')),
  'attachment.wrong-state': entry(409, '文件的状态不允许', 'Wrong state', say('这个文件已经上传完毕、被拒收或已移除，不能再办理这一步。请刷新页面查看。', 'The file is complete, refused or removed already. Reload the page.')),
  'attachment.chunk-unknown': entry(422, '没有这一段', 'No such chunk', say('这个文件没有这一段。请重新读取上传进度。', 'The file has no such chunk. Read again which are missing.')),
  'attachment.chunk-size': entry(422, '这一段的大小不对', 'Wrong chunk size', say('除最后一段外，每段须恰为 1 MiB。请重新发送这一段。', 'Every chunk but the last has exactly 1 MiB. Send it again.')),
  'attachment.chunk-hash': entry(422, '这一段在路上损坏', 'Chunk damaged', say('收到的内容与校验值不一致。请重新发送这一段。', 'What arrived is not what its hash says. Send it again.')),
  'attachment.incomplete': entry(422, '还没有传完', 'Not complete', say('还有部分内容没有收到。请继续上传缺少的部分。', 'Parts are missing. Send them and complete again.')),
  'attachment.other-hash': entry(422, '文件在上传中改变', 'Another content', say('收到的内容与上传前计算的校验值不一致，文件可能中途改动。请重新选择文件上传。', 'What arrived is not what was announced; the file may have changed. Choose it again.')),
  'attachment.picture-too-large': entry(422, '图片尺寸过大', 'Too many pixels', say('图片的像素过多，无法安全打开。请缩小后再上传。', 'The picture has too many pixels to be opened safely. Shrink it.')),
  'attachment.archive-unsafe': entry(422, '压缩包不安全', 'Unsafe archive', say('压缩包里套着压缩包或程序，或者解开后过大、文件过多。请解开后分别上传需要的文件。', 'The archive holds another one or a program, or unpacks to too much. Upload the files themselves.')),
  'attachment.macros': entry(415, '文件含有宏或外部命令', 'Macros or commands', say('文件含有宏，或会调用其他程序。请另存为不含宏的 DOCX、XLSX，或导出为 PDF。', 'The file brings macros or calls another program. Save it without, or as PDF.')),
  'attachment.damaged': entry(422, '文件已损坏', 'Damaged file', say('文件不完整，或结构有误，无法读取。请在电脑或手机上确认能打开后重新上传。', 'The file is cut off or broken. Check that it opens, then upload it again.')),
  'attachment.material-unknown': entry(422, '没有这项材料', 'Unknown material', say('这一版规则的材料清单里没有这一项。请从清单中选择，或选“其他材料”。', 'The policy version lists no such material. Choose one of the list, or “other”.')),
  'attachment.member-unknown': entry(422, '没有这个成员', 'Unknown member', say('这份申请里没有这个成员单位。请刷新页面后重新选择。', 'The filing has no such member. Reload and choose again.')),
  'attachment.page-outdated': entry(409, '这张纸是旧版', 'Outdated page', say('签字盖章页打印之后，协议内容改过。请重新打印本版，签字盖章后再传回。', 'The agreement was changed after the page was printed. Print it anew, stamp it and bring that back.')),
  'attachment.being-checked': entry(409, '正在检查', 'Being checked', say('文件正在检查，通过之后才能使用。请稍候。', 'The file is being checked. Wait a moment.')),

  'consortium.wrong-state': entry(409, '登记的状态不允许', 'Wrong state', say('这个登记已经撤销或被替代，不能再办理。', 'This registration has been revoked or superseded.')),
  'registration.unknown-number': entry(404, '没有这个登记号', 'Unknown number', say('没有查到这个登记号。请逐字核对年份和序号；仍查不到，请向发证机关核实。', 'No such registration number. Check it character by character, or ask the issuing bureau.')),

  'notice.closed': entry(409, '公示期已过', 'Notice closed', (f) => ({ zh: `公示到 ${String(f['lastDay'])} 为止，不再接收异议。`, en: `The notice ran until ${String(f['lastDay'])}.` })),
  'notice.not-open-yet': entry(409, '公示尚未开始', 'Notice not open', (f) => ({ zh: `公示从 ${String(f['firstDay'])} 开始。`, en: `The notice opens on ${String(f['firstDay'])}.` })),
  'notice.already-ruled': entry(409, '已有裁定', 'Already ruled', say('这件异议已有裁定。', 'This objection has been ruled on.')),

  'calendar.year-not-loaded': entry(409, '工作日历未导入', 'Calendar not loaded', (f) => ({ zh: `${String(f['year'])} 年的放假安排尚未导入，期限无法计算。请等国务院办公厅通知导入后再办理。`, en: `The working days of ${String(f['year'])} are not loaded, so the deadline cannot be counted.` })),
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Status words used inside sentences. */
export const FILING_STATUS_WORDS: Readonly<Record<string, Words>> = {
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

/** True for a code that this product publishes. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
