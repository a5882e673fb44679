import { findJurisdiction, type Day, type Locale } from '../kernel/index.ts';
import type { Facts } from './notification.ts';
import { TELLING_WORDS } from './telling-words.ts';
import { TELLINGS, type NotificationKind, type Opens } from './tellings.ts';
import { filled } from './texts.ts';

/** A notification in one language: what happened, what it means, the one thing to do. */
export type Said = { readonly title: string; readonly means: string; readonly todo: string; readonly opens: Opens };

export const UNNAMED = { zh: '未命名的联合体', en: 'a consortium without a name' };

function untilWhen(dueOn: Day | null | undefined, locale: Locale): string {
  if (dueOn == null) return '';
  const [year = '', month = '', date = ''] = dueOn.split('-');
  if (locale === 'en') return `Due by the end of ${dueOn}.`;
  return `请在 ${year} 年 ${Number(month)} 月 ${Number(date)} 日 24:00 前办理。`;
}

/** The page on which the one thing to do is done. */
export const opensOf = (kind: NotificationKind): Opens => TELLINGS.find((each) => each.kind === kind)?.opens ?? 'case';

/** Says a notification in a language. */
export function sayNotification(kind: NotificationKind, facts: Facts, locale: Locale): Said {
  const words = TELLING_WORDS[kind];
  const parameters = {
    consortium: facts.consortium ?? UNNAMED[locale],
    lead: facts.lead,
    office: findJurisdiction(facts.jurisdiction)?.office[locale] ?? '',
    member: facts.member ?? '',
    material: facts.material?.[locale] ?? '',
    due: untilWhen(facts.dueOn, locale),
    number: facts.number ?? '',
    signed: String(facts.signed ?? ''),
    members: String(facts.members ?? ''),
  };
  const say = (text: string) => filled(text, parameters).trim();
  return {
    title: say(words.title[locale]),
    means: say(words.means[locale]),
    todo: say(words.todo[locale]),
    opens: opensOf(kind),
  };
}
