import { describe, expect, it } from 'vitest';
import type { Attachment } from '../attachments/index.ts';
import { anAttachedFile, anAttachment } from '../attachments/testing.ts';
import { signedText, withFile, withoutFiles, mayProvide, waitingFiles } from './index.ts';
import { aFiling, aLeadViewer, aMember, aViewer, anOfficer } from './testing.ts';

const filing = aFiling({ members: [aMember(1), aMember(2)] });
const file = anAttachedFile();
const textOf = (of: typeof filing) => JSON.parse(signedText(of)) as { form: string; files?: unknown[] };

describe('the files of a filing', () => {
  it('are part of what is hashed, under a form of its own; without files the text is what it always was', () => {
    const { form, files, ...rest } = textOf(withFile(filing, file));
    expect(form).toBe('lianchuang-filing-2');
    expect(files).toEqual([
      { material: 'other', provider: filing.lead.uscc, name: '证明.pdf', sha256: 'a'.repeat(64), bytes: 2_000 },
    ]);
    const without = textOf(filing);
    expect(without).toEqual({ form: 'lianchuang-filing-1', ...rest });
  });

  it('are named by who provides them, in an order that hangs on nothing but themselves', () => {
    const others = [anAttachedFile({ id: 'att_2', memberId: 'fmb_2' }), anAttachedFile({ id: 'att_3', name: 'b.pdf' })];
    const [one, other] = [others, others.toReversed()].map((each) => signedText(each.reduce(withFile, filing)));
    expect(one).toBe(other);
    expect(one).toContain(`"provider":"${filing.members[1]?.uscc ?? ''}"`);
  });

  it('come once and go', () => {
    const twice = withFile(withFile(filing, file), file);
    expect(twice.attachments).toEqual([file]);
    expect(signedText(withoutFiles(twice, ({ id }) => id === file.id))).toBe(signedText(filing));
  });
});

describe('a filing waits for its files', () => {
  const HOUR = 3_600_000;
  const now = 10 * HOUR;
  const some = (over: Partial<Attachment>) =>
    anAttachment({ uploadedBy: 'me', createdAt: now, ticketEndsAt: now + 12 * HOUR, ...over });
  const waiting = (...files: Attachment[]) => waitingFiles(filing, files, { userId: 'me', now });

  it('that whoever submits is sending, for an hour and no longer than its ticket lasts', () => {
    const ages = [0, HOUR - 1, HOUR].map((age) => waiting(some({ createdAt: now - age })).arriving);
    expect(ages).toEqual([1, 1, 0]);
    expect(waiting(some({ ticketEndsAt: now })).arriving).toBe(0);
    expect(waiting(some({ uploadedBy: 'somebody else' })).arriving).toBe(0);
    expect(waitingFiles(filing, [some({})], { userId: null, now }).arriving).toBe(0);
  });

  it('that are being checked, apart from those that nobody will check', () => {
    const stored = (over: Partial<Attachment>) => some({ state: 'stored', ...over });
    expect(waiting(stored({ scan: 'waiting' }), stored({ scan: 'not_scanned' }))).toEqual({
      arriving: 0,
      unchecked: 1,
      unscanned: 1,
    });
    // The scanner was there and takes none so large.
    expect(waiting(stored({ scan: 'not_scanned', tooLargeToScan: true }))).toMatchObject({
      unchecked: 1,
      unscanned: 0,
    });
    expect(waiting(some({ state: 'attached', scan: 'not_scanned' }))).toEqual({
      arriving: 0,
      unchecked: 0,
      unscanned: 0,
    });
  });

  it('that it names and that were refused since; one that never counted is nobody’s loss', () => {
    const lost = some({ id: file.id, state: 'refused' });
    expect(waiting(lost).unchecked).toBe(0);
    expect(waitingFiles(withFile(filing, file), [lost], { userId: 'me', now }).unchecked).toBe(1);
  });
});

describe('who provides what', () => {
  const ofMember = (role: 'owner' | 'signatory' | 'editor' | 'viewer') =>
    aViewer({ organizations: [{ id: 'org_member-1', role }] });
  it('the lead’s editors provide for every place, a member’s people for its own, who only looks on for none', () => {
    expect([null, 'fmb_1', 'fmb_2'].map((each) => mayProvide(filing, aLeadViewer(), each))).toEqual([true, true, true]);
    for (const role of ['owner', 'signatory', 'editor'] as const)
      expect([null, 'fmb_1', 'fmb_2'].map((each) => mayProvide(filing, ofMember(role), each))).toEqual([
        false,
        true,
        false,
      ]);
    for (const viewer of [ofMember('viewer'), aViewer(), anOfficer('clerk')])
      expect([null, 'fmb_1', 'fmb_2'].map((each) => mayProvide(filing, viewer, each))).toEqual([false, false, false]);
  });
});
