import { describe, expect, it } from 'vitest';
import { partySignatures, receiptOfText } from './agreement.ts';
import { signatureOn } from './signatures.ts';
import { aFiling, aMember, aSignature, NOW, READY_CONTENT, sealed } from './testing.ts';

const draft = sealed(aFiling({ content: READY_CONTENT, members: [aMember(1), aMember(2), aMember(3)] }));
const other = 'b'.repeat(64);
const happened = (action: string, at: number, payload: Record<string, unknown>, version = 1, actorName = '某人') => ({
  action,
  at,
  payload,
  version,
  actorName,
});
const submission = happened('filing.submit', NOW, { contentHash: draft.contentHash }, 12, '牵头人');
const submitted = { ...draft, submittedAt: NOW };

describe('the text of an agreement is a draft', () => {
  it('until exactly this text was submitted', () => {
    expect(receiptOfText(draft, [])).toBeNull();
    expect(receiptOfText(submitted, [submission])).toMatchObject({ at: NOW, contentHash: draft.contentHash });
  });

  it('again when it was changed in a correction, and no longer when it was changed back', () => {
    expect(receiptOfText({ ...submitted, contentHash: other }, [submission])).toBeNull();
    const answer = happened('filing.resubmit', NOW + 2, { contentHash: other });
    expect(receiptOfText({ ...submitted, contentHash: other }, [submission, answer])?.at).toBe(NOW + 2);
    expect(receiptOfText(submitted, [submission, answer])?.at).toBe(NOW);
  });

  it('again after the district returned it', () => {
    expect(receiptOfText({ ...draft, submittedAt: null }, [submission])).toBeNull();
  });
});

describe('the words of the parties', () => {
  it('the lead signs by submitting, with the person and the version of the submission', () => {
    const [lead] = partySignatures(submitted, [submission]);
    expect(lead).toMatchObject({ party: 'lead', state: 'current', by: '牵头人', at: NOW, version: 11 });
    const [before] = partySignatures(draft, []);
    expect(before).toMatchObject({ party: 'lead', state: 'missing', by: null, at: null, version: null });
  });

  it('a member’s word carries its own time, person and version, and is void after a change', () => {
    const signed = aSignature(draft.contentHash, { by: '张三' });
    const old = aSignature(other, { by: '李四' });
    const refused = { is: 'refused', reason: '金额不符', at: NOW, by: '王五' } as const;
    const filing = {
      ...draft,
      members: [aMember(1, { signature: signed }), aMember(2, { signature: old }), aMember(3, { signature: refused })],
    };
    const events = [
      happened('filing.sign', NOW, { member: '示例成员1' }, 7),
      happened('filing.sign', NOW, { member: '示例成员2' }, 8),
      happened('filing.refuse', NOW, { member: '示例成员3' }, 9),
    ];
    const [, one, two, three] = partySignatures(filing, events);
    expect(one).toMatchObject({ state: 'current', by: '张三', at: NOW, version: 6, contentHash: draft.contentHash });
    expect(two).toMatchObject({ state: 'void', by: '李四', version: 7, contentHash: other });
    expect(three).toMatchObject({ state: 'refused', reason: '金额不符', version: 8, contentHash: null });
  });

  it('a word on parts stays, with the text that was signed, when another member’s part changes', () => {
    const word = signatureOn({ ...draft, version: 5 }, aMember(1), { at: NOW, by: '张三' });
    const changed = sealed({ ...draft, members: [aMember(1, { signature: word }), aMember(2, { duties: '改过' })] });
    const stays = { ...changed, partHashes: { ...changed.partHashes, common: draft.partHashes.common } };
    expect(partySignatures(stays, [])[1]).toMatchObject({
      state: 'current',
      version: 5,
      contentHash: draft.contentHash,
      commonHash: draft.partHashes.common,
      ownHash: draft.partHashes.own[aMember(1).uscc],
    });
  });

  it('who has not signed yet stands there without a name', () => {
    expect(partySignatures(draft, [])[1]).toMatchObject({ state: 'missing', by: null, at: null, contentHash: null });
  });
});
