import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anAttachedFile } from '../attachments/testing.ts';
import { policyOf } from '../policies/index.ts';
import {
  commonText,
  coverageIn,
  ownText,
  signatureOn,
  signaturesTouchedBy,
  signatureState,
  signedText,
  type Filing,
  type FilingMember,
} from './index.ts';
import { aFiling, aMember, aReadyFiling, aSignature, NOW, sealed } from './testing.ts';

type Edit = (filing: Filing) => Partial<Filing>;

const withMember =
  (at: number, change: (member: FilingMember) => Partial<FilingMember>): Edit =>
  ({ members }) => ({ members: members.map((each, n) => (n === at ? { ...each, ...change(each) } : each)) });
const withContent =
  (change: (content: Filing['content']) => Partial<Filing['content']>): Edit =>
  ({ content }) => ({ content: { ...content, ...change(content) } });

/** Ids of those who have to sign again: what is foretold, held against what then really counts. */
function mustSignAgain(before: Filing, edit: Edit): string[] {
  const after = sealed({ ...before, ...edit(before) });
  const foretold = signaturesTouchedBy(before, after, coverageIn(before)).map(({ id }) => id);
  const really = after.members.filter((each) => signatureState(each, after) === 'void').map(({ id }) => id);
  const already = before.members.filter((each) => signatureState(each, before) === 'void').map(({ id }) => id);
  expect(foretold.toSorted()).toEqual(really.filter((id) => !already.includes(id)).toSorted());
  return foretold;
}

const ALL = ['fmb_1', 'fmb_2', 'fmb_3', 'fmb_4', 'fmb_5'];

describe('a change voids exactly the signatures that it touches', () => {
  test.each<[string, Edit, readonly string[]]>([
    ['a member’s duties void its own', withMember(2, () => ({ duties: '另一项任务' })), ['fmb_3']],
    ['a member’s pledges void its own', withMember(0, () => ({ contributions: [] })), ['fmb_1']],
    [
      'an amount left out where it was empty voids none',
      withMember(1, ({ contributions }) => ({
        contributions: contributions.map(({ kind, text }) => ({ kind, text })),
      })),
      [],
    ],
    ['a member’s name voids all, for it stands in everybody’s roster', withMember(1, () => ({ name: '改名' })), ALL],
    ['a place in the chain voids all', withMember(0, () => ({ chainPosition: null })), ALL],
    ['a kind voids all', withMember(0, () => ({ kind: 'university' })), ALL],
    ['the summary voids all', withContent(() => ({ summary: '另一段' })), ALL],
    ['a topic voids all', withContent(({ topics }) => ({ topics: [...topics, { title: '又一课题' }] })), ALL],
    ['a declaration voids all', withContent(() => ({ declarations: {} })), ALL],
    [
      'a member more voids all, and the new one has signed nothing',
      ({ members }) => ({ members: [...members, aMember(50)] }),
      ALL,
    ],
    ['a member less voids all who stay', ({ members }) => ({ members: members.slice(1) }), ALL.slice(1)],
    ['another order voids none', ({ members }) => ({ members: members.toReversed() }), []],
    ['an account that was opened voids none', withMember(3, () => ({ organizationId: 'org_new' })), []],
    [
      'a waiver voids none',
      () => ({ waivers: [{ ruleId: 'x', reason: '', requestedAt: NOW, requestedBy: '', granted: null }] }),
      [],
    ],
    ['a version voids none', () => ({ version: 9 }), []],
  ])('%s', (_, edit, touched) => {
    expect(mustSignAgain(aReadyFiling(), edit)).toEqual(touched);
  });

  test('what came back to the text that was signed counts again', () => {
    const ready = aReadyFiling();
    const changed = sealed({ ...ready, ...withMember(2, () => ({ duties: '另一项任务' }))(ready) });
    const back = sealed({ ...changed, ...withMember(2, () => ({ duties: ready.members[2]?.duties ?? '' }))(changed) });
    expect(back.members.map((each) => signatureState(each, back))).toEqual(Array(5).fill('current'));
  });

  test('who has not signed, refused, or signed what is gone has nothing to lose', () => {
    const ready = aReadyFiling();
    const [, second, third, fourth] = ready.members;
    if (!second || !third || !fourth) throw new Error('too few');
    const members = [
      { ...aMember(1), signature: null },
      { ...second, signature: { is: 'refused', reason: '不参加。', at: NOW, by: '签署人' } as const },
      { ...third, signature: aSignature('old') },
      fourth,
    ];
    expect(
      mustSignAgain(
        sealed(aFiling({ ...ready, members })),
        withContent(() => ({ summary: '改' })),
      ),
    ).toEqual([]);
    const signed = members.map((each) => (each.id === 'fmb_4' ? { ...each, signature: null } : each));
    const again = aFiling({ ...ready, contentHash: '', members: signed });
    const fresh = sealed(again);
    const own = fresh.members.map((each) =>
      each.id === 'fmb_4' ? { ...each, signature: signatureOn(fresh, each, { at: NOW, by: '签署人' }) } : each,
    );
    expect(
      mustSignAgain(
        { ...fresh, members: own },
        withContent(() => ({ summary: '改' })),
      ),
    ).toEqual(['fmb_4']);
  });

  test('a word from before parts were told apart rests on the whole text and falls with any change', () => {
    const ready = aReadyFiling();
    const old = {
      ...ready,
      members: ready.members.map((each) => ({ ...each, signature: aSignature(ready.contentHash) })),
    };
    expect(old.members.map((each) => signatureState(each, old))).toEqual(Array(5).fill('current'));
    expect(coverageIn(old)(old.members[0] ?? aMember())).toBe('whole');
    expect(
      mustSignAgain(
        old,
        withMember(2, () => ({ duties: '另一项任务' })),
      ),
    ).toEqual(ALL);
    expect(mustSignAgain(old, ({ members }) => ({ members: members.toReversed() }))).toEqual([]);
  });

  test('a signature says which version it was given on, and what it covers can be recomputed', () => {
    const filing = sealed(aReadyFiling({ version: 7 }));
    const [first] = filing.members;
    if (!first) throw new Error('too few');
    expect(signatureOn(filing, first, { at: NOW, by: '张签' })).toEqual({
      is: 'signed',
      contentHash: filing.contentHash,
      commonHash: filing.partHashes.common,
      ownHash: filing.partHashes.own[first.uscc],
      version: 7,
      at: NOW,
      by: '张签',
    });
  });
});

describe('a file of the agreement is signed, evidence is not', () => {
  const materials = policyOf(aReadyFiling().policy).materials;
  const idOf = (wanted: boolean) => materials.find(({ partOfAgreement }) => partOfAgreement === wanted)?.id ?? '';
  const withFile =
    (materialId: string, memberId: string | null): Edit =>
    () => ({ attachments: [anAttachedFile({ materialId, memberId })] });
  test.each([
    ['the lead’s agreement asks all', withFile(idOf(true), null), ALL],
    ['a member’s own agreement asks that member', withFile(idOf(true), 'fmb_2'), ['fmb_2']],
    ['evidence of the lead asks nobody', withFile(idOf(false), null), []],
    ['evidence of a member asks nobody', withFile(idOf(false), 'fmb_2'), []],
  ] as const)('%s', (_, edit, touched) => {
    expect(idOf(true)).not.toBe('');
    expect(mustSignAgain(aReadyFiling(), edit)).toEqual(touched);
    const signedWith = aReadyFiling(edit(aReadyFiling()));
    expect(mustSignAgain(signedWith, () => ({ attachments: [] }))).toEqual(touched);
  });
});

describe('whatever is edited, in whatever order', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.tuple(fc.nat(6), text).map(([at, duties]) => withMember(at, () => ({ duties }))),
    fc
      .tuple(fc.nat(6), text, fc.option(fc.nat(1000)))
      .map(([at, said, amountFen]) =>
        withMember(at, () => ({ contributions: [{ kind: 'fund', text: said, amountFen }] })),
      ),
    text.map((summary) => withContent(() => ({ summary }))),
    fc.tuple(fc.nat(6), text).map(([at, name]) => withMember(at, () => ({ name }))),
    fc.nat(3).map(
      (n): Edit =>
        ({ members }) =>
          members.some(({ id }) => id === `fmb_${80 + n}`) ? {} : { members: [...members, aMember(80 + n)] },
    ),
    fc.nat(6).map((at): Edit => ({ members }) => ({ members: members.filter((_, n) => n !== at) })),
    fc.constant<Edit>(({ members }) => ({ members: members.toReversed() })),
    fc.constant<Edit>((filing) => ({
      members: filing.members.map((each) => ({
        ...each,
        signature: signatureOn(filing, each, { at: NOW, by: '某人' }),
      })),
    })),
  );

  test('what is foretold is what then counts no more, and a signature counts exactly while both its texts read the same', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let filing = aReadyFiling();
        const signedOn = new Map(filing.members.map((each) => [each.id, [commonText(filing), ownText(filing, each)]]));
        for (const each of edits) {
          mustSignAgain(filing, each);
          const before = filing;
          filing = sealed({ ...filing, ...each(filing) });
          for (const member of filing.members) {
            const was = before.members.find(({ id }) => id === member.id)?.signature;
            if (member.signature !== was) signedOn.set(member.id, [commonText(filing), ownText(filing, member)]);
            const [common, own] = signedOn.get(member.id) ?? [];
            const counts = common === commonText(filing) && own === ownText(filing, member);
            if (member.signature !== null) expect(signatureState(member, filing)).toBe(counts ? 'current' : 'void');
          }
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  test('changing one member’s duties voids exactly that member’s signature', () => {
    fc.assert(
      fc.property(fc.nat(4), text, (at, duties) => {
        const ready = aReadyFiling();
        const touched = mustSignAgain(
          ready,
          withMember(at, () => ({ duties })),
        );
        expect(touched).toEqual(duties === ready.members[at]?.duties ? [] : [`fmb_${at + 1}`]);
      }),
      { numRuns: 100 },
    );
  });

  test('the common part and all own parts read the same exactly when the whole text does', () => {
    const parts = (filing: Filing) =>
      [commonText(filing), ...filing.members.map((each) => ownText(filing, each)).toSorted()].join('\n');
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const before = aReadyFiling();
        const after = edits.reduce((filing, each) => ({ ...filing, ...each(filing) }), before);
        expect(parts(before) === parts(after)).toBe(signedText(before) === signedText(after));
      }),
      { numRuns: 100 },
    );
  });
});
