import { describe, expect, it } from 'vitest';
import { POLICY_VERSIONS, type Material } from '../policies/index.ts';
import { mayPrintPage, signaturePagePlace, signaturePageText } from './index.ts';
import { aFiling, aLeadViewer, aMember, sealed } from './testing.ts';

const [one, two] = [aMember(1), aMember(2)];
const filing = sealed(aFiling({ members: [one, two] }));
const { partHashes } = filing;
const withOwn = (uscc: string) => ({
  ...filing,
  partHashes: { ...partHashes, own: { ...partHashes.own, [uscc]: 'f' } },
});
const texts = (of: typeof filing) => [null, one, two].map((each) => signaturePageText(of, each));

describe('a printed signature page', () => {
  it('falls with the common part for everybody, with an own part for that member and the lead', () => {
    const falls = (of: typeof filing) => texts(of).map((text, at) => text !== texts(filing)[at]);
    expect(falls({ ...filing, partHashes: { ...partHashes, common: 'd' } })).toEqual([true, true, true]);
    expect(falls(withOwn(one.uscc))).toEqual([true, true, false]);
    expect(falls({ ...filing, contentHash: 'evidence' })).toEqual([false, false, false]);
  });

  it('is nobody else’s: every party has another text', () => {
    expect(new Set(texts(filing)).size).toBe(3);
  });

  it('has its place in every policy version, which never stops a submission and voids no signature', () => {
    for (const policy of POLICY_VERSIONS)
      for (const [memberId, providedBy] of [
        [null, 'lead'],
        ['fmb_1', 'member'],
      ] as const)
        expect(signaturePagePlace(policy, memberId)).toMatchObject({
          providedBy,
          strength: 'encouraged',
          partOfAgreement: false,
        } satisfies Partial<Material>);
    expect(signaturePagePlace({ materials: [] }, null)).toBeUndefined();
  });

  it('is printed by the lead for everybody and by a member’s people for themselves', () => {
    const parties = [null, one.id, two.id];
    expect(parties.map((each) => mayPrintPage(filing, aLeadViewer(), each))).toEqual([true, true, true]);
    const ofOne = {
      userId: 'usr_1',
      name: '成员',
      offices: [],
      organizations: [{ id: one.organizationId ?? '', name: one.name, role: 'viewer' as const }],
    };
    expect(parties.map((each) => mayPrintPage(filing, ofOne, each))).toEqual([false, true, false]);
    const nobody = { ...ofOne, organizations: [] };
    expect(parties.map((each) => mayPrintPage(filing, nobody, each))).toEqual([false, false, false]);
  });
});
