import { describe, expect, test } from 'vitest';
import { luoyang2025, qingdao2025, type PolicyVersion } from '../policies/index.ts';
import {
  allowedActions,
  decide,
  ENDED,
  FILING_ACTIONS,
  FILING_STATUSES,
  type Filing,
  type FilingAction,
  type FilingCommand,
  type FilingFacts,
  type FilingStatus,
} from './index.ts';
import { aFilingIn, at, ROLE_SET_NAMES, rolesOf, sealed, signedByAll, someFacts, type RoleSet } from './testing.ts';

type Line = {
  readonly says: string;
  readonly who: readonly RoleSet[];
  readonly does: FilingAction;
  readonly from: FilingStatus;
  readonly to: FilingStatus;
  /** Only where the policy asks for a recommendation (true) or does not (false). */
  readonly recommendation?: boolean;
};

const LEAD: RoleSet[] = ['lead signatory'];
const WRITERS: RoleSet[] = ['lead signatory', 'lead editor'];
const MEMBER: RoleSet[] = ['member signatory'];
const OFFICE: RoleSet[] = ['clerk', 'director'];
const DIRECTOR: RoleSet[] = ['director'];
const RECOMMENDER: RoleSet[] = ['recommender'];

/** The life of a filing, written down a second time by hand: one sentence of the policy per transition. */
// prettier-ignore
const LINES: readonly Line[] = [
  { says: 'a member signs a draft', who: MEMBER, does: 'sign', from: 'draft', to: 'draft' },
  { says: 'a member signs again while a correction is open', who: MEMBER, does: 'sign', from: 'correction', to: 'correction' },
  { says: 'a member refuses to sign a draft', who: MEMBER, does: 'refuse', from: 'draft', to: 'draft' },
  { says: 'a member takes its word back while a correction is open', who: MEMBER, does: 'refuse', from: 'correction', to: 'correction' },
  { says: 'the lead applies for a waiver in a draft', who: WRITERS, does: 'waive', from: 'draft', to: 'draft' },
  { says: 'the lead applies for a waiver while it corrects', who: WRITERS, does: 'waive', from: 'correction', to: 'correction' },
  { says: 'the lead submits a complete draft', who: LEAD, does: 'submit', from: 'draft', to: 'submitted' },
  { says: 'the lead gives up a draft', who: LEAD, does: 'withdraw', from: 'draft', to: 'withdrawn' },
  { says: 'the lead withdraws what it submitted', who: LEAD, does: 'withdraw', from: 'submitted', to: 'withdrawn' },
  { says: 'the lead withdraws what was recommended', who: LEAD, does: 'withdraw', from: 'recommended', to: 'withdrawn' },
  { says: 'the lead withdraws instead of correcting', who: LEAD, does: 'withdraw', from: 'correction', to: 'withdrawn' },
  { says: 'the lead withdraws what was accepted', who: LEAD, does: 'withdraw', from: 'accepted', to: 'withdrawn' },
  { says: 'the lead withdraws during review', who: LEAD, does: 'withdraw', from: 'in_review', to: 'withdrawn' },
  { says: 'the lead withdraws before the decision', who: LEAD, does: 'withdraw', from: 'reviewed', to: 'withdrawn' },
  { says: 'the district recommends a filing', who: RECOMMENDER, does: 'recommend', from: 'submitted', to: 'recommended', recommendation: true },
  { says: 'the district returns a filing to the applicant', who: RECOMMENDER, does: 'return', from: 'submitted', to: 'draft', recommendation: true },
  { says: 'the bureau asks for correction of a submission that needs no recommendation', who: OFFICE, does: 'request_correction', from: 'submitted', to: 'correction', recommendation: false },
  { says: 'the bureau asks for correction of a recommended filing', who: OFFICE, does: 'request_correction', from: 'recommended', to: 'correction' },
  { says: 'the bureau asks for correction of an accepted filing', who: OFFICE, does: 'request_correction', from: 'accepted', to: 'correction' },
  { says: 'the bureau gives more time for a correction', who: OFFICE, does: 'extend', from: 'correction', to: 'correction' },
  { says: 'the lead answers an item of a correction', who: ['lead signatory', 'lead editor'], does: 'answer_item', from: 'correction', to: 'correction' },
  { says: 'the lead resubmits, and the filing stands again as submitted', who: LEAD, does: 'resubmit', from: 'correction', to: 'submitted', recommendation: false },
  { says: 'the lead resubmits, and the recommendation still holds', who: LEAD, does: 'resubmit', from: 'correction', to: 'recommended', recommendation: true },
  { says: 'a correction that is not answered in time lapses', who: ['clock'], does: 'lapse', from: 'correction', to: 'lapsed' },
  { says: 'the bureau accepts a submission that needs no recommendation', who: OFFICE, does: 'accept', from: 'submitted', to: 'accepted', recommendation: false },
  { says: 'the bureau accepts a recommended filing', who: OFFICE, does: 'accept', from: 'recommended', to: 'accepted' },
  { says: 'the bureau starts the review', who: OFFICE, does: 'start_review', from: 'accepted', to: 'in_review' },
  { says: 'the bureau writes down the review’s conclusion', who: OFFICE, does: 'conclude_review', from: 'in_review', to: 'reviewed' },
  { says: 'the bureau grants a waiver on a submission', who: OFFICE, does: 'waive', from: 'submitted', to: 'submitted' },
  { says: 'the bureau grants a waiver on a recommended filing', who: OFFICE, does: 'waive', from: 'recommended', to: 'recommended' },
  { says: 'the bureau grants a waiver on an accepted filing', who: OFFICE, does: 'waive', from: 'accepted', to: 'accepted' },
  { says: 'the bureau grants a waiver during review', who: OFFICE, does: 'waive', from: 'in_review', to: 'in_review' },
  { says: 'the bureau grants a waiver before the decision', who: OFFICE, does: 'waive', from: 'reviewed', to: 'reviewed' },
  { says: 'the director approves, and publicity begins', who: DIRECTOR, does: 'approve', from: 'reviewed', to: 'in_publicity' },
  { says: 'the bureau rejects a submission', who: OFFICE, does: 'reject', from: 'submitted', to: 'rejected' },
  { says: 'the bureau rejects a recommended filing', who: OFFICE, does: 'reject', from: 'recommended', to: 'rejected' },
  { says: 'the bureau rejects an accepted filing', who: OFFICE, does: 'reject', from: 'accepted', to: 'rejected' },
  { says: 'only the director rejects during review', who: DIRECTOR, does: 'reject', from: 'in_review', to: 'rejected' },
  { says: 'only the director rejects after review', who: DIRECTOR, does: 'reject', from: 'reviewed', to: 'rejected' },
  { says: 'only the director rejects during publicity', who: DIRECTOR, does: 'reject', from: 'in_publicity', to: 'rejected' },
  { says: 'the bureau closes publicity when its last day is over', who: OFFICE, does: 'close_publicity', from: 'in_publicity', to: 'in_publicity' },
  { says: 'the bureau registers after publicity', who: OFFICE, does: 'register', from: 'in_publicity', to: 'registered' },
];

/** Cells that the recommendation switch closes, with the refusal that says so. */
// prettier-ignore
const SWITCHED: readonly { who: readonly RoleSet[]; does: FilingAction; recommendation: boolean; code: string }[] = [
  { who: OFFICE, does: 'accept', recommendation: true, code: 'filing.recommendation-needed' },
  { who: OFFICE, does: 'request_correction', recommendation: true, code: 'filing.recommendation-needed' },
  { who: RECOMMENDER, does: 'recommend', recommendation: false, code: 'filing.recommendation-not-used' },
  { who: RECOMMENDER, does: 'return', recommendation: false, code: 'filing.recommendation-not-used' },
];

type Case = { readonly filing: Filing; readonly facts: FilingFacts };
const later = at('2026-06-30 10:00');

/** A filing one rule short where a waiver is possible: too long in one pack, too few members in the other. */
function withShortfall(filing: Filing, policy: PolicyVersion): Filing {
  const shorter = policy.recommendation ? { members: filing.members.slice(0, 9) } : {};
  return signedByAll(sealed({ ...filing, ...shorter, content: { ...filing.content, validityMonths: 48 } }));
}

const known = new Map<string, Case>();

/** The circumstances in which nothing but state and role can stand in the way of the action; made once for each cell. */
function favourable(action: FilingAction, status: FilingStatus, policy: PolicyVersion): Case {
  const key = `${policy.id} ${action} ${status}`;
  const made = known.get(key) ?? arranged(action, status, policy);
  known.set(key, made);
  return made;
}

function arranged(action: FilingAction, status: FilingStatus, policy: PolicyVersion): Case {
  const filing = aFilingIn(status, {}, policy);
  switch (action) {
    case 'sign': {
      const members = filing.members.map((each) => ({ ...each, signature: null }));
      return { filing: { ...filing, members }, facts: someFacts({ ...filing, members }) };
    }
    case 'waive': {
      const short = withShortfall(filing, policy);
      return { filing: short, facts: someFacts(short) };
    }
    case 'lapse':
    case 'close_publicity':
      return { filing, facts: someFacts(filing, { now: later }) };
    case 'register': {
      const publicity = filing.publicity && { ...filing.publicity, closedAt: at('2026-06-08 09:00') };
      return { filing: { ...filing, publicity }, facts: someFacts(filing, { now: later }) };
    }
    default:
      return { filing, facts: someFacts(filing) };
  }
}

function command(action: FilingAction, filing: Filing, policy: PolicyVersion): FilingCommand {
  const by = '经办人';
  const reason = '理由';
  switch (action) {
    case 'sign':
      return { by, action, contentHash: filing.contentHash };
    case 'waive':
      return { by, action, reason, ruleId: policy.recommendation ? 'members-min' : 'validity-max-years' };
    case 'request_correction':
      return { by, action, items: [{ code: 'missing', pointer: '/content', text: '请补充。' }] };
    case 'conclude_review':
      return { by, action, opinion: '建议备案。' };
    case 'extend':
      return { by, action, reason, workingDays: 3 };
    case 'answer_item':
      return { by, action, item: 0, text: '已补充。' };
    default:
      return { by, action, reason };
  }
}

function result({ filing, facts }: Case, action: FilingAction, role: RoleSet): string {
  const decided = decide(filing, command(action, filing, facts.policy), rolesOf(role), facts);
  return decided.ok ? `→ ${decided.value.filing.status}` : decided.refusal.code;
}

const appliesTo = (policy: PolicyVersion) => (line: { readonly recommendation?: boolean }) =>
  line.recommendation === undefined || line.recommendation === policy.recommendation;

function expected(action: FilingAction, status: FilingStatus, role: RoleSet, policy: PolicyVersion): string {
  const own = [...LINES, ...SWITCHED].filter((line) => line.does === action && line.who.includes(role));
  const line = LINES.filter(appliesTo(policy)).find(
    (each) => each.does === action && each.from === status && each.who.includes(role),
  );
  if (line !== undefined) return `→ ${line.to}`;
  const closed = SWITCHED.filter(appliesTo(policy)).find((each) => each.does === action && each.who.includes(role));
  if (closed !== undefined && status === 'submitted') return closed.code;
  return own.length === 0 ? 'not-allowed' : 'filing.wrong-state';
}

const POLICIES = [
  ['without recommendation', qingdao2025],
  ['with recommendation', luoyang2025],
] as const;

describe.each(POLICIES)('%s', (_, policy) => {
  test.each(LINES.filter(appliesTo(policy)))('$says: $from, $does', ({ who, does, from, to }) => {
    const open = ROLE_SET_NAMES.filter((role) => result(favourable(does, from, policy), does, role).startsWith('→'));
    expect(open).toEqual(who);
    for (const role of who) expect(result(favourable(does, from, policy), does, role)).toBe(`→ ${to}`);
  });

  describe.each(ROLE_SET_NAMES)('for the %s', (role) => {
    test.each(FILING_STATUSES)('every action on a filing that is %s leads on or is refused by name', (status) => {
      const row = (cell: (action: FilingAction) => string) =>
        Object.fromEntries(FILING_ACTIONS.map((action) => [action, cell(action)]));
      expect(row((action) => result(favourable(action, status, policy), action, role))).toEqual(
        row((action) => expected(action, status, role, policy)),
      );
    });
  });

  test.each(ENDED)('a filing that is %s never moves again', (status) => {
    const moves = FILING_ACTIONS.flatMap((action) =>
      ROLE_SET_NAMES.filter((role) => result(favourable(action, status, policy), action, role).startsWith('→')),
    );
    expect(moves).toEqual([]);
  });

  const unsigned = (filing: Filing): Filing => ({
    ...filing,
    members: filing.members.map((each) => ({ ...each, signature: null })),
  });
  const closed = (filing: Filing): Filing => ({
    ...filing,
    publicity: filing.publicity && { ...filing.publicity, closedAt: at('2026-06-08 09:00') },
  });
  test.each<[string, (filing: Filing) => Filing, Partial<FilingFacts>]>([
    ['everything is in order', (filing) => filing, {}],
    ['nobody has signed', unsigned, {}],
    ['a rule is short', (filing) => withShortfall(filing, policy), {}],
    ['every term has run out', (filing) => filing, { now: later }],
    ['publicity is closed', closed, { now: later }],
    ['an objection is open', closed, { now: later, objections: { open: 1, upheld: 0 } }],
    ['the next year’s calendar is missing', (filing) => filing, { now: at('2026-12-29 10:00') }],
    ['the viewer signs for no member', (filing) => filing, { ownMember: null }],
    ['it is a demonstration', (filing) => filing, { demonstration: true }],
  ])('what is offered is exactly what would be done when %s', (_circumstance, change, over) => {
    const disagreements: string[] = [];
    for (const status of FILING_STATUSES) {
      const filing = change(aFilingIn(status, {}, policy));
      const facts = someFacts(filing, over);
      for (const role of ROLE_SET_NAMES) {
        const offered = allowedActions(filing, rolesOf(role), facts).map((each) => each.name);
        for (const action of FILING_ACTIONS) {
          const done = result({ filing, facts }, action, role).startsWith('→');
          if (done !== offered.includes(action)) disagreements.push(`${status} ${role} ${action} ${done}`);
        }
      }
    }
    expect(disagreements).toEqual([]);
  });
});

test('an action says which fields it requires', () => {
  const filing = aFilingIn('submitted');
  expect(allowedActions(filing, rolesOf('clerk'), someFacts(filing))).toEqual([
    { name: 'request_correction', requires: ['items'] },
    { name: 'accept', requires: [] },
    { name: 'reject', requires: ['reason'] },
  ]);
});

test.each<RoleSet>(['lead viewer', 'member viewer', 'auditor', 'stranger'])('the %s only reads', (role) => {
  const offered = FILING_STATUSES.flatMap((status) =>
    FILING_ACTIONS.flatMap((action) => {
      const { filing, facts } = favourable(action, status, qingdao2025);
      return allowedActions(filing, rolesOf(role), facts);
    }),
  );
  expect(offered).toEqual([]);
});
