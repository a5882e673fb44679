import type { Words } from '@lianchuang/domain/kernel';

type Facts = Readonly<Record<string, unknown>>;
const show = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const possible = (facts: Facts): string =>
  ((facts['possible'] as readonly string[] | undefined) ?? []).map((each) => (each === '' ? '/' : each)).join('、');
const say = (zh: string, en: string) => (): Words => ({ zh, en });

/** What is wrong with a single field and how to mend it, by code. */
// prettier-ignore
export const FIELD_WORDS: Readonly<Record<string, (facts: Facts) => Words>> = {
  required: say('这一项必须填写。', 'This is required.'),
  'wrong-type': (f) => ({ zh: `类型不对，应为${show(f['expected'])}。`, en: `Wrong type; ${show(f['expected'])} expected.` }),
  'unknown-field': (f) => ({ zh: `没有「${show(f['key'])}」这一项，请删去。`, en: `There is no field “${show(f['key'])}”; remove it.` }),
  'not-in-list': say('不在可选范围内，请从列出的值中选择。', 'Not one of the listed values.'),
  'too-small': (f) => ({ zh: `太小或太少，至少 ${show(f['minimum'])}。`, en: `Too small or too few; at least ${show(f['minimum'])}.` }),
  'too-large': (f) => ({ zh: `太大或太多，最多 ${show(f['maximum'])}。`, en: `Too large or too many; at most ${show(f['maximum'])}.` }),
  'not-integer': say('须是整数。', 'A whole number is needed.'),
  'not-own-email': say('与登录邮箱不一致。请输入您登录用的邮箱以确认。', 'Not the address you sign in with. Enter it to confirm.'),
  malformed: say('格式不对。', 'Malformed.'),
  'text.empty': say('不能为空，也不能只有空格。', 'It cannot be empty or spaces only.'),
  'text.too-long': (f) => ({ zh: `${show(f['have'])} 个字，最多 ${show(f['need'])} 个。请删减。`, en: `${show(f['have'])} characters; at most ${show(f['need'])}.` }),
  'text.line-break': say('这里只能写一行，请去掉换行。', 'One line only; remove the line break.'),
  'text.control-character': say('含有不可见的控制字符，请重新输入。', 'It contains an invisible control character; type it again.'),
  'text.broken-character': say('含有残缺的字符，请重新输入。', 'It contains a broken character; type it again.'),
  'text.direction-override': say('含有改变文字方向的不可见字符，请重新输入。', 'It contains an invisible direction mark; type it again.'),
  'day.malformed': (f) => ({ zh: `「${show(f['given'])}」不是有效日期，请写成 2026-11-22 这样。`, en: `“${show(f['given'])}” is not a day; write YYYY-MM-DD.` }),
  'day.out-of-range': say('日期须在 1949 年至 2199 年之间。', 'The day has to lie between 1949 and 2199.'),
  'uscc.empty': say('请填写统一社会信用代码。', 'Enter the unified social credit code.'),
  'uscc.wrong-length': (f) => ({ zh: `统一社会信用代码是 18 位，现在 ${show(f['have'])} 位。请核对是否漏写或多写。`, en: `The code has 18 characters; ${show(f['have'])} given.` }),
  'uscc.forbidden-letter': (f) => ({ zh: `第 ${show(f['position'])} 位是字母 ${show(f['found'])}，代码中不用 I、O、S、V、Z。是不是 ${show(f['likely'])}？`, en: `Character ${show(f['position'])} is ${show(f['found'])}; the code never uses I, O, S, V, Z. Perhaps ${show(f['likely'])}?` }),
  'uscc.bad-character': (f) => ({ zh: `第 ${show(f['position'])} 位「${show(f['found'])}」不能用在代码里，只能是数字和大写字母。`, en: `Character ${show(f['position'])} “${show(f['found'])}” cannot occur; digits and capitals only.` }),
  'uscc.unknown-registrar': (f) => ({ zh: `第 ${show(f['position'])} 位「${show(f['found'])}」不是有效的登记管理部门或机构类别。请对照营业执照核对。`, en: `Character ${show(f['position'])} “${show(f['found'])}” is no registering body or class.` }),
  'uscc.bad-division': (f) => ({ zh: `第 ${show(f['position'])} 位应是数字（登记机关行政区划码）。`, en: `Character ${show(f['position'])} has to be a digit (division of the registrar).` }),
  'uscc.bad-check-character': say('统一社会信用代码的校验位不对。请对照营业执照逐位核对，常见的是抄错一位或相邻两位颠倒。', 'The check character does not fit. Compare with the licence; one wrong or two swapped characters are common.'),
  'uscc.bad-organization-check-character': say('第 9 至 17 位（主体标识码）的校验位不对。请对照营业执照核对这一段。', 'The check character of positions 9–17 does not fit. Compare that part with the licence.'),
  'contact.missing': say('请填写对方的邮箱或手机号。', 'Enter an e-mail address or a mobile number.'),
  'mail.malformed': say('邮箱地址不对。请写成 name@example.cn 这样，一次填一个，前后不要有别的字。', 'Not an e-mail address. Write it like name@example.cn, one at a time, with nothing around it.'),
  'phone.malformed': say('请填写 11 位中国大陆手机号，或邮箱地址。', 'Enter a mobile number of mainland China, eleven digits, or an e-mail address.'),
  'filing.member-is-lead': say('这是牵头单位，不用再列为成员。', 'This is the lead; it is not listed as a member.'),
  'filing.member-duplicate': say('这家单位已经是成员，不会再加一次。', 'This organization is a member already.'),
  'filing.member-twice': say('这份名单里前面已有同一个代码，请删去一行或改正代码。', 'The same code stands further up in this list; remove one or mend the code.'),
  'filing.pointer-unknown': (f) => ({ zh: `申请里没有这个位置。可以是：${possible(f)}。`, en: `The filing has no such place. Possible: ${possible(f)}.` }),
  'filing.days-or-day': say('请填延长的工作日数或新的截止日，只填一个。', 'Give either working days or the new last day, not both.'),
  'filing.day-not-later': (f) => ({ zh: `须晚于现在的截止日 ${show(f['from'])}，且中间有工作日。`, en: `It has to lie at least one working day after ${show(f['from'])}.` }),
  'division.malformed': say('行政区划代码是 6 位数字。', 'A division code has six digits.'),
  'division.unknown': (f) => ({ zh: `没有 ${show(f['given'])} 这个行政区划。请从列表中选择。`, en: `There is no division ${show(f['given'])}.` }),
  'division.pseudo-area': (f) => ({ zh: `${show(f['name'])}是统计用的区域，不是法定行政区划。请选择所在的区县。`, en: `${show(f['name'])} is a statistical zone, not a legal division. Choose the county it lies in.` }),
  'division.abolished': (f) => ({ zh: `${show(f['name'])}已撤销，请选择现在的区县。`, en: `${show(f['name'])} has been abolished; choose the present division.` }),
};

/** The words for a field's code; a problem's own title where the code is a problem. */
export function fieldWords(code: string, facts: Facts): Words {
  return FIELD_WORDS[code]?.(facts) ?? { zh: '不符合要求，请修改。', en: 'Not acceptable; please mend.' };
}
