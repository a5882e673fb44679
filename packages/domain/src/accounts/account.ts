import { isWithin } from '../divisions/index.ts';
import { ok, refuse, type Instant, type Result, type Words } from '../kernel/index.ts';
import type { OfficeRole, Viewer } from '../organizations/index.ts';

/** An office as somebody holds it. */
export type HeldOffice = Viewer['offices'][number];

/** An account as those who administer it have to know it. */
export type Account = {
  readonly id: string;
  readonly isConfirmed: boolean;
  /** Since when nobody signs in to it any more; null for an account that is open. */
  readonly disabledAt: Instant | null;
  readonly hasSecondFactor: boolean;
  readonly sessions: number;
  readonly offices: readonly HeldOffice[];
  /** Bureaus in which an organization of this person is registered. */
  readonly homes: readonly string[];
};

/**
 * What is done to an account, and by whom. GB/T 22239-2019 8.1.5 parts the work in three: the system administrator looks after
 * identities (8.1.5.1), the security administrator grants authority (8.1.5.3), the audit administrator reads what they did (8.1.5.2).
 */
export const ACCOUNT_ACTIONS = {
  confirm: { by: 'system_administrator', label: { zh: '确认邮箱', en: 'Confirm address' } },
  'end-sessions': { by: 'system_administrator', label: { zh: '强制退出', en: 'Sign out everywhere' } },
  'reset-second-factor': { by: 'system_administrator', label: { zh: '清除两步验证', en: 'Clear second factor' } },
  disable: { by: 'system_administrator', label: { zh: '停用账号', en: 'Disable account' } },
  enable: { by: 'system_administrator', label: { zh: '恢复账号', en: 'Enable account' } },
  'end-office': { by: 'security_administrator', label: { zh: '解除职务', en: 'End office' } },
} as const satisfies Readonly<Record<string, { by: OfficeRole; label: Words }>>;
export type AccountAction = keyof typeof ACCOUNT_ACTIONS;

/** The three administrators: whoever is one of them holds no other office. */
export const ADMINISTRATORS = ['system_administrator', 'security_administrator', 'auditor'] as const;
const isAdministrator = (role: OfficeRole): boolean => (ADMINISTRATORS as readonly OfficeRole[]).includes(role);

export type AccountRefusal =
  | { code: 'not-found' }
  | { code: 'not-allowed' }
  /** Nobody administers the own account. */
  | { code: 'account.own' }
  /** The account already is what it would become. */
  | { code: 'account.nothing-to-do' }
  /** The account belongs to another bureau too, or to that alone; its hands must not be tied from here. */
  | { code: 'account.other-bureau' }
  /** An administrator is disabled only after the office was ended: two people have to agree. */
  | { code: 'account.is-administrator' }
  | { code: 'account.disabled' }
  | { code: 'account.office-held' }
  | { code: 'account.office-not-held' }
  /** One of the three administrators would hold a second office. */
  | { code: 'account.offices-exclude' }
  /** Only a recommender is limited to a division, and to one inside the bureau's. */
  | { code: 'account.division-outside' };

const unique = (codes: readonly string[]): string[] => [...new Set(codes)];

/** What says to whom an account belongs. */
type Belonging = {
  readonly offices: readonly Pick<HeldOffice, 'jurisdiction'>[];
  readonly homes: readonly string[];
};

const inOffices = ({ offices }: Pick<Belonging, 'offices'>): string[] =>
  unique(offices.map(({ jurisdiction }) => jurisdiction));

/** The bureaus that an account belongs to: those whose offices it holds, and those of its organizations. */
export function bureausOf(account: Belonging): string[] {
  return unique([...inOffices(account), ...account.homes]);
}

/** The bureaus in which a viewer holds one of these offices. */
export function administers(viewer: Viewer, roles: readonly OfficeRole[]): string[] {
  return unique(viewer.offices.filter(({ role }) => roles.includes(role)).map(({ jurisdiction }) => jurisdiction));
}

/** Whether an account is known to these bureaus: it belongs to one of them, or to nobody yet. */
export function isKnownTo(bureaus: readonly string[], account: Belonging): boolean {
  const theirs = bureausOf(account);
  return bureaus.length > 0 && (theirs.length === 0 || theirs.some((each) => bureaus.includes(each)));
}

/** Whether an administrator may know of an account. */
export function seesAccount(viewer: Viewer, account: Account): boolean {
  return isKnownTo(administers(viewer, ADMINISTRATORS), account);
}

const IDLE: Readonly<Record<Exclude<AccountAction, 'end-office'>, (account: Account) => boolean>> = {
  confirm: ({ isConfirmed }) => isConfirmed,
  'end-sessions': ({ sessions }) => sessions === 0,
  'reset-second-factor': ({ hasSecondFactor }) => !hasSecondFactor,
  disable: ({ disabledAt }) => disabledAt !== null,
  enable: ({ disabledAt }) => disabledAt === null,
};

/**
 * Judges an act of the system administrator; the value is the bureau under which it goes on record. Somebody who holds offices is
 * changed only by who administers all of their bureaus; anybody's sessions are ended by each bureau that the account belongs to.
 */
export function decideAccount(
  viewer: Viewer,
  account: Account,
  action: Exclude<AccountAction, 'end-office'>,
): Result<string, AccountRefusal> {
  if (!seesAccount(viewer, account)) return refuse({ code: 'not-found' });
  const own = administers(viewer, [ACCOUNT_ACTIONS[action].by]);
  const theirs = bureausOf(account);
  const bureau = theirs.find((each) => own.includes(each)) ?? (theirs.length === 0 ? own[0] : undefined);
  if (bureau === undefined) return refuse({ code: 'not-allowed' });
  if (viewer.userId === account.id) return refuse({ code: 'account.own' });
  const concerned = action === 'end-sessions' ? [] : inOffices(account);
  if (concerned.some((each) => !own.includes(each))) return refuse({ code: 'account.other-bureau' });
  if (action === 'disable' && account.offices.some(({ role }) => isAdministrator(role)))
    return refuse({ code: 'account.is-administrator' });
  return IDLE[action](account) ? refuse({ code: 'account.nothing-to-do' }) : ok(bureau);
}

const isSame = (a: HeldOffice, b: Pick<HeldOffice, 'jurisdiction' | 'role'>): boolean =>
  a.jurisdiction === b.jurisdiction && a.role === b.role;

/**
 * Judges the granting of an office by the security administrator of its bureau. An account that belongs to another bureau is left
 * alone, so that no bureau takes it out of the hands of the first: an outsider signs up once more, for work.
 */
export function decideGrant(
  viewer: Viewer,
  account: Pick<Account, 'id' | 'offices' | 'homes' | 'disabledAt'>,
  office: HeldOffice,
): Result<null, AccountRefusal> {
  const own = administers(viewer, ['security_administrator']);
  if (!own.includes(office.jurisdiction)) return refuse({ code: 'not-allowed' });
  if (viewer.userId === account.id) return refuse({ code: 'account.own' });
  if (bureausOf(account).some((each) => !own.includes(each))) return refuse({ code: 'account.other-bureau' });
  if (account.disabledAt !== null) return refuse({ code: 'account.disabled' });
  if (account.offices.some((each) => isSame(each, office))) return refuse({ code: 'account.office-held' });
  const { divisionCode: division } = office;
  if (division !== null && (office.role !== 'recommender' || !isWithin(division, office.jurisdiction)))
    return refuse({ code: 'account.division-outside' });
  const others = account.offices.filter(({ role }) => role !== office.role);
  const excludes = others.length > 0 && [office, ...account.offices].some(({ role }) => isAdministrator(role));
  return excludes ? refuse({ code: 'account.offices-exclude' }) : ok(null);
}

/** Judges the ending of an office by the security administrator of its bureau; nobody ends the own one, so one always remains. */
export function decideEnding(
  viewer: Viewer,
  account: Account,
  office: Pick<HeldOffice, 'jurisdiction' | 'role'>,
): Result<null, AccountRefusal> {
  if (!seesAccount(viewer, account)) return refuse({ code: 'not-found' });
  if (!administers(viewer, ['security_administrator']).includes(office.jurisdiction))
    return refuse({ code: 'not-allowed' });
  if (viewer.userId === account.id) return refuse({ code: 'account.own' });
  if (!account.offices.some((each) => isSame(each, office))) return refuse({ code: 'account.office-not-held' });
  return ok(null);
}

/** What the viewer may do to an account now, in the order of the table. */
export function allowedAccountActions(viewer: Viewer, account: Account): AccountAction[] {
  return (Object.keys(ACCOUNT_ACTIONS) as AccountAction[]).filter((action) =>
    action === 'end-office'
      ? account.offices.some((office) => decideEnding(viewer, account, office).ok)
      : decideAccount(viewer, account, action).ok,
  );
}
