export {
  ACCOUNT_ACTIONS,
  ADMINISTRATORS,
  administers,
  allowedAccountActions,
  bureausOf,
  decideAccount,
  decideEnding,
  decideGrant,
  isKnownTo,
  seesAccount,
  type Account,
  type AccountAction,
  type AccountRefusal,
  type HeldOffice,
} from './account.ts';
export { mailOf, NO_MAIL_DOMAIN } from './mail.ts';
export { PASSWORD_LENGTHS } from './password.ts';
