import type { AttachmentView } from '@lianchuang/contract/attachments';
import type { FilingView } from '@lianchuang/contract/filings';
import { ATTACHMENT_LIMITS } from '@lianchuang/domain/attachments';
import { aJpeg, anOfficeFile, aPdf, aPng, aZip } from '@lianchuang/domain/testing/attachments';
import { beforeAll, describe, expect, it } from 'vitest';
import { anApp, eventsOf, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, aSubmittedFiling, clock, partners, signedByAll, type Cast } from '../../test/cases.ts';
import { aPdfFile, begin, complete, hexOf, sendChunk, sent, uploaded, type AFile } from '../../test/files.ts';
import { aPerson, holdsRole } from '../../test/people.ts';

const app = anApp();
const MIB = 1_048_576;
let cast: Cast;
let draft: FilingView;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  draft = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2) });
});

const text = (content: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array([...content].map((each) => each.charCodeAt(0)));
const filingNow = async () => went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('a file', () => {
  it('is begun, sent, completed, and counts: one event each, and the filing’s hash covers it', async () => {
    const file = aPdfFile({ name: '营业执照.pdf' });
    const before = await filingNow();
    const begun = await eventsOf(() => begin(cast.lead, draft, file));
    const ticket = went(begun.done);
    expect(begun.done.status).toBe(201);
    expect(ticket).toMatchObject({
      state: 'uploading',
      content: null,
      upload: { chunkBytes: MIB, chunks: 1, arrived: [], endsAt: '2026-06-01T21:00:00.000+08:00' },
    });
    const chunk = went(await sendChunk(cast.lead, ticket.id, 0, file.bytes));
    expect(chunk.upload?.arrived).toEqual([0]);
    const done = await eventsOf(() => complete(cast.lead, ticket.id));
    const view = went(done.done);
    expect([...begun.events, ...done.events]).toEqual(['attachment.begin', 'filing.attach_file']);
    expect(view).toMatchObject({
      state: 'attached',
      scan: 'not_scanned',
      name: '营业执照.pdf',
      sha256: await hexOf(file.bytes),
      provider: '示例牵头企业',
      mine: true,
      upload: null,
      filing: { version: before.version + 1 },
    });
    const after = await filingNow();
    expect(after.attachments.map(({ id }) => id)).toContain(view.id);
    expect(after.contentHash).toBe(view.filing.contentHash);
    expect(after.contentHash).not.toBe(before.contentHash);
    const { results } = await app.env.DB.prepare('SELECT payload FROM events WHERE subject IN (?, ?)')
      .bind(view.id, draft.id)
      .all();
    expect(JSON.stringify(results)).not.toContain('营业执照');
  });

  it('is served to be saved, never to be run, with the bytes that were sent', async () => {
    const file = aPdfFile({ name: "合同 (1)'s.pdf" });
    const { content } = await uploaded(cast.lead, draft, file);
    const answer = await cast.lead.get(content ?? '');
    expect(answer.status).toBe(200);
    expect(
      Object.fromEntries(
        [
          'content-type',
          'content-disposition',
          'content-security-policy',
          'x-content-type-options',
          'cache-control',
          'content-length',
        ].map((each) => [each, answer.headers.get(each)]),
      ),
    ).toEqual({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''%E5%90%88%E5%90%8C%20%281%29%27s.pdf",
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-length': String(file.bytes.length),
    });
    expect(answer.text).toBe(new TextDecoder().decode(file.bytes));
    const part = await cast.lead.get(content ?? '', { Range: 'bytes=2-4' });
    expect([part.status, part.text, part.headers.get('Content-Range')]).toEqual([
      206,
      'DF-',
      `bytes 2-4/${file.bytes.length}`,
    ]);
    expect((await cast.lead.get(content ?? '', { Range: 'bytes=-4' })).text).toBe(answer.text.slice(-4));
  });

  it('is removed from an open filing, and what is hashed is what it was', async () => {
    const before = await filingNow();
    const { id } = await uploaded(cast.lead, draft);
    const { done, events } = await eventsOf(() => cast.lead.remove<AttachmentView>(`/attachments/${id}`));
    expect([went(done).state, events]).toEqual(['removed', ['filing.remove_file']]);
    expect((await filingNow()).contentHash).toBe(before.contentHash);
    await refused(409, 'attachment.wrong-state', () => cast.lead.get(`/attachments/${id}/content`));
    expect((await filingNow()).attachments.map((each) => each.id)).not.toContain(id);
  });

  it('sent twice is one object', async () => {
    const file = aPdfFile();
    const [one, two] = [await uploaded(cast.lead, draft, file), await uploaded(cast.lead, draft, file)];
    const keys = await app.env.DB.prepare('SELECT DISTINCT object_key FROM attachments WHERE id IN (?, ?)')
      .bind(one.id, two.id)
      .all();
    expect(keys.results).toHaveLength(1);
    went(await cast.lead.remove(`/attachments/${one.id}`));
    expect((await cast.lead.get(two.content ?? '')).text).toBe(new TextDecoder().decode(file.bytes));
  });

  it('of a member comes from its own people, counts for it, and goes with it', async () => {
    const member = (await filingNow()).members[0];
    const memberId = member?.id ?? '';
    const view = await uploaded(cast.partner, draft, aPdfFile({ memberId }));
    expect(view).toMatchObject({ state: 'attached', memberId, provider: member?.organization.name });
    await refused(403, 'not-allowed', () => begin(cast.partner, draft, aPdfFile()));
    const onlooker = await holdsRole(app, await aPerson(app), member?.organization.id ?? '', 'viewer');
    await refused(403, 'not-allowed', () => begin(onlooker, draft, aPdfFile({ memberId })));
    await refused(404, 'not-found', async () => begin(await Promise.resolve(cast.clerk), draft, aPdfFile()));
    const after = went(await cast.lead.remove<FilingView>(`/filings/${draft.id}/members/${memberId}`));
    expect(after.attachments.map(({ id }) => id)).not.toContain(view.id);
    went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
  });
});

describe('what is refused before a byte is sent', () => {
  it.each<[string, Partial<AFile>, number, string]>([
    ['nothing at all', { bytes: new Uint8Array() }, 422, 'attachment.empty'],
    ['a byte more than 20 MB', { says: ATTACHMENT_LIMITS.bytes + 1 }, 413, 'attachment.too-large'],
    ['SVG', { type: 'image/svg+xml', name: 'a.svg' }, 415, 'attachment.type-not-accepted'],
    ['HTML', { type: 'text/html', name: 'a.html' }, 415, 'attachment.type-not-accepted'],
    ['a workbook with macros by its name', { type: XLSX, name: 'a.xlsm' }, 415, 'attachment.not-what-it-says'],
    ['a program under a name written backwards', { name: '\u202efdp.exe' }, 415, 'attachment.not-what-it-says'],
    ['CON.txt', { name: 'CON.txt' }, 415, 'attachment.not-what-it-says'],
    ['a material that is on no list', { materialId: 'nothing' }, 422, 'attachment.material-unknown'],
    ['a member of another filing', { memberId: 'fmb_none' }, 422, 'attachment.member-unknown'],
  ])('%s', async (_, over, status, code) => {
    await refused(status, code, () => begin(cast.lead, draft, aPdfFile(over)));
  });

  it('exactly 20 MB is taken', async () => {
    const ticket = went(await begin(cast.lead, draft, aPdfFile({ says: ATTACHMENT_LIMITS.bytes })));
    expect(ticket.upload?.chunks).toBe(20);
    went(await cast.lead.remove(`/attachments/${ticket.id}`));
  });

  it.each([
    ['..\\..\\x', 'x.pdf'],
    ['a\r\nb.pdf', 'ab.pdf'],
    [`${'字'.repeat(300)}.pdf`, `${'字'.repeat(96)}.pdf`],
    ['CON.pdf', '_CON.pdf'],
  ])('the name %j is shown as %j', async (name, shown) => {
    const ticket = went(await begin(cast.lead, draft, aPdfFile({ name })));
    expect(ticket.name).toBe(shown);
    went(await cast.lead.remove(`/attachments/${ticket.id}`));
  });
});

describe('what is refused by its bytes', () => {
  const bomb = aZip([{ name: 'a', content: 'x'.repeat(3_000), method: 8, says: 3_000_000 }]);
  const dde = anOfficeFile('xl/workbook.xml', [
    { name: 'xl/worksheets/sheet1.xml', content: `<f>cmd|'/c calc'!A0</f>` },
  ]);
  it.each<[string, Uint8Array<ArrayBuffer>, string, string, number, string]>([
    [
      'a docx a thousand times as large unpacked',
      anOfficeFile('word/document.xml', [{ name: 'a', content: 'x'.repeat(3_000), method: 8, says: 3_000_000 }]),
      DOCX,
      'a.docx',
      422,
      'attachment.archive-unsafe',
    ],
    ['a bomb', bomb, 'application/zip', 'a.zip', 422, 'attachment.archive-unsafe'],
    [
      'an archive in an archive',
      aZip([{ name: 'b.zip', content: 'PK' }]),
      'application/zip',
      'a.zip',
      422,
      'attachment.archive-unsafe',
    ],
    [
      'a workbook with macros under another name',
      anOfficeFile('xl/workbook.xml', [{ name: 'xl/vbaProject.bin' }]),
      XLSX,
      'a.xlsx',
      415,
      'attachment.macros',
    ],
    ['a workbook that calls a program', dde, XLSX, 'a.xlsx', 415, 'attachment.macros'],
    ['a picture of 50,000 × 50,000', aPng(50_000, 50_000), 'image/png', 'a.png', 422, 'attachment.picture-too-large'],
    ['a picture that ends in its header', aPng(9, 9).slice(0, 20), 'image/png', 'a.png', 422, 'attachment.damaged'],
    [
      'an archive that calls itself a document',
      aZip([{ name: 'x', content: 'y' }]),
      DOCX,
      'a.docx',
      415,
      'attachment.not-what-it-says',
    ],
    [
      'an archive that is cut off',
      anOfficeFile('word/document.xml').slice(0, 60),
      DOCX,
      'a.docx',
      422,
      'attachment.damaged',
    ],
  ])('%s', async (_, bytes, type, name, status, code) => {
    const { id } = await sent(cast.lead, draft, aPdfFile({ bytes, type, name }));
    await refused(status, code, () => complete(cast.lead, id));
    await refused(409, 'attachment.wrong-state', () => cast.lead.get(`/attachments/${id}/content`));
    went(await cast.lead.remove(`/attachments/${id}`));
  });

  it.each([
    ['HTML named .pdf', text('<!doctype html><script>alert(1)</script>')],
    ['SVG named .pdf', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a program named .pdf', text('MZ\x90\0')],
  ])('%s, with its very first chunk', async (_, bytes) => {
    const { id } = went(await begin(cast.lead, draft, aPdfFile({ bytes })));
    await refused(415, 'attachment.not-what-it-says', () => sendChunk(cast.lead, id, 0, bytes));
    went(await cast.lead.remove(`/attachments/${id}`));
  });

  it('a file of other bytes than were announced, and one that did not come whole', async () => {
    const file = aPdfFile({ sha256: 'a'.repeat(64) });
    const { id } = await sent(cast.lead, draft, file);
    await refused(422, 'attachment.other-hash', () => complete(cast.lead, id));
    went(await cast.lead.remove(`/attachments/${id}`));
    const empty = went(await begin(cast.lead, draft, aPdfFile()));
    await refused(422, 'attachment.incomplete', () => complete(cast.lead, empty.id));
    went(await cast.lead.remove(`/attachments/${empty.id}`));
  });
});

describe('what is taken with a mark', () => {
  it.each<[string, Partial<AFile>, Partial<AttachmentView>]>([
    ['a PDF with a password', { bytes: aPdf('/Encrypt 5 0 R') }, { scan: 'unscannable' }],
    [
      'an archive with a password',
      { bytes: aZip([{ name: 'a', content: 'x', encrypted: true }]), type: 'application/zip', name: 'a.zip' },
      { scan: 'unscannable' },
    ],
    [
      'a photo that says where it was taken',
      { bytes: aJpeg(4, 3, true), type: 'image/jpeg', name: 'a.jpg' },
      { hasLocation: true },
    ],
    ['a PDF with a script', { bytes: aPdf('<</S/JavaScript/JS(app.alert(1))>>') }, { scan: 'not_scanned' }],
    [
      'a GIF that is a script too',
      { bytes: text('GIF89a=1;alert(1)//'), type: 'image/gif', name: 'a.gif' },
      { preview: null },
    ],
    [
      'a document with an entity from outside, which nobody reads',
      {
        bytes: anOfficeFile('word/document.xml', [{ name: 'word/x.xml', content: '<!DOCTYPE a SYSTEM "http://x/">' }]),
        type: DOCX,
        name: 'a.docx',
      },
      {},
    ],
  ])('%s', async (_, over, told) => {
    const view = await uploaded(cast.lead, draft, aPdfFile(over));
    expect(view).toMatchObject({ state: 'attached', ...told });
    const answer = await cast.lead.get(view.content ?? '');
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; /);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox');
    went(await cast.lead.remove(`/attachments/${view.id}`));
  });
});

describe('a filing with the bureau', () => {
  it('keeps its files as they were submitted: officers read them, nobody changes them, the receipt covers them', async () => {
    const filing = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2) });
    const photo = aPdfFile({ bytes: aPng(40, 30), type: 'image/png', name: '样机.png' });
    const view = await uploaded(cast.lead, filing, photo);
    const now = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
    await signedByAll(cast.partner, now);
    const submitted = went(await act(cast.lead, filing, 'submit'));
    expect(submitted.receipt?.contentHash).toBe(view.filing.contentHash);
    const seen = went(await cast.clerk.get<FilingView>(`/filings/${filing.id}`)).attachments;
    expect(seen).toMatchObject([
      { id: view.id, mine: false, actions: [], preview: `${view.content ?? ''}?as=preview` },
    ]);
    const shown = await cast.clerk.get(seen[0]?.preview ?? '');
    expect([
      shown.status,
      shown.headers.get('Content-Disposition')?.slice(0, 6),
      shown.headers.get('Content-Security-Policy'),
    ]).toEqual([
      200,
      'inline',
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    ]);
    await refused(403, 'not-allowed', () => cast.lead.get(`${view.content ?? ''}?as=preview`));
    await refused(409, 'attachment.filing-closed', () => begin(cast.lead, filing, aPdfFile()));
    await refused(409, 'attachment.filing-closed', () => cast.lead.remove(`/attachments/${view.id}`));
    const exported = went(
      await cast.lead.get<{ signed: { text: string; hash: string } }>(`/filings/${filing.id}/export`),
    );
    expect(exported.signed.text).toContain(view.sha256);
    expect(await hexOf(new TextEncoder().encode(exported.signed.text) as Uint8Array<ArrayBuffer>)).toBe(
      submitted.receipt?.contentHash,
    );
  });

  it('is a 404 for a stranger, file and all', async () => {
    const filing = await aSubmittedFiling(cast);
    const stranger = await aPerson(app);
    await refused(404, 'not-found', () => begin(stranger, filing, aPdfFile()));
  });
});
