import type { AttachmentView } from '@lianchuang/contract/attachments';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { Speed } from './speed.ts';
import { NoAnswer, type Reply, type Transport } from './transport.ts';

/** `waiting` goes on by itself; `paused` when somebody says so. */
export type Phase =
  | 'preparing'
  | 'queued'
  | 'uploading'
  | 'waiting'
  | 'paused'
  | 'checking'
  | 'attached'
  /** The server keeps it, and nobody is there to check it. */
  | 'unscanned'
  | 'refused';

export type ToSend = {
  key: string;
  filingId: string;
  materialId: string;
  memberId: string | null;
  name: string;
  type: string;
  blob: Blob;
  sha256: string | null;
  /** The hash on a stamped signature page. */
  page?: string;
  ticketId: string | null;
};

/** What the world does for an upload; tests put their own in its place. */
export type World = {
  transport: Transport;
  now: () => number;
  /** Resolves after so long, earlier when woken; rejects when stopped. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What has to be known after a reload. */
  note: (learned: { ticketId: string | null }) => void;
  changed: () => void;
};

type Next = { later: number } | 'done';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const LOOK_AGAIN = 2_000;
const OTHER_HASH: ProblemFields = { code: 'attachment.other-hash', title: '', status: 409 };
const TOO_LARGE_TO_SCAN: ProblemFields = { code: 'attachment.too-large-to-scan', title: '', status: 409 };

const isPassing = (status: number): boolean =>
  status === 401 || status === 408 || status === 425 || status === 429 || status >= 500;
const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** One file on its way: ticket, chunks, completion, check; over and over until the server has it or refuses it. */
export class Upload {
  phase: Phase = 'queued';
  problem: ProblemFields | null = null;
  view: AttachmentView | null = null;
  sent = 0;
  readonly speed: Speed;
  #failures = 0;
  /** Counts tickets: a new one is a new request, the same one asked for twice is not. */
  #round = 0;
  #stop = new AbortController();
  readonly file: ToSend;
  readonly #world: World;

  constructor(file: ToSend, world: World) {
    this.file = file;
    this.#world = world;
    this.speed = new Speed(world.now);
  }

  #turn(phase: Phase) {
    this.phase = phase;
    this.#world.changed();
  }

  #ticket(id: string | null) {
    if (id === null) this.#round += 1;
    this.file.ticketId = id;
    this.#world.note({ ticketId: id });
  }

  /** Runs until it is attached, refused, paused or cancelled; never throws. */
  async run(): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      for (;;) {
        const next = await this.#attempt(signal);
        if (next === 'done') return;
        if (next.later > 0) this.#turn('waiting');
        await this.#world.wait(next.later, signal);
      }
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
  }

  pause() {
    this.#stop.abort();
    this.#turn('paused');
  }

  /** Makes a refused file ready to be tried once more, with a ticket of its own. */
  again() {
    if (this.phase === 'refused') this.#ticket(null);
    this.problem = null;
    this.#failures = 0;
    this.#turn('queued');
  }

  /** Lets go of the file here and on the server. */
  async cancel(): Promise<void> {
    this.#stop.abort();
    const id = this.file.ticketId;
    if (id !== null && this.phase !== 'refused') await this.#world.transport.remove(id).catch(() => undefined);
  }

  async #attempt(signal: AbortSignal): Promise<Next> {
    try {
      return await this.#send(signal);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { later: this.#pause() };
    }
  }

  #pause(asked?: number): number {
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures);
    this.#failures += 1;
    this.speed.forget();
    return asked ?? pause;
  }

  async #send(signal: AbortSignal): Promise<Next> {
    const { transport } = this.#world;
    const { file } = this;
    this.#turn('uploading');
    const known = file.ticketId !== null;
    const begun = file.ticketId !== null ? await transport.look(file.ticketId, signal) : await this.#begin(signal);
    if (!begun.ok) return known && begun.problem.status === 404 ? this.#anew() : this.#judge(begun);
    if (begun.data.state === 'expired' || begun.data.state === 'removed') return this.#anew();
    if (!known) this.#ticket(begun.data.id);
    let view = begun.data;
    if (view.upload !== null) {
      const stopped = await this.#chunks(view, view.upload, signal);
      if (stopped !== null) return stopped;
      const completed = await transport.complete(view.id, `${file.key}-${view.id}`, signal);
      if (!completed.ok) return this.#judge(completed);
      view = completed.data;
    }
    return this.#settle(view, signal);
  }

  #begin(signal: AbortSignal): Promise<Reply<AttachmentView>> {
    const { key, filingId, materialId, memberId, name, type, blob, sha256, page } = this.file;
    const body = {
      ...{ materialId, memberId, name, bytes: blob.size, type },
      ...(sha256 === null ? {} : { sha256 }),
      ...(page === undefined ? {} : { page }),
    };
    return this.#world.transport.begin(filingId, body, `${key}-${this.#round}`, signal);
  }

  async #chunks(
    view: AttachmentView,
    { chunkBytes, chunks, arrived }: NonNullable<AttachmentView['upload']>,
    signal: AbortSignal,
  ): Promise<Next | null> {
    const { blob } = this.file;
    const have = new Set(arrived ?? []);
    const sizeOf = (nth: number) => Math.min(chunkBytes, blob.size - nth * chunkBytes);
    const whole = () => [...have].reduce((sum, nth) => sum + sizeOf(nth), 0);
    this.#progress(whole());
    for (let nth = 0; nth < chunks; nth += 1) {
      if (have.has(nth)) continue;
      signal.throwIfAborted();
      const chunk = blob.slice(nth * chunkBytes, nth * chunkBytes + sizeOf(nth));
      const before = whole();
      const put = await this.#world.transport.put(
        view.id,
        nth,
        chunk,
        (bytes) => this.#progress(before + Math.min(bytes, chunk.size)),
        signal,
      );
      if (!put.ok) return this.#judge(put);
      have.add(nth);
      this.#failures = 0;
      this.problem = null;
      this.#progress(whole());
    }
    return null;
  }

  #progress(bytes: number) {
    this.sent = bytes;
    this.speed.at(bytes);
    this.#world.changed();
  }

  /** Waits for what the server finds in the file. */
  async #settle(found: AttachmentView, signal: AbortSignal): Promise<Next> {
    let view = found;
    let pause = LOOK_AGAIN;
    while (view.state === 'stored' || view.state === 'checked') {
      // Nobody will ever check it, so that it would wait for ever.
      if (view.tooLargeToScan) return this.#refuse(TOO_LARGE_TO_SCAN);
      if (view.scan === 'not_scanned') break;
      this.sent = this.file.blob.size;
      this.#turn('checking');
      await this.#world.wait(pause, signal);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      const looked = await this.#world.transport.look(view.id, signal);
      if (!looked.ok) return this.#judge(looked);
      view = looked.data;
    }
    this.view = view;
    this.sent = this.file.blob.size;
    const { sha256 } = this.file;
    if (view.state !== 'refused' && sha256 !== null && view.sha256 !== sha256) return this.#refuse(OTHER_HASH);
    this.problem = null;
    this.#turn(view.state === 'attached' ? 'attached' : view.state === 'refused' ? 'refused' : 'unscanned');
    return 'done';
  }

  #anew(): Next {
    this.#ticket(null);
    return { later: 0 };
  }

  /** What is refused leaves no ticket, which would go on taking up the place of the file that comes instead. */
  async #refuse(problem: ProblemFields): Promise<Next> {
    this.problem = problem;
    const id = this.file.ticketId;
    if (id !== null) {
      const gone = await this.#world.transport.remove(id);
      if (!gone.ok && isPassing(gone.problem.status)) throw new NoAnswer();
      this.#ticket(null);
    }
    this.#turn('refused');
    return 'done';
  }

  async #judge({ problem, retryAfter }: Extract<Reply<unknown>, { ok: false }>): Promise<Next> {
    if (problem.code === 'attachment.ticket-over') return this.#anew();
    this.problem = problem;
    const comesAgain = ['stale-version', 'attachment.incomplete', 'attachment.chunk-hash', 'attachment.wrong-state'];
    if (isPassing(problem.status) || (comesAgain.includes(problem.code) && this.#failures < 8))
      return { later: this.#pause(retryAfter) };
    return this.#refuse(problem);
  }
}
