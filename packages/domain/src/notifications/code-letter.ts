import type { Locale } from '../kernel/index.ts';
import { filled } from './texts.ts';

/** Why a code goes to a mailbox: somebody signs in, or somebody signed up with its address. */
export type CodePurpose = 'sign-in' | 'sign-up';

const WORDS = {
  'sign-in': {
    zh: {
      subject: '登录验证码',
      text: [
        '您的登录验证码是：\n{code}',
        '{minutes} 分钟内有效，只能用一次，只能在获取它的那台设备上用。请勿告诉任何人，工作人员也不会向您索要。',
        '如果不是您本人在登录，不必理会本邮件：没有这个验证码，别人登录不了。',
      ],
    },
    en: {
      subject: 'Your sign-in code',
      text: [
        'Your code to sign in is:\n{code}',
        'It is valid for {minutes} minutes, once, in the browser that asked for it. Tell nobody; no official will ask you for it.',
        'If you are not signing in, ignore this mail: nobody gets in without the code.',
      ],
    },
  },
  'sign-up': {
    zh: {
      subject: '确认邮箱的验证码',
      text: [
        '有人用这个邮箱注册账号。您的验证码是：\n{code}',
        '{minutes} 分钟内有效，只能用一次，只能在注册时用的那台设备上用。请勿告诉任何人，工作人员也不会向您索要。',
        '如果不是您本人在注册，不必理会本邮件：没有这个验证码，账号不能使用。如果您已有账号，您的密码没有变。',
      ],
    },
    en: {
      subject: 'Your code to confirm this address',
      text: [
        'Somebody signed up with this address. Your code is:\n{code}',
        'It is valid for {minutes} minutes, once, in the browser in which it was asked for. Tell nobody; no official will ask you for it.',
        'If it was not you, ignore this mail: the account is of no use without the code. If you have an account already, its password is unchanged.',
      ],
    },
  },
} as const;

const PASSWORD_SET = {
  zh: {
    subject: '密码已修改',
    text: [
      '您的账号刚刚设置了新密码，其他设备上的登录都已退出。',
      '如果不是您本人操作，请立即打开下面的网址，用邮箱验证码登录并重新设置密码，再告诉系统管理员：\n{site}/sign-in/mail',
    ],
  },
  en: {
    subject: 'Your password was changed',
    text: [
      'A new password was just set for your account; it is signed out everywhere else.',
      'If it was not you, open this address at once, sign in with a code by mail, set a password of your own and tell the system administrator:\n{site}/sign-in/mail',
    ],
  },
} as const;

const CLOSING = {
  zh: '——\n本邮件由创新联合体备案平台自动发出，请勿直接回复。',
  en: '——\nSent by the consortium platform; please do not answer this mail.',
} as const;

type Letter = { readonly subject: string; readonly text: string };

function written(
  { subject, text }: { readonly subject: string; readonly text: readonly string[] },
  parameters: Readonly<Record<string, string>>,
  locale: Locale,
): Letter {
  return { subject, text: `${[...text, CLOSING[locale]].map((each) => filled(each, parameters)).join('\n\n')}\n` };
}

/** The mail that brings a code; its subject, which stands on locked screens, says what the code is for and not the code. */
export function codeLetter(purpose: CodePurpose, code: string, minutes: number, locale: Locale): Letter {
  return written(WORDS[purpose][locale], { code, minutes: String(minutes) }, locale);
}

/** The mail that tells somebody that a password was set, and what to do if it was somebody else. */
export function passwordLetter(site: string, locale: Locale): Letter {
  return written(PASSWORD_SET[locale], { site }, locale);
}
