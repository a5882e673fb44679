import { describe, expect, test } from 'vitest';
import { OFFICE_ROLES, type OfficeRole, type Viewer } from '../organizations/index.ts';
import {
  ACCOUNT_ACTIONS,
  ADMINISTRATORS,
  allowedAccountActions,
  decideAccount,
  decideEnding,
  decideGrant,
  seesAccount,
  type Account,
  type AccountAction,
} from './index.ts';

const HERE = '370200';
const THERE = '410300';
const office = (role: OfficeRole, jurisdiction = HERE) => ({ jurisdiction, role, divisionCode: null });
const aViewer = (role: OfficeRole, ...jurisdictions: string[]): Viewer => ({
  userId: `usr_${role}`,
  name: '示例',
  organizations: [],
  offices: (jurisdictions.length === 0 ? [HERE] : jurisdictions).map((each) => office(role, each)),
});
const anAccount = (over: Partial<Account> = {}): Account => ({
  id: 'usr_other',
  isConfirmed: true,
  disabledAt: null,
  hasSecondFactor: true,
  sessions: 1,
  offices: [office('clerk')],
  homes: [],
  ...over,
});
const ACTIONS = Object.keys(ACCOUNT_ACTIONS) as AccountAction[];
/** An account on which every action would find something to do. */
const ripeFor = (action: AccountAction): Account =>
  anAccount({ ...(action === 'enable' ? { disabledAt: 1 } : {}), isConfirmed: action !== 'confirm' });
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

describe('three administrators, and none does another’s work', () => {
  for (const role of OFFICE_ROLES)
    test(`what ${role} may do is what the table gives to that office`, () => {
      for (const action of ACTIONS) {
        const may = allowedAccountActions(aViewer(role), ripeFor(action)).includes(action);
        expect([action, may]).toEqual([action, ACCOUNT_ACTIONS[action].by === role]);
      }
      const grant = decideGrant(aViewer(role), anAccount({ offices: [] }), office('expert'));
      expect(grant.ok).toBe(role === 'security_administrator');
    });

  test('the auditor sees every account of the bureau and changes none', () => {
    expect(seesAccount(aViewer('auditor'), anAccount())).toBe(true);
    expect(ACTIONS.flatMap((action) => allowedAccountActions(aViewer('auditor'), ripeFor(action)))).toEqual([]);
  });

  test.each(ADMINISTRATORS)('a %s holds no other office, whichever came first', (administrator) => {
    const viewer = aViewer('security_administrator', HERE, THERE);
    for (const other of OFFICE_ROLES.filter((each) => each !== administrator)) {
      const second = decideGrant(viewer, anAccount({ offices: [office(other)] }), office(administrator));
      const first = decideGrant(viewer, anAccount({ offices: [office(administrator)] }), office(other, THERE));
      expect([codeOf(second), codeOf(first)]).toEqual(['account.offices-exclude', 'account.offices-exclude']);
    }
    const elsewhere = decideGrant(
      viewer,
      anAccount({ offices: [office(administrator)] }),
      office(administrator, THERE),
    );
    expect(elsewhere.ok).toBe(true);
  });

  test.each(ADMINISTRATORS)('a %s is disabled only after the office was ended by somebody else', (role) => {
    const viewer = aViewer('system_administrator');
    expect(codeOf(decideAccount(viewer, anAccount({ offices: [office(role)] }), 'disable'))).toBe(
      'account.is-administrator',
    );
    expect(decideAccount(viewer, anAccount({ offices: [], homes: [HERE] }), 'disable').ok).toBe(true);
  });

  test('nobody administers the own account, so one security administrator always remains', () => {
    const security = aViewer('security_administrator');
    const own = anAccount({ id: security.userId, offices: security.offices });
    expect(codeOf(decideEnding(security, own, office('security_administrator')))).toBe('account.own');
    expect(codeOf(decideGrant(security, own, office('director')))).toBe('account.own');
    const system = aViewer('system_administrator');
    expect(codeOf(decideAccount(system, anAccount({ id: system.userId, offices: system.offices }), 'enable'))).toBe(
      'account.own',
    );
  });
});

describe('a bureau administers its own people', () => {
  const system = aViewer('system_administrator');

  test('an officer of another bureau is not found', () => {
    const foreign = anAccount({ offices: [office('clerk', THERE)], homes: [] });
    expect(codeOf(decideAccount(system, foreign, 'end-sessions'))).toBe('not-found');
    expect(codeOf(decideEnding(aViewer('security_administrator'), foreign, office('clerk', THERE)))).toBe('not-found');
  });

  test('an office elsewhere is neither granted nor ended', () => {
    const both = anAccount({ offices: [office('clerk'), office('clerk', THERE)] });
    const security = aViewer('security_administrator');
    expect(codeOf(decideEnding(security, both, office('clerk', THERE)))).toBe('not-allowed');
    expect(codeOf(decideGrant(security, both, office('director', THERE)))).toBe('not-allowed');
    expect(decideEnding(security, both, office('clerk')).ok).toBe(true);
  });

  test('an account of another bureau gets no office here, so that nobody takes it out of the first one’s hands', () => {
    const security = aViewer('security_administrator');
    for (const theirs of [{ offices: [office('clerk', THERE)] }, { offices: [], homes: [THERE] }])
      expect(codeOf(decideGrant(security, anAccount(theirs), office('clerk')))).toBe('account.other-bureau');
    const own = anAccount({ offices: [], homes: [HERE] });
    expect(decideGrant(security, own, office('expert')).ok).toBe(true);
  });

  test('nobody gets out of reach by registering one more organization elsewhere', () => {
    const both = anAccount({ offices: [], homes: [HERE, THERE] });
    for (const action of ['disable', 'end-sessions'] as const)
      for (const bureau of [HERE, THERE])
        expect(decideAccount(aViewer('system_administrator', bureau), both, action).ok).toBe(true);
  });

  test('whoever serves two bureaus is shut out only by somebody who administers both, and signed out by either', () => {
    const both = anAccount({ offices: [office('clerk'), office('clerk', THERE)] });
    expect(codeOf(decideAccount(system, both, 'disable'))).toBe('account.other-bureau');
    expect(decideAccount(system, both, 'end-sessions').ok).toBe(true);
    expect(decideAccount(aViewer('system_administrator', HERE, THERE), both, 'disable').ok).toBe(true);
  });

  test.each([
    ['of an organization registered here', [HERE], true],
    ['of an organization registered elsewhere', [THERE], false],
    ['who belongs to nobody yet', [], true],
  ])('an applicant %s', (_, homes, may) => {
    expect(decideAccount(system, anAccount({ offices: [], homes }), 'disable').ok).toBe(may);
  });
});

test.each(ACTIONS.filter((action) => action !== 'end-office'))(
  '%s where nothing is left to do is refused',
  (action) => {
    const idle = anAccount({
      disabledAt: action === 'disable' ? 1 : null,
      hasSecondFactor: false,
      sessions: 0,
      isConfirmed: true,
    });
    expect(codeOf(decideAccount(aViewer('system_administrator'), idle, action))).toBe('account.nothing-to-do');
  },
);

test('a disabled account gets no office', () => {
  const granted = decideGrant(aViewer('security_administrator'), anAccount({ disabledAt: 1 }), office('director'));
  expect(codeOf(granted)).toBe('account.disabled');
});

test('an office is granted once and ended once', () => {
  const security = aViewer('security_administrator');
  expect(codeOf(decideGrant(security, anAccount(), office('clerk')))).toBe('account.office-held');
  expect(codeOf(decideEnding(security, anAccount(), office('director')))).toBe('account.office-not-held');
  expect(decideGrant(security, anAccount(), office('director')).ok).toBe(true);
});

test.each([
  ['a recommender for a district of the bureau', 'recommender', '370202', 'ok'],
  ['a recommender for a district elsewhere', 'recommender', '410302', 'account.division-outside'],
  ['a clerk for a district', 'clerk', '370202', 'account.division-outside'],
] as const)('%s', (_, role, divisionCode, expected) => {
  const security = aViewer('security_administrator');
  const granted = decideGrant(security, anAccount({ offices: [] }), { jurisdiction: HERE, role, divisionCode });
  expect(codeOf(granted)).toBe(expected);
});
