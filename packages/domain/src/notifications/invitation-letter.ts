import { findJurisdiction, type Locale } from '../kernel/index.ts';
import { UNNAMED } from './saying.ts';
import { filled, MOST_IN_A_PLACE } from './texts.ts';

/** What an invitation to somebody outside names; everything that people typed is cut and cleaned before it is said. */
export type InvitationFacts = {
  readonly lead: string;
  readonly member: string;
  readonly consortium: string | null;
  readonly jurisdiction: string;
  readonly link: string;
};

/**
 * A name as it may stand in a message to a stranger: short, one line, and nothing in it that a mail program or a phone makes a link
 * or a number to call of. Whoever invites chooses names, so the names must carry no message of their own.
 */
export function harmless(name: string, longest = MOST_IN_A_PLACE): string {
  const text = name
    // Full-width letters, digits, dots and colons are read as the plain ones; brackets stay as they are set.
    .replaceAll(/[\uff0e\uff0f\uff1a\uff20-\uff3a\uff41-\uff5a\uff10-\uff19\uff61]/g, (each) => each.normalize('NFKC'))
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .replaceAll(/\w*:\s*\/\/|[@<>[\]\\]/g, ' ')
    .replaceAll(/www\./gi, 'www ')
    .replaceAll(/\p{N}(?:[^\p{L}\p{N}]{0,3}\p{N}){6,}/gu, '…')
    .replaceAll(/[.。](?=[\p{L}\p{M}])/gu, '·')
    .replaceAll(/(\d\.\d+)\.(?=\d)/g, '$1·')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const points = [...text];
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : text;
}

const WORDS = {
  zh: {
    subject: '{lead}邀请贵单位加入“{consortium}”',
    text: [
      '{member}：',
      '{lead}正在组建创新联合体“{consortium}”，邀请贵单位作为成员加入，核对贵单位的任务和投入后签署。',
      '打开链接核对并签署：\n{link}',
      '链接在这件申请办结以前有效；牵头单位移除贵单位后，链接随即失效。',
      '如果与贵单位无关，不必理会本邮件，不会有任何影响。签署须登录并以贵单位名义确认，仅收到邮件不会加入任何联合体。',
      '——\n本邮件应{lead}的请求，由{office}创新联合体备案平台自动发出，请勿直接回复。',
    ],
  },
  en: {
    subject: '{lead} invites your organization to “{consortium}”',
    text: [
      '{member},',
      '{lead} is forming the innovation consortium “{consortium}” and invites your organization to join: check what it would do and bring in, then sign.',
      'Open the link, check and sign:\n{link}',
      'The link works until the filing is decided; once the lead takes your organization out, it no longer does.',
      'If this does not concern you, ignore this mail: nothing follows from it. Joining takes somebody who signs in for your organization.',
      '——\nSent by the consortium platform of the {office} at the request of {lead}; please do not answer this mail.',
    ],
  },
} as const;

/** The names of an invitation, as they may be said to a stranger. */
export function invitationNames(facts: InvitationFacts, locale: Locale) {
  return {
    lead: harmless(facts.lead),
    member: harmless(facts.member),
    consortium: harmless(facts.consortium ?? '') || UNNAMED[locale],
    office: findJurisdiction(facts.jurisdiction)?.office[locale] ?? '',
    link: facts.link,
  };
}

/** The mail that invites an organization: who invites whom to what, until when, and that it may be ignored. */
export function invitationLetter(facts: InvitationFacts, locale: Locale): { subject: string; text: string } {
  const names = invitationNames(facts, locale);
  const { subject, text } = WORDS[locale];
  return { subject: filled(subject, names), text: `${text.map((each) => filled(each, names)).join('\n\n')}\n` };
}
