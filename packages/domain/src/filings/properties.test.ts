import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfDay, type Instant } from '../kernel/index.ts';
import { takesObjections } from '../notices/index.ts';
import { luoyang2025, MECHANISM_KINDS, qingdao2025, type PolicyVersion } from '../policies/index.ts';
import {
  allowedActions,
  commonText,
  decide,
  EDITABLE,
  ENDED,
  FILING_ACTIONS,
  ownText,
  signatureState,
  signedText,
  type Filing,
  type FilingAction,
  type FilingCommand,
} from './index.ts';
import {
  aFiling,
  aMember,
  aReadyFiling,
  NOW,
  ROLE_SET_NAMES,
  rolesOf,
  sealed,
  someFacts,
  standInHash,
  type RoleSet,
} from './testing.ts';

const HOUR = 3_600_000;

/** Everything a walk carries along, and what it remembers by itself to judge the end. */
type World = {
  filing: Filing;
  now: Instant;
  open: number;
  upheld: number;
  /** The content on which the bureau last granted a waiver, by rule. */
  readonly grantedOn: Map<string, string>;
  readonly demonstration: boolean;
  readonly policy: PolicyVersion;
  registered: boolean;
};

/** One move of a walk: what is tried, by whom, how long after the last, and numbers to choose with. */
type Move = { readonly kind: string; readonly pick: number; readonly member: number; readonly hours: number };

const EDITS: readonly ((filing: Filing, pick: number) => Partial<Filing>)[] = [
  ({ members }) => ({ members: members.slice(1) }),
  ({ members }) => ({ members: members.slice(0, -1) }),
  ({ members }, pick) => ({ members: [...members, aMember(100 + pick)] }),
  ({ members }, pick) => ({ members: [...members, aMember(200 + pick, { kind: 'university' })] }),
  ({ members }) => ({ members: members.map((each, n) => (n === 0 ? { ...each, chainPosition: null } : each)) }),
  ({ content }, pick) => ({ content: { ...content, validityMonths: 12 * (1 + (pick % 5)) } }),
  ({ content }, pick) => ({ content: { ...content, summary: `摘要${pick}` } }),
  ({ content }) => ({ content: { ...content, mechanisms: content.mechanisms.slice(1) } }),
  ({ content }) => ({
    content: aReadyFiling({}, content.industryCode === 'ly-open' ? luoyang2025 : qingdao2025).content,
  }),
];

function commandFor(action: FilingAction, { filing, policy }: World, pick: number): FilingCommand {
  const by = '某人';
  const reason = '理由';
  switch (action) {
    case 'sign':
      return { by, action, contentHash: pick % 5 === 4 ? 'older' : filing.contentHash };
    case 'waive': {
      const rules = policy.rules.filter((each) => each.strength !== 'required');
      return { by, action, reason, ruleId: rules[pick % rules.length]?.id ?? '' };
    }
    case 'request_correction':
      return {
        by,
        action,
        items: [{ code: 'other', pointer: ['', '/plan', '/topics/0'][pick % 3], text: '请补充。' }],
      };
    case 'conclude_review':
      return { by, action, opinion: '可。' };
    case 'extend':
      return { by, action, reason, workingDays: (pick % 9) + 1 };
    case 'answer_item':
      return { by, action, item: pick % 2, text: '见正文。' };
    default:
      return { by, action, reason };
  }
}

function act(world: World, role: RoleSet, action: FilingAction, { pick, member }: Move): void {
  const { filing, now, open, upheld, demonstration } = world;
  const ownMember = filing.members[member % Math.max(filing.members.length, 1)] ?? null;
  const facts = someFacts(filing, { now, ownMember, demonstration, objections: { open, upheld } }, world.policy);
  const command = commandFor(action, world, pick);
  const decided = decide(filing, command, rolesOf(role), facts);
  const signsOldText = command.action === 'sign' && command.contentHash !== filing.contentHash;
  if (ENDED.includes(filing.status) || signsOldText) expect(decided.ok).toBe(false);
  if (!decided.ok) return;
  world.filing = decided.value.filing;
  if (command.action === 'waive' && (role === 'clerk' || role === 'director')) {
    world.grantedOn.set(command.ruleId, filing.contentHash);
  }
  if (action === 'register') {
    world.registered = true;
    expectRightfullyRegistered(world);
  }
}

/** Takes a way forward that is open to somebody, so that walks come far. */
function stepOn(world: World, move: Move): void {
  const { filing, now, open, upheld, demonstration } = world;
  const ownMember = filing.members.find((each) => each.signature === null) ?? filing.members[0] ?? null;
  const facts = someFacts(filing, { now, ownMember, demonstration, objections: { open, upheld } }, world.policy);
  const forward = ROLE_SET_NAMES.flatMap((role) =>
    allowedActions(filing, rolesOf(role), facts)
      .filter(({ name }) => !['withdraw', 'reject', 'refuse', 'return', 'lapse', 'extend'].includes(name))
      .map(({ name }) => [role, name] as const),
  );
  const way = forward[move.pick % Math.max(forward.length, 1)];
  if (way !== undefined) act(world, ...way, { ...move, member: ownMember ? filing.members.indexOf(ownMember) : 0 });
}

/** Those who still have to sign do so in turn. */
function signAll(world: World, move: Move): void {
  for (let member = 0; member < world.filing.members.length; member += 1) {
    act(world, 'member signatory', 'sign', { ...move, member, pick: 0 });
  }
}

function objectOrRule(world: World, pick: number): void {
  const { publicity } = world.filing;
  if (world.filing.status !== 'in_publicity' || publicity === null) return;
  if (world.open === 0 && takesObjections(publicity, world.now).ok) world.open += 1;
  else if (world.open > 0) {
    world.open -= 1;
    if (pick % 2 === 1) world.upheld += 1;
  }
}

function edit(world: World, pick: number): void {
  if (!EDITABLE.includes(world.filing.status)) return;
  const change = EDITS[pick % EDITS.length];
  if (change) world.filing = sealed({ ...world.filing, ...change(world.filing, pick) });
}

/** Judges a registration without the package's own rules: the clauses counted out by hand. */
function expectRightfullyRegistered({ filing, now, open, upheld, grantedOn, demonstration, policy }: World): void {
  const { lead, content, members, publicity, contentHash } = filing;
  const chain = members.filter((each) => each.kind === 'enterprise' && each.chainPosition !== null).length;
  const academic = members.filter((each) => ['university', 'research_institute'].includes(each.kind)).length;
  const granted = (ruleId: string): boolean =>
    filing.waivers.some((each) => each.ruleId === ruleId && each.granted !== null) &&
    grantedOn.get(ruleId) === contentHash;
  if (policy.id === qingdao2025.id) {
    expect(lead.kind).toBe('enterprise');
    expect(lead.divisionCode.slice(0, 4)).toBe('3702');
    expect(new Set(content.mechanisms.map((each) => each.kind)).size).toBe(MECHANISM_KINDS.length);
    expect(chain >= 3 || granted('composition-chain-enterprises-min')).toBe(true);
    expect(academic >= 2 || granted('composition-academic-institutions-min')).toBe(true);
    expect((content.validityMonths ?? 999) <= 36 || granted('validity-max-years')).toBe(true);
  } else {
    expect(chain * 2).toBeGreaterThan(members.length);
    expect(members.length >= 10 || granted('members-min')).toBe(true);
  }
  expect(content.topics.length).toBeGreaterThan(0);
  expect(contentHash).toBe(standInHash(signedText(filing)));
  expect(members.length).toBeGreaterThan(0);
  for (const member of members) {
    expect(member.signature).toMatchObject({
      is: 'signed',
      commonHash: standInHash(commonText(filing)),
      ownHash: standInHash(ownText(filing, member)),
    });
  }
  expect([open, upheld]).toEqual([0, 0]);
  expect(publicity?.closedAt).toBeLessThanOrEqual(now);
  if (!demonstration) expect(publicity?.closedAt).toBeGreaterThanOrEqual(endOfDay(publicity?.lastDay ?? ''));
}

function walk(world: World, moves: readonly Move[]): World {
  for (const move of moves) {
    world.now += move.hours * HOUR;
    const before = world.filing;
    if (move.kind === 'forward') stepOn(world, move);
    else if (move.kind === 'sign') signAll(world, move);
    else if (move.kind === 'edit') edit(world, move.pick);
    else if (move.kind === 'rework' && world.filing.status === 'correction') {
      edit(world, move.pick);
      signAll(world, move);
    } else if (move.kind === 'object') objectOrRule(world, move.pick);
    else if (move.kind === 'anything') {
      const role = ROLE_SET_NAMES[move.pick % ROLE_SET_NAMES.length] ?? 'stranger';
      act(world, role, FILING_ACTIONS[move.member % FILING_ACTIONS.length] ?? 'sign', move);
    }
    if (ENDED.includes(before.status)) expect(world.filing).toBe(before);
  }
  return world;
}

const move: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(
    { weight: 10, arbitrary: fc.constant('forward') },
    { weight: 3, arbitrary: fc.constant('sign') },
    { weight: 4, arbitrary: fc.constantFrom('rework', 'rework', 'object', 'object', 'edit', 'anything') },
  ),
  pick: fc.nat(1000),
  member: fc.nat(1000),
  hours: fc.oneof({ weight: 3, arbitrary: fc.nat(8) }, { weight: 2, arbitrary: fc.integer({ min: 24, max: 240 }) }),
});

const world = fc.record({
  policy: fc.constantFrom(qingdao2025, luoyang2025),
  empty: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  away: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  demonstration: fc.boolean(),
  edits: fc.array(fc.nat(1000), { maxLength: 3 }),
});

describe('whoever does whatever whenever', () => {
  test('no path registers a filing that misses a rule, a grant, a signature, a ruling or its publicity', () => {
    let registered = 0;
    fc.assert(
      fc.property(world, fc.array(move, { minLength: 30, maxLength: 60 }), (start, moves) => {
        const { policy, empty, away, demonstration, edits } = start;
        const ready = empty ? aFiling({}, policy) : aReadyFiling({}, policy);
        const filing = away ? sealed({ ...ready, lead: { ...ready.lead, divisionCode: '370602' } }) : ready;
        const begun: World = {
          filing,
          now: NOW,
          open: 0,
          upheld: 0,
          grantedOn: new Map(),
          demonstration,
          policy,
          registered: false,
        };
        for (const pick of edits) edit(begun, pick);
        if (walk(begun, moves).registered) registered += 1;
      }),
      { numRuns: 75 },
    );
    expect(registered).toBeGreaterThan(5);
  });
});

describe('what is signed', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const filing = fc
    .record({ summary: text, duties: text, months: fc.integer({ min: 1, max: 60 }), said: text })
    .map(({ summary, duties, months, said }) => {
      const ready = aReadyFiling();
      const content = { ...ready.content, summary, validityMonths: months, declarations: { filing_focus: said } };
      return aReadyFiling({ content, members: ready.members.map((each) => ({ ...each, duties })) });
    });

  test('stays the same whoever signs and in whatever order members are listed', () => {
    fc.assert(
      fc.property(
        filing,
        fc.array(fc.nat(4), { maxLength: 5 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (given, unsigned, order) => {
          const signed = given.members.map((each, n) => (unsigned.includes(n) ? { ...each, signature: null } : each));
          const members = order.flatMap((n) => signed[n] ?? []);
          const waivers = [{ ruleId: 'x', reason: '', requestedAt: NOW, requestedBy: '', granted: null }];
          expect(signedText({ ...given, members })).toBe(signedText(given));
          expect(sealed({ ...given, members, waivers, status: 'accepted', version: 9 }).contentHash).toBe(
            given.contentHash,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  const edits: readonly [string, (filing: Filing) => Partial<Filing>][] = [
    ['the name', ({ content }) => ({ content: { ...content, consortiumName: `${content.consortiumName}二` } })],
    ['the summary', ({ content }) => ({ content: { ...content, summary: `${content.summary} ` } })],
    ['the industry', ({ content }) => ({ content: { ...content, industryCode: 'qd-it' } })],
    ['the validity', ({ content }) => ({ content: { ...content, validityMonths: (content.validityMonths ?? 0) + 1 } })],
    ['a topic', ({ content }) => ({ content: { ...content, topics: [...content.topics, { title: '又一课题' }] } })],
    ['a mechanism', ({ content }) => ({ content: { ...content, mechanisms: content.mechanisms.slice(1) } })],
    ['the goals', ({ content }) => ({ content: { ...content, plan: { ...content.plan, goals: null } } })],
    ['the funding', ({ content }) => ({ content: { ...content, plan: { ...content.plan, funding: [] } } })],
    ['a declaration', ({ content }) => ({ content: { ...content, declarations: { ...content.declarations, x: 1 } } })],
    ['the lead’s name', ({ lead }) => ({ lead: { ...lead, name: `${lead.name}二` } })],
    ['the lead’s division', ({ lead }) => ({ lead: { ...lead, divisionCode: '370203' } })],
    ['the policy version', ({ policy }) => ({ policy: { ...policy, version: policy.version + 1 } })],
    ['a member more', ({ members }) => ({ members: [...members, aMember(50)] })],
    ['a member less', ({ members }) => ({ members: members.slice(1) })],
    [
      'a chain position',
      ({ members }) => ({ members: members.map((each, n) => (n === 0 ? { ...each, chainPosition: null } : each)) }),
    ],
    [
      'everybody’s pledged amount',
      ({ members }) => ({
        members: members.map((each) => ({
          ...each,
          contributions: each.contributions.map((one) => ({ ...one, amountFen: 1 })),
        })),
      }),
    ],
  ];
  test.each(edits)('changes with %s, and every signature on the old text is void', (_, change) => {
    fc.assert(
      fc.property(filing, (given) => {
        const edited = sealed({ ...given, ...change(given) });
        expect(edited.contentHash).not.toBe(given.contentHash);
        expect(edited.members.filter((each) => signatureState(each, edited) === 'current')).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});
