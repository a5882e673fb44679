import type { FilingView } from '@lianchuang/contract/filings';
import { aJpeg } from '@lianchuang/domain/testing/attachments';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, refused, went, writingNothing } from '../../test/app-under-test.ts';
import {
  act,
  aCast,
  aDraft,
  aRegisteredConsortium,
  clock,
  match,
  memberForm,
  partners,
  signedByAll,
  type Cast,
} from '../../test/cases.ts';
import { aPdfFile, begin, complete, sent, uploaded } from '../../test/files.ts';
import { anOrganization, anOrganizationForm, aPerson, holdsRole, type Person } from '../../test/people.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { qrInPdf } from '../../test/qr-in-pdf.ts';

const app = anApp();
let cast: Cast;
beforeAll(async () => {
  clock('2026-06-01 10:00:00');
  cast = await aCast(app);
});

const LEAD = 'signature-page.pdf';
const pathOf = ({ id }: Pick<FilingView, 'id'>, memberId: string | null) =>
  memberId === null ? `/filings/${id}/${LEAD}` : `/filings/${id}/members/${memberId}/${LEAD}`;

async function pageOf(person: Person, filing: Pick<FilingView, 'id'>, memberId: string | null) {
  const { status, headers, bytes } = await person.get(pathOf(filing, memberId));
  expect(status).toBe(200);
  const pages = await pdfText(bytes);
  return { headers, bytes, pages, text: pages.join('') };
}

const closed = (text: string): string => text.replaceAll(' ', '');
const now = async (filing: Pick<FilingView, 'id'>) => went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
const aFiling = async (over: Record<string, unknown> = {}) =>
  aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2), content: over });
const memberOf = (filing: FilingView, at = 0) => {
  const member = filing.members[at];
  if (member === undefined) throw new Error('no such member');
  return member;
};

describe('the page to be stamped', () => {
  it('names consortium, organization, position, both parts by short and full hash, and where to sign and stamp', async () => {
    const filing = await aFiling({ consortiumName: '青岛市深海装备创新联合体' });
    const member = memberOf(filing);
    const { pages, text, headers } = await pageOf(cast.partner, filing, member.id);
    expect(pages).toHaveLength(1);
    for (const word of [
      '签字盖章页',
      '《青岛市深海装备创新联合体创新联合体组建协议》',
      '依据：青岛市创新联合体组建工作指引（2025）（规则第 1 版）',
      member.organization.name,
      member.organization.uscc,
      '成员单位（产业链中游），企业',
      '示例牵头企业',
      `第 ${filing.version} 版`,
      '法定代表人或授权代表（签字）',
      '（单位公章盖章处）',
      '年　　　月　　　日',
      '1. 打印本页',
    ])
      expect(text).toContain(word);
    const { results } = await app.env.DB.prepare('SELECT part_hashes AS parts FROM filings WHERE id = ?')
      .bind(filing.id)
      .run<{ parts: string }>();
    const parts = JSON.parse(results[0]?.parts ?? '') as { common: string; own: Record<string, string> };
    const own = parts.own[member.organization.uscc] ?? '';
    for (const hash of [parts.common, own, member.pageHash ?? '']) {
      expect(hash).toHaveLength(64);
      expect(closed(text)).toContain(hash.slice(0, 8) + hash);
    }
    expect(headers.get('Content-Disposition')).toContain(
      encodeURIComponent(`青岛市深海装备创新联合体创新联合体组建协议签字盖章页（${member.organization.name}）.pdf`),
    );
    expect(headers.get('Cache-Control')).toBe('no-store');
  });

  it('of the lead stands for everybody’s part, and has no own hash', async () => {
    const filing = await aFiling();
    const { text, pages } = await pageOf(cast.lead, filing, null);
    expect(pages).toHaveLength(1);
    expect(text).toContain('本单位作为牵头单位');
    expect(text).not.toContain('本单位部分指纹');
    expect(closed(text)).toContain(filing.lead.pageHash);
  });

  it('has a code that says filing, party and the hash of the text, and nothing else', async () => {
    const filing = await aFiling();
    for (const { party, hash } of [
      { party: null, hash: filing.lead.pageHash },
      ...filing.members.map(({ id, pageHash }) => ({ party: id, hash: pageHash })),
    ]) {
      const { bytes } = await pageOf(cast.lead, filing, party);
      expect(await qrInPdf(bytes)).toBe(
        `http://localhost/apply/filings/${filing.id}/signature-page/${party ?? 'lead'}?v=${hash}`,
      );
    }
  });

  it('is one page with the longest names, rare characters too, and with nothing written', async () => {
    const [rare, long] = ['㐂'.repeat(100), '长'.repeat(100)];
    const leads = await anOrganization(cast.lead, { name: long });
    const content = { consortiumName: rare };
    const draft = await aDraft(cast.lead, leads.id, { content });
    const filing = went(
      await cast.lead.post<FilingView>(
        `/filings/${draft.id}/members`,
        memberForm({ ...anOrganizationForm(), name: '名'.repeat(100) }),
      ),
    );
    const { pages, text, bytes } = await pageOf(cast.lead, filing, memberOf(filing).id);
    expect(pages).toHaveLength(1);
    expect(text).toContain('㐂'.repeat(20));
    expect(text).toContain('名'.repeat(30));
    expect(await qrInPdf(bytes)).toContain(filing.id);
    const registered = await aRegisteredConsortium(cast, { organizationId: leads.id, content });
    const last = await pageOf(cast.lead, registered, memberOf(registered).id);
    expect(last.pages).toHaveLength(1);
    expect(last.text).toContain(registered.registrationNumber);
    const empty = await cast.lead.post<FilingView>('/filings', {
      policyId: 'pol_luoyang-2025',
      organizationId: cast.leads.id,
    });
    const blank = await pageOf(cast.lead, empty.body, null);
    expect(blank.text).toContain('（联合体名称待填）');
    expect(blank.text).not.toMatch(/undefined|null|NaN/);
  });

  it('is the same to the byte for the member and the lead, writes nothing, and bears the receipt once there is one', async () => {
    const filing = await aFiling();
    const { id } = memberOf(filing);
    const [theirs, leads] = [await pageOf(cast.partner, filing, id), await pageOf(cast.lead, filing, id)];
    expect(theirs.headers.get('Repr-Digest')).toBe(leads.headers.get('Repr-Digest'));
    await writingNothing(() => pageOf(cast.lead, filing, id));
    await signedByAll(cast.partner, filing);
    const submitted = went(await act(cast.lead, filing, 'submit'));
    expect((await pageOf(cast.lead, filing, id)).text).toContain(submitted.receipt?.number);
  });
});

it('a member’s people and the lead fetch it, another member and the office do not, and for strangers there is none', async () => {
  const filing = await aFiling();
  const another = await aPerson(app);
  const organization = await anOrganization(another, { kind: 'enterprise' });
  const joined = went(
    await cast.lead.post<FilingView>(`/filings/${filing.id}/members`, {
      uscc: organization.uscc,
      name: organization.name,
      kind: 'enterprise',
      chainPosition: 'upstream',
      duties: '任务',
      contributions: [],
    }),
  );
  const own = joined.members.at(-1)?.id ?? '';
  const foreign = memberOf(joined).id;
  const viewer = await holdsRole(app, await aPerson(app), organization.id, 'viewer');
  expect((await viewer.get(pathOf(filing, own))).status).toBe(200);
  for (const party of [foreign, null]) {
    const { status, body } = await another.get<{ code: string }>(pathOf(filing, party));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'not-allowed' });
  }
  const stranger = await aPerson(app);
  for (const person of [stranger, cast.clerk]) expect((await person.get(pathOf(filing, own))).status).toBe(404);
  expect((await app.get(pathOf(filing, own))).status).toBe(401);
  expect((await cast.lead.get(pathOf(filing, 'fmb_none'))).status).toBe(404);
});

describe('a scan that comes back', () => {
  const scan = (memberId: string | null, page: string | null) => ({
    ...aPdfFile({
      name: '盖章页.jpg',
      type: 'image/jpeg',
      bytes: new Uint8Array([...aJpeg(8, 8), ...crypto.getRandomValues(new Uint8Array(8))]),
      materialId: memberId === null ? 'lead-signature-page' : 'signature-page',
      ...(memberId === null ? {} : { memberId }),
    }),
    page,
  });

  it('lies at its place, and neither a signature nor any other printed page falls by it', async () => {
    const filing = await aFiling();
    await signedByAll(cast.partner, filing);
    const member = memberOf(filing);
    const view = await uploaded(cast.partner, filing, scan(member.id, member.pageHash));
    expect(view).toMatchObject({
      state: 'attached',
      materialId: 'signature-page',
      memberId: member.id,
      page: { hash: member.pageHash, current: true },
    });
    await uploaded(cast.lead, filing, scan(null, filing.lead.pageHash));
    const after = await now(filing);
    expect(after.members.map(({ signature }) => signature.status)).toEqual(after.members.map(() => 'current'));
    expect(after.members.map(({ pageHash }) => pageHash)).toEqual(filing.members.map(({ pageHash }) => pageHash));
    expect(after.lead.pageHash).toBe(filing.lead.pageHash);
    expect(after.attachments.map(({ page }) => page?.current)).toEqual([true, true]);
    expect(went(await act(cast.lead, filing, 'submit')).status).toBe('submitted');
  });

  it('of an outdated page is refused when it is begun, and when the text changed on the way', async () => {
    const filing = await aFiling();
    const [first, second] = [memberOf(filing, 0), memberOf(filing, 1)];
    const onItsWay = await sent(cast.partner, filing, scan(first.id, first.pageHash));
    const another = await sent(cast.partner, filing, scan(first.id, first.pageHash));
    const edited = went(
      await cast.lead.patch<FilingView>(
        `/filings/${filing.id}/members/${first.id}`,
        { duties: '改后的任务' },
        match((await now(filing)).version),
      ),
    );
    // Its own part falls, the lead's page with it; the other member's page stands.
    expect(memberOf(edited, 0).pageHash).not.toBe(first.pageHash);
    expect(edited.lead.pageHash).not.toBe(filing.lead.pageHash);
    expect(memberOf(edited, 1).pageHash).toBe(second.pageHash);
    await refused(409, 'attachment.page-outdated', () => complete(cast.partner, onItsWay.id));
    await refused(409, 'attachment.page-outdated', () => begin(cast.partner, filing, scan(first.id, first.pageHash)));
    await uploaded(cast.partner, filing, scan(second.id, second.pageHash));
    // A refusal writes nothing: the two tickets fill the place for two until one is given up.
    await refused(409, 'attachment.page-outdated', () => complete(cast.partner, another.id));
    const anew = scan(first.id, memberOf(edited, 0).pageHash);
    await refused(409, 'attachment.place-full', () => begin(cast.partner, filing, anew));
    went(await cast.partner.remove(`/attachments/${onItsWay.id}`));
    expect((await uploaded(cast.partner, filing, anew)).page).toEqual({ hash: anew.page, current: true });
  });

  it('that lies there says so when the text is changed after it', async () => {
    const filing = await aFiling();
    const member = memberOf(filing);
    await uploaded(cast.partner, filing, scan(member.id, member.pageHash));
    await cast.lead.patch(`/filings/${filing.id}`, { summary: '改过的简介' }, match((await now(filing)).version));
    const { attachments } = await now(filing);
    expect(attachments.map(({ page }) => page)).toEqual([{ hash: member.pageHash, current: false }]);
  });

  it('goes to no other material and to no other party', async () => {
    const filing = await aFiling();
    const [first, second] = [memberOf(filing, 0), memberOf(filing, 1)];
    const elsewhere = { ...scan(first.id, first.pageHash), materialId: 'other' };
    await refused(422, 'attachment.material-unknown', () => begin(cast.lead, filing, elsewhere));
    await refused(409, 'attachment.page-outdated', () => begin(cast.lead, filing, scan(second.id, first.pageHash)));
  });
});
