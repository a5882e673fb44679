import type { Words } from '../kernel/index.ts';

/**
 * Texts to phones. Providers send registered templates only, so these words are what a bureau registers (docs/operations.md); the
 * places in braces are the template's parameters, in this order. `{site}` is none of them: no provider takes an address in a place, so
 * the installation's own stands in the registered words.
 */
export const TEXT_TEMPLATES = {
  'one-time-code': {
    zh: '您的验证码是 {code}，{minutes} 分钟内有效。请勿告诉他人。',
    en: 'Your code is {code}, valid for {minutes} minutes. Tell nobody.',
  },
  invitation: {
    zh: '{lead}邀请贵单位加入“{consortium}”。打开 {site}/sign/{key} 核对并签署（申请办结以前有效；与贵单位无关请忽略）',
    en: '{lead} invites your organization to “{consortium}”. Open {site}/sign/{key} to check and sign (works until the filing is decided; ignore it if it does not concern you)',
  },
  notice: {
    zh: '“{consortium}”：{what}。请登录平台办理。',
    en: '“{consortium}”: {what}. Please sign in to act.',
  },
} as const satisfies Readonly<Record<string, Words>>;
export type TextTemplate = keyof typeof TEXT_TEMPLATES;

/** So many characters a provider takes in one place of a text (Alibaba Cloud, rules for variables of notices). */
export const MOST_IN_A_PLACE = 35;

/** Puts parameters into the places of a text; a place without one stays empty. */
export function filled(text: string, parameters: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
}
