import { describe, expect, it } from 'vitest';
import { anAttachedFile } from '../attachments/testing.ts';
import { signedText, withFile, withoutFiles, mayProvide } from './index.ts';
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
