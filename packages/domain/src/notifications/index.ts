export { codeLetter, passwordLetter, type CodePurpose } from './code-letter.ts';
export { digestClosesAt, digestDue } from './digest.ts';
export { HELD, HELD_FOR_MS, isStillDue, SAME_ASKING } from './holding.ts';
export { harmless, invitationLetter, invitationNames, type InvitationFacts } from './invitation-letter.ts';
export {
  CHANNELS,
  DEFAULT_CHOICES,
  deliveryOf,
  PACES,
  type Channel,
  type Choices,
  type Facts,
  type Pace,
} from './notification.ts';
export { toldBy, voidedBy, type Happening, type Recipients, type Told } from './recipients.ts';
export { opensOf, sayNotification, type Said } from './saying.ts';
export { TELLING_WORDS, type TellingWords } from './telling-words.ts';
export { AUDIENCES, TELLINGS, type Audience, type NotificationKind, type Opens, type Telling } from './tellings.ts';
export { filled, MOST_IN_A_PLACE, TEXT_TEMPLATES, type TextTemplate } from './texts.ts';
