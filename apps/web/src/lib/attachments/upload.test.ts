import type { AttachmentView, BeginAttachment } from '@lianchuang/contract/attachments';
import { expect, test } from 'vitest';
import { sha256Of } from './hash.ts';
import { NoAnswer, type Reply, type Transport } from './transport.ts';
import { Upload, type ToSend, type World } from './upload.ts';

const CHUNK = 1000;

/** A server in memory that keeps chunks, answers a repeated key once, and can be out of reach. */
class Server {
  chunks = new Map<number, Uint8Array>();
  calls: string[] = [];
  tickets = 0;
  keys = new Map<string, string>();
  bytes = 0;
  state: AttachmentView['state'] = 'uploading';
  /** How many tickets the place has room for; nothing but removing one makes room. */
  most = Infinity;
  open = 0;
  tooLargeToScan = false;
  scan: AttachmentView['scan'] = 'waiting';
  /** Called before each request; throws to lose it, returns a problem to refuse it. */
  before: (call: string) => void = () => undefined;
  after: (call: string) => void = () => undefined;
  refuseWith: ((call: string) => Reply<never> | null) | null = null;
  finalHash: string | null = null;

  view(id: string): AttachmentView {
    const chunks = Math.ceil(this.bytes / CHUNK);
    const upload = { chunkBytes: CHUNK, chunks, arrived: [...this.chunks.keys()], endsAt: '' };
    return {
      id,
      state: this.state,
      sha256: this.finalHash,
      scan: this.scan,
      tooLargeToScan: this.tooLargeToScan,
      upload: this.state === 'uploading' ? upload : null,
    } as unknown as AttachmentView;
  }

  async asked<T>(call: string, does: () => T | Promise<T>): Promise<Reply<T>> {
    this.calls.push(call);
    this.before(call);
    const full: Reply<never> = { ok: false, problem: { code: 'attachment.place-full', title: '', status: 409 } };
    const refused = this.refuseWith?.(call) ?? (call === 'begin' && this.open >= this.most ? full : null);
    if (refused !== null) return refused;
    const data = await does();
    this.after(call);
    return { ok: true, data };
  }

  transport: Transport = {
    begin: (_, body: BeginAttachment, key) =>
      this.asked('begin', () => {
        this.bytes = body.bytes;
        const id = this.keys.get(key) ?? `att_${(this.tickets += 1)}`;
        if (!this.keys.has(key)) this.open += 1;
        this.keys.set(key, id);
        return this.view(id);
      }),
    look: (id) => this.asked('look', () => this.view(id)),
    put: (_, nth, chunk, sent) =>
      this.asked(`put ${nth}`, async () => {
        sent(chunk.size);
        this.chunks.set(nth, new Uint8Array(await chunk.arrayBuffer()));
      }),
    complete: (id) =>
      this.asked('complete', async () => {
        const parts = [...this.chunks].sort(([a], [b]) => a - b).map(([, bytes]) => new Uint8Array(bytes));
        this.finalHash = await sha256Of(new Blob(parts));
        this.state = 'attached';
        return this.view(id);
      }),
    remove: () =>
      this.asked('remove', () => {
        this.open -= 1;
        this.chunks.clear();
        return null;
      }),
  };
}

Object.defineProperty(globalThis, 'isSecureContext', { value: true });
const bytes = Uint8Array.from({ length: 4500 }, (_, n) => n % 251);

async function anUpload(server: Server, change: Partial<ToSend> = {}) {
  const blob = new Blob([bytes]);
  const waits: number[] = [];
  const notes: unknown[] = [];
  const world: World = {
    transport: server.transport,
    now: () => 0,
    wait: async (ms, signal) => {
      waits.push(ms);
      await Promise.resolve();
      if (signal.aborted) throw new DOMException('', 'AbortError');
    },
    note: (learned) => notes.push(learned),
    changed: () => undefined,
  };
  const file: ToSend = {
    key: 'k',
    filingId: 'fil_1',
    materialId: 'm',
    memberId: null,
    name: 'a.pdf',
    type: 'application/pdf',
    blob,
    sha256: await sha256Of(blob),
    ticketId: null,
    ...change,
  };
  return { upload: new Upload(file, world), waits, notes };
}

test('a file goes out chunk by chunk and is attached when the hashes agree', async () => {
  const server = new Server();
  const { upload, notes } = await anUpload(server);
  await upload.run();
  expect(server.calls).toEqual(['begin', 'put 0', 'put 1', 'put 2', 'put 3', 'put 4', 'complete']);
  expect([upload.phase, upload.sent]).toEqual(['attached', 4500]);
  expect(notes).toEqual([{ ticketId: 'att_1' }]);
});

test('a signal that is lost at every request costs waiting, no byte and no second ticket', async () => {
  const server = new Server();
  const lost = new Set<string>();
  server.before = (call) => {
    if (lost.has(`${call} out`)) return;
    lost.add(`${call} out`);
    throw new NoAnswer();
  };
  server.after = (call) => {
    if (lost.has(`${call} back`)) return;
    lost.add(`${call} back`);
    throw new NoAnswer();
  };
  const { upload, waits } = await anUpload(server);
  await upload.run();
  expect(upload.phase).toBe('attached');
  expect(server.tickets).toBe(1);
  expect(waits.length).toBeGreaterThanOrEqual(14);
  expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
});

test('after a reload only what had not arrived is sent', async () => {
  const server = new Server();
  server.bytes = 4500;
  server.chunks = new Map([0, 1, 3].map((nth) => [nth, bytes.slice(nth * CHUNK, (nth + 1) * CHUNK)]));
  const { upload } = await anUpload(server, { ticketId: 'att_9' });
  await upload.run();
  expect(server.calls).toEqual(['look', 'put 2', 'put 4', 'complete']);
  expect(upload.phase).toBe('attached');
});

test('a ticket that ran out is replaced by a new one', async () => {
  const server = new Server();
  server.refuseWith = (call) =>
    call === 'put 1' && server.tickets === 1
      ? { ok: false, problem: { code: 'attachment.ticket-over', title: '', status: 409 } }
      : null;
  const { upload } = await anUpload(server);
  await upload.run();
  expect([upload.phase, server.tickets]).toEqual(['attached', 2]);
});

test('what the server refuses is not sent again, and the reason stays', async () => {
  const server = new Server();
  const problem = { code: 'attachment.not-what-it-says', title: '不是所称的文件', status: 415 };
  server.refuseWith = (call) => (call === 'complete' ? { ok: false, problem } : null);
  const { upload } = await anUpload(server);
  await upload.run();
  expect([upload.phase, upload.problem]).toEqual(['refused', problem]);
  expect(server.calls.filter((each) => each === 'complete')).toHaveLength(1);
});

test('a busy server is given the time that it asks for', async () => {
  const server = new Server();
  let times = 0;
  server.refuseWith = (call) =>
    call === 'put 2' && (times += 1) <= 2
      ? { ok: false, problem: { code: 'too-busy', title: '', status: 503 }, retryAfter: 7000 }
      : null;
  const { upload, waits } = await anUpload(server);
  await upload.run();
  expect([upload.phase, waits]).toEqual(['attached', [7000, 7000]]);
});

test('bytes that differ at the server are never taken for the file', async () => {
  const server = new Server();
  const { upload } = await anUpload(server, { sha256: 'f'.repeat(64) });
  await upload.run();
  expect([upload.phase, upload.problem?.code]).toEqual(['refused', 'attachment.other-hash']);
});

test('paused in the middle it stops, and goes on where it was', async () => {
  const server = new Server();
  const { upload } = await anUpload(server);
  server.after = (call) => {
    if (call === 'put 2') upload.pause();
  };
  await upload.run();
  expect(upload.phase).toBe('paused');
  const before = server.calls.length;
  server.after = () => undefined;
  await upload.run();
  expect(server.calls.slice(before)).toEqual(['look', 'put 3', 'put 4', 'complete']);
  expect(upload.phase).toBe('attached');
});

test('a scanner that takes its time is waited for, and asked ever less often', async () => {
  const server = new Server();
  let looks = 0;
  server.after = (call) => {
    if (call === 'complete') server.state = 'stored';
    if (call === 'look' && (looks += 1) === 6) server.state = 'attached';
  };
  const { upload, waits } = await anUpload(server);
  server.transport.complete = async (id) => {
    server.state = 'stored';
    server.finalHash = upload.file.sha256;
    return { ok: true, data: server.view(id) };
  };
  await upload.run();
  expect(upload.phase).toBe('attached');
  expect(waits).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('a file refused at its completion leaves no ticket: a place for one takes the next, and the same once more', async () => {
  const server = new Server();
  server.most = 1;
  const problem = { code: 'attachment.damaged', title: '文件损坏', status: 422 };
  server.refuseWith = (call) => (call === 'complete' ? { ok: false, problem } : null);
  const { upload: bad } = await anUpload(server);
  await bad.run();
  expect([bad.phase, bad.problem, server.open]).toEqual(['refused', problem, 0]);
  bad.again();
  await bad.run();
  expect([bad.phase, bad.problem, server.open, server.tickets]).toEqual(['refused', problem, 0, 2]);
  server.refuseWith = null;
  const { upload: good } = await anUpload(server, { key: 'good' });
  await good.run();
  expect(good.phase).toBe('attached');
});

test('a removal that gets no answer is made again before the file is called refused', async () => {
  const server = new Server();
  const problem = { code: 'attachment.damaged', title: '', status: 422 };
  server.refuseWith = (call) => (call === 'complete' ? { ok: false, problem } : null);
  let lost = 0;
  server.before = (call) => {
    if (call === 'remove' && (lost += 1) <= 2) throw new NoAnswer();
  };
  const { upload } = await anUpload(server);
  await upload.run();
  expect([upload.phase, upload.problem, server.open, lost]).toEqual(['refused', problem, 0, 3]);
});

test('a file that no scanner takes is not waited for: it goes, and the reason stays', async () => {
  const server = new Server();
  const { upload, waits } = await anUpload(server);
  server.transport.complete = async (id) => {
    server.state = 'stored';
    return { ok: true, data: server.view(id) };
  };
  server.after = (call) => {
    if (call === 'look') server.tooLargeToScan = true;
  };
  await upload.run();
  expect([upload.phase, upload.problem?.code]).toEqual(['refused', 'attachment.too-large-to-scan']);
  expect([server.calls.at(-1), waits.length]).toEqual(['remove', 2]);
});

test('a file that nobody is there to scan is not waited for either: it is kept, and that is said', async () => {
  const server = new Server();
  const { upload, waits } = await anUpload(server);
  server.transport.complete = async (id) => {
    server.state = 'stored';
    server.scan = 'not_scanned';
    server.finalHash = upload.file.sha256;
    return { ok: true, data: server.view(id) };
  };
  await upload.run();
  expect([upload.phase, upload.problem, waits]).toEqual(['unscanned', null, []]);
  expect(server.calls).not.toContain('remove');
});
