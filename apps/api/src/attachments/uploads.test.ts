import type { AttachmentView } from '@lianchuang/contract/attachments';
import type { FilingView } from '@lianchuang/contract/filings';
import { ATTACHMENT_LIMITS } from '@lianchuang/domain/attachments';
import { aPdf } from '@lianchuang/domain/testing/attachments';
import { open } from '@lianchuang/db/client';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { anApp, refused, went } from '../../test/app-under-test.ts';
import { aCast, act, aDraft, clock, partners, signedByAll, type Cast } from '../../test/cases.ts';
import { aPdfFile, begin, complete, hexOf, sendChunk, sent, uploaded } from '../../test/files.ts';
import { aPerson, holdsRole, type Person } from '../../test/people.ts';
import { scanFiles } from '../jobs/scan-files.ts';
import { storeOf } from './store.ts';

const app = anApp();
const MIB = 1_048_576;
let cast: Cast;
let draft: FilingView;

beforeAll(async () => {
  clock('2026-06-01 09:00');
  cast = await aCast(app);
  draft = await aDraft(cast.lead, cast.leads.id);
});

const statusOf = (id: string) => cast.lead.get<AttachmentView>(`/attachments/${id}`);
const keysUnder = async (prefix: string) => (await app.env.FILES.list({ prefix })).objects.map(({ key }) => key);

/** 20 MB that are a PDF by their first bytes and noise from there on. */
function twentyMegabytes(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(20 * MIB);
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  bytes.set(aPdf());
  return bytes;
}

/** The bytes that are served, as they come. */
async function served(person: Person, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const { createApp } = await import('../app.ts');
  const address = `http://localhost/api/v1/attachments/${id}/content`;
  const answer = await createApp().request(address, { headers: { Cookie: person.cookie } }, app.env);
  return new Uint8Array(await answer.arrayBuffer());
}

describe('an upload of 20 MB', { timeout: 120_000 }, () => {
  it('broken off at 99 % and begun twice goes on where it stopped: one file, the bytes that were sent', async () => {
    const bytes = twentyMegabytes();
    const sha256 = await hexOf(bytes);
    const ticket = went(await begin(cast.lead, draft, aPdfFile({ bytes, sha256 })));
    for (const nth of [3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18])
      went(await sendChunk(cast.lead, ticket.id, nth, bytes));
    await refused(422, 'attachment.incomplete', () => complete(cast.lead, ticket.id));
    // Another page, after a night: it asks what has arrived and sends the rest.
    clock('2026-06-01 20:59');
    const resumed = went(await statusOf(ticket.id));
    expect(resumed.upload?.arrived).toEqual(Array.from({ length: 19 }, (_, nth) => nth));
    went(await sendChunk(cast.lead, ticket.id, 19, bytes, { 'X-Chunk-SHA256': await hexOf(bytes.slice(19 * MIB)) }));
    const done = went(await complete(cast.lead, ticket.id));
    clock('2026-06-01 09:00');
    expect(done).toMatchObject({ state: 'attached', sha256, bytes: 20 * MIB });
    expect(await hexOf(await served(cast.lead, ticket.id))).toBe(sha256);
    expect(await keysUnder(`files/${draft.id}/`)).toEqual([`files/${draft.id}/${ticket.id}`]);
    expect(await keysUnder(`chunks/${ticket.id}/`)).toEqual([]);
    went(await cast.lead.remove(`/attachments/${ticket.id}`));
  });
});

describe('a chunk', () => {
  it('has its own size, place and hash, and comes as plain bytes', async () => {
    const bytes = new Uint8Array(MIB + 10);
    bytes.set(aPdf());
    const { id } = went(await begin(cast.lead, draft, aPdfFile({ bytes })));
    const put = (nth: number | string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      cast.lead.send('PUT', `/attachments/${id}/chunks/${nth}`, {
        body,
        headers: { 'Content-Type': 'application/octet-stream', ...headers },
      });
    await refused(422, 'attachment.chunk-unknown', () => put(2, bytes.slice(0, 10)));
    await refused(404, 'not-found', () => put('x', bytes.slice(0, 10)));
    await refused(422, 'attachment.chunk-size', () => put(0, bytes.slice(0, MIB - 1)));
    await refused(413, 'body-too-large', () => put(0, bytes));
    await refused(413, 'body-too-large', () => put(1, bytes.slice(0, 11)));
    await refused(422, 'attachment.chunk-hash', () => put(1, bytes.slice(0, 10), { 'X-Chunk-SHA256': 'a'.repeat(64) }));
    await refused(415, 'unsupported-media-type', () => put(1, bytes.slice(0, 10), { 'Content-Type': 'text/plain' }));
    await refused(415, 'unsupported-media-type', () => put(1, bytes.slice(0, 10), { 'Content-Encoding': 'gzip' }));
    expect(went(await statusOf(id)).upload?.arrived).toEqual([]);
    expect((await cast.lead.send('PUT', `/filings/${draft.id}`, { body: {} })).status).toBe(405);
    went(await cast.lead.remove(`/attachments/${id}`));
  });
});

describe('a ticket', () => {
  it('is good once, for its own person, until its last millisecond', async () => {
    const file = aPdfFile();
    const { id } = await sent(cast.lead, draft, file);
    const colleague = await holdsRole(app, await aPerson(app), cast.leads.id, 'editor');
    for (const other of [colleague, cast.partner]) {
      await refused(404, 'not-found', () => sendChunk(other, id, 0, file.bytes));
      await refused(404, 'not-found', () => complete(other, id));
      await refused(404, 'not-found', () => other.get(`/attachments/${id}/content`));
    }
    expect(
      went(await colleague.get<FilingView>(`/filings/${draft.id}`)).attachments.map((each) => each.id),
    ).not.toContain(id);
    const at = clock('2026-06-01 21:00');
    await refused(409, 'attachment.ticket-over', () => sendChunk(cast.lead, id, 0, file.bytes));
    await refused(409, 'attachment.ticket-over', () => complete(cast.lead, id));
    expect(at - went(await statusOf(id)).bytes).toBeGreaterThan(0);
    clock('2026-06-01 20:59');
    expect(went(await complete(cast.lead, id)).state).toBe('attached');
    await refused(409, 'attachment.wrong-state', () => complete(cast.lead, id));
    await refused(409, 'attachment.wrong-state', () => sendChunk(cast.lead, id, 0, file.bytes));
    clock('2026-06-01 09:00');
  });

  it('asked for with the same key twice is one, and another body is another matter', async () => {
    const file = aPdfFile();
    const key = { 'Idempotency-Key': 'one-ticket' };
    const [one, two] = [went(await begin(cast.lead, draft, file, key)), went(await begin(cast.lead, draft, file, key))];
    expect(two).toEqual(one);
    await refused(422, 'idempotency-key-reused', () => begin(cast.lead, draft, aPdfFile(), key));
    went(await cast.lead.remove(`/attachments/${one.id}`));
  });

  it('completed ten times at once counts once', async () => {
    const { id } = await sent(cast.lead, draft, aPdfFile());
    const answers = await Promise.all(Array.from({ length: 10 }, () => complete(cast.lead, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const now = went(await cast.lead.get<FilingView>(`/filings/${draft.id}`));
    expect(now.attachments.filter((each) => each.id === id)).toHaveLength(1);
  });
});

describe('room', () => {
  /** Tickets that take up room, put there without asking for each. */
  async function taking(filing: FilingView, count: number, bytes: number): Promise<void> {
    const insert = app.env.DB.prepare(
      `INSERT INTO attachments (id, jurisdiction, created_at, updated_at, filing_id, material_id, state, scan, name, type, bytes,
         uploaded_by, ticket_ends_at) VALUES (?, '370200', 0, 0, ?, 'other', 'attached', 'clean', 'a.pdf', 'application/pdf', ?, 'usr_x', 0)`,
    );
    const rows = Array.from({ length: count }, () => insert.bind(`att_${crypto.randomUUID()}`, filing.id, bytes));
    await app.env.DB.batch(rows);
  }

  it('for ten more files lets ten of thirty in that come at once', async () => {
    const filing = await aDraft(cast.lead, cast.leads.id);
    await taking(filing, ATTACHMENT_LIMITS.filesPerFiling - 10, 1);
    const answers = await Promise.all(Array.from({ length: 30 }, () => begin(cast.lead, filing, aPdfFile())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(20);
    await refused(409, 'attachment.filing-full', () => begin(cast.lead, filing, aPdfFile()));
  });

  it('for ten more megabytes lets as many bytes in, and what was given up or ran out takes none', async () => {
    const filing = await aDraft(cast.lead, cast.leads.id);
    await taking(filing, 1, ATTACHMENT_LIMITS.bytesPerFiling - 10 * MIB);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => begin(cast.lead, filing, aPdfFile({ says: MIB }))),
    );
    const given = answers.filter(({ status }) => status === 201);
    expect(given).toHaveLength(10);
    went(await cast.lead.remove(`/attachments/${given[0]?.body.id ?? ''}`));
    went(await begin(cast.lead, filing, aPdfFile({ says: MIB })));
    await refused(409, 'attachment.filing-full', () => begin(cast.lead, filing, aPdfFile()));
    clock('2026-06-01 21:30');
    went(await begin(cast.lead, filing, aPdfFile({ says: 10 * MIB })));
    clock('2026-06-01 09:00');
  });

  it('is asked for a hundred times an hour by one person, then the answer is when to come back', async () => {
    const person = await holdsRole(app, await aPerson(app), cast.leads.id, 'editor');
    const filing = await aDraft(cast.lead, cast.leads.id);
    const answers = [];
    for (let round = 0; round < 4; round += 1) {
      const some = await Promise.all(Array.from({ length: 30 }, () => begin(person, filing, aPdfFile())));
      answers.push(...some);
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
    const late = await refused(429, 'too-many-requests', () => begin(person, filing, aPdfFile()));
    expect(Number(late.headers.get('Retry-After'))).toBe(3_600);
  });
});

describe('a file that is being checked', () => {
  const held = anApp({ UNSCANNED_FILES: 'hold' });

  it('is known to its uploader alone and opened by nobody, its uploader neither; the filing waits for it', async () => {
    const filing = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2) });
    const { id } = await sent(cast.lead, filing, aPdfFile());
    const cookie = { Cookie: cast.lead.cookie };
    const stored = went(await held.post<AttachmentView>(`/attachments/${id}/actions/complete`, {}, cookie));
    expect(stored).toMatchObject({ state: 'stored', scan: 'not_scanned', content: null, preview: null });
    await refused(409, 'attachment.being-checked', () => cast.lead.get(`/attachments/${id}/content`));
    await refused(409, 'attachment.being-checked', () => cast.lead.get(`/attachments/${id}/content?as=preview`));
    await refused(404, 'not-found', () => cast.partner.get(`/attachments/${id}/content`));
    await refused(404, 'not-found', () => cast.partner.get(`/attachments/${id}`));
    await signedByAll(cast.partner, filing);
    const waits = await refused(409, 'filing.files-unchecked', () => act(cast.lead, filing, 'submit'));
    // Nobody is there who would check it, and that is what the person reads.
    expect(waits.text).toContain('尚未配置');
    expect(went(await cast.lead.get<FilingView>(`/filings/${filing.id}`)).filesWaiting).toEqual({
      arriving: 0,
      unchecked: 0,
      unscanned: 1,
    });
    await refused(404, 'not-found', () => cast.clerk.get(`/attachments/${id}/content`));
    // Whoever runs the product reads it with every look for files to be scanned.
    const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const run = { store: storeOf(held.env), at: Date.now(), channels: [] };
    expect(await scanFiles(open(held.env.DB, held.env.SEARCH), run)).toBe(0);
    expect(JSON.parse(String(said.mock.calls[0]?.[0]))).toMatchObject({ at: 'scan', held: 1 });
    said.mockRestore();
    went(await cast.lead.remove(`/attachments/${id}`));
    went(await act(cast.lead, filing, 'submit'));
  });

  it('or that its submitter is still sending is waited for, an hour at most and never where somebody else sends it', async () => {
    clock('2026-06-01 09:00');
    const filing = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2) });
    const now = went(await cast.lead.get<FilingView>(`/filings/${filing.id}`));
    await signedByAll(cast.partner, now);
    went(await begin(cast.partner, filing, aPdfFile({ memberId: now.members[0]?.id ?? '' })));
    const mine = went(await begin(cast.lead, filing, aPdfFile()));
    await refused(409, 'filing.files-arriving', () => act(cast.lead, filing, 'submit'));
    went(await cast.lead.remove(`/attachments/${mine.id}`));
    went(await begin(cast.lead, filing, aPdfFile()));
    clock('2026-06-01 09:59');
    await refused(409, 'filing.files-arriving', () => act(cast.lead, filing, 'submit'));
    clock('2026-06-01 10:00');
    went(await act(cast.lead, filing, 'submit'));
    clock('2026-06-01 09:00');
  });

  it('and that is begun at the very moment of the submission: one of the two is refused', async () => {
    const filing = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2) });
    await signedByAll(cast.partner, filing);
    const done = await Promise.all([begin(cast.lead, filing, aPdfFile()), act(cast.lead, filing, 'submit')]);
    expect(done.map(({ status }) => status).sort()).toEqual([expect.any(Number), 409]);
    expect(done.filter(({ status }) => status < 300)).toHaveLength(1);
  });

  it('and one that counts may be signed over and submitted', async () => {
    const filing = await aDraft(cast.lead, cast.leads.id, { members: await partners(cast.partner, 3, 2) });
    const { filing: after } = await uploaded(cast.lead, filing);
    await signedByAll(cast.partner, went(await cast.lead.get<FilingView>(`/filings/${filing.id}`)));
    expect(went(await act(cast.lead, filing, 'submit')).receipt?.contentHash).toBe(after.contentHash);
  });
});
