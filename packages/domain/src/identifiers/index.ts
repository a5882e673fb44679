export {
  formatDocumentNumber,
  parseDocumentNumber,
  type DocumentNumber,
  type DocumentNumberRefusal,
} from './document-number.ts';
export { cleanText, comparableName, type TextRefusal, type TextRule } from './text.ts';
export { parseUscc, usccHint, type Uscc, type UsccHint, type UsccRefusal } from './uscc.ts';
export { maskContact, maskName } from './mask.ts';
export { parsePhone, type PhoneRefusal } from './phone.ts';
export { parseContact, type Contact, type ContactRefusal } from './contact.ts';
export { parseMail, type MailRefusal } from './mail-address.ts';
