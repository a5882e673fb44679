import type { NotificationRecord } from '@lianchuang/db/notifications/read';
import { formatInstant, type Day, type Locale } from '@lianchuang/domain/kernel';
import { sayNotification, type Opens, type Said } from '@lianchuang/domain/notifications';

type Told = Pick<NotificationRecord, 'kind' | 'facts' | 'subject' | 'createdAt'>;
type Reader = { readonly name: string; readonly locale: Locale; readonly origin: string };

const PATHS: Readonly<Record<Opens, (id: string) => string>> = {
  case: (id) => `/apply/filings/${id}`,
  sign: (id) => `/apply/filings/${id}/sign-as-member`,
  board: (id) => `/apply/filings/${id}/sign`,
  materials: (id) => `/apply/filings/${id}/materials`,
  'own-materials': (id) => `/apply/filings/${id}/own-materials`,
  desk: (id) => `/admin/filings/${id}`,
  register: (id) => `/apply/filings/${id}`,
};

/** The page on which the one thing to do is done. */
export const pathOf = (opens: Opens, id: string): string => PATHS[opens](id);

const addressOf = ({ opens }: Said, { subject }: Told, { locale, origin }: Reader): string =>
  `${origin}${locale === 'en' ? '/en' : ''}${pathOf(opens, subject)}`;

const WORDS = {
  zh: {
    greeting: (name: string) => `${name}，您好：`,
    digest: (day: string, count: number) => `${day} 有 ${count} 件事项`,
    choices: '不想收到这样的邮件，可以在这里改',
    foot: '本邮件由系统自动发出，请勿直接回复。',
  },
  en: {
    greeting: (name: string) => `Dear ${name},`,
    digest: (day: string, count: number) => `${count} items on ${day}`,
    choices: 'Choose which mails you get',
    foot: 'This mail was sent by the system; please do not answer it.',
  },
} as const;

function foot({ locale, origin }: Reader): string {
  const { choices, foot: words } = WORDS[locale];
  return `——\n${choices}：${origin}${locale === 'en' ? '/en' : ''}/account/notifications\n${words}`;
}

const shortDay = (at: number): string => formatInstant(at).slice(0, 16).replace('T', ' ');

/** One notification as a mail: what happened, what it means, the one thing to do. */
export function letterOf(told: Told, reader: Reader): { subject: string; text: string } {
  const said = sayNotification(told.kind, told.facts, reader.locale);
  const parts = [
    WORDS[reader.locale].greeting(reader.name),
    `${said.title}\n${said.means}`,
    `${said.todo}：\n${addressOf(said, told, reader)}`,
    foot(reader),
  ];
  return { subject: said.title, text: `${parts.join('\n\n')}\n` };
}

/** What happened since the last digest, oldest first. */
export function digestOf(all: readonly Told[], day: Day, reader: Reader): { subject: string; text: string } {
  const items = all.map((told, at) => {
    const said = sayNotification(told.kind, told.facts, reader.locale);
    return `${at + 1}. ${said.title}（${shortDay(told.createdAt)}）\n${said.means}\n${said.todo}：${addressOf(said, told, reader)}`;
  });
  const { greeting, digest } = WORDS[reader.locale];
  const subject = digest(day, all.length);
  return { subject, text: `${[greeting(reader.name), ...items, foot(reader)].join('\n\n')}\n` };
}
