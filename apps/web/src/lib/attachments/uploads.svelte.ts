import type { AttachmentView } from '@lianchuang/contract/attachments';
import { SvelteMap } from 'svelte/reactivity';
import { dropFile, keepFile, listFiles, momentOf, noteFile, type KeptFile } from '#lib/device/kept-files.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { typeOfFile } from './file-type.ts';
import { sha256Of } from './hash.ts';
import { shrunk } from './shrink.ts';
import { overHttp } from './transport.ts';
import { Upload, type Phase } from './upload.ts';

/** Where a file belongs: a material, and the member that provides it; null for the lead. */
export type Place = {
  materialId: string;
  memberId: string | null;
  /** The hash on a stamped signature page. */
  page?: string;
};
export type Item = Place & {
  key: string;
  name: string;
  bytes: number;
  sent: number;
  perSecond: number | null;
  phase: Phase;
  problem: ProblemFields | null;
  /** Whether the bytes outlive this page. */
  kept: 'kept' | 'full' | 'refused' | null;
};
type Held = { upload: Upload; kept: Item['kept']; place: Place };

const GOING: readonly Phase[] = ['preparing', 'queued', 'uploading', 'waiting'];

/** The server has all of it: nothing is left to be done here. */
const isThere = (phase: Phase): boolean => phase === 'attached' || phase === 'unscanned';
/** Not with the server, and not refused by it. */
export const isUnsent = ({ phase }: Pick<Item, 'phase'>): boolean => !isThere(phase) && phase !== 'refused';

const AT_ONCE = 2;
const SHRINK_AGAIN_MS = 3_000;
const FOR_EVER = new AbortController().signal;
const DRAW_MS = 200;
const SAID_MS = 3_000;
const MOST_SAID = 200;

const beingPrepared = (file: KeptFile, kept: Item['kept']): Item => ({
  materialId: file.materialId,
  memberId: file.memberId,
  key: file.key,
  name: file.name,
  bytes: file.blob.size,
  sent: 0,
  perSecond: null,
  phase: 'preparing',
  problem: null,
  kept,
});

/** Resolves after so long, earlier when the network is back or the page is looked at again. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      removeEventListener('online', onwake);
      document.removeEventListener('visibilitychange', onwake);
      signal.removeEventListener('abort', onstop);
      settle();
    };
    const onwake = () => document.visibilityState === 'visible' && end(resolve);
    const onstop = () => end(() => reject(new DOMException('', 'AbortError')));
    const timer = setTimeout(() => end(resolve), ms);
    addEventListener('online', onwake);
    document.addEventListener('visibilitychange', onwake);
    signal.addEventListener('abort', onstop);
    if (signal.aborted) onstop();
  });
}

/** All files of one filing that are on their way from this page. */
export class Uploads {
  items = $state.raw<Item[]>([]);
  /** What a screen reader is told, seldom enough to be listened to. */
  said = $state('');
  /** Called with every file that the server has now. */
  onattached: (view: AttachmentView | null) => void = () => undefined;
  /** Called whenever a file went on, ended or was taken out: what the others waited with may be done now. */
  onmoved: () => void = () => undefined;
  #held = new SvelteMap<string, Held>();
  /** Chosen and not ready to be sent: being shrunk and hashed. */
  #preparing = new SvelteMap<string, Item>();
  #saidAt = 0;
  #drawn: ReturnType<typeof setTimeout> | undefined;
  readonly #filingId: string;
  readonly #userId: string;

  constructor(filingId: string, userId: string) {
    this.#filingId = filingId;
    this.#userId = userId;
  }

  /** What was said a moment ago is said with it: of two files that end together neither is passed over. */
  #say(text: string) {
    const now = Date.now();
    const goesOn = now - this.#saidAt < SAID_MS && this.said.length < MOST_SAID;
    this.said = goesOn ? `${this.said} ${text}` : text;
    this.#saidAt = now;
  }

  #draw = () => {
    this.#drawn ??= setTimeout(() => this.#drawNow(), DRAW_MS);
  };

  #drawNow() {
    clearTimeout(this.#drawn);
    this.#drawn = undefined;
    const held = [...this.#held.values()].map(({ upload, kept, place }): Item => {
      const { file, phase, problem, sent, speed } = upload;
      return {
        ...place,
        key: file.key,
        name: file.name,
        bytes: file.blob.size,
        sent,
        perSecond: phase === 'uploading' ? speed.perSecond : null,
        phase,
        problem,
        kept,
      };
    });
    this.items = [...held, ...this.#preparing.values()];
  }

  /** Takes up what an earlier visit left unfinished on this device. */
  async resume(): Promise<void> {
    const found = await listFiles(this.#userId, this.#filingId);
    const fresh = found.filter(({ key }) => !this.#held.has(key) && !this.#preparing.has(key));
    // An earlier release kept none before it was prepared, and did not say so.
    const chosen = fresh.filter(({ prepared }) => (prepared as boolean | undefined) === false);
    for (const file of fresh) if (!chosen.includes(file)) this.#hold(file, 'kept', file.paused);
    for (const file of chosen) this.#preparing.set(file.key, beingPrepared(file, 'kept'));
    if (fresh.length > 0) this.#say(m['materials.said.resumed']({ count: fresh.length }));
    this.#next();
    this.#drawNow();
    void this.#makeReady(chosen);
  }

  /** Begins with every file at once; the order is that in which they were chosen. */
  async add(files: readonly File[], place: Place): Promise<void> {
    if (files.length === 0) return;
    const now = Date.now();
    const chosen = files.map((file, nth): KeptFile => ({
      ...place,
      key: crypto.randomUUID(),
      userId: this.#userId,
      filingId: this.#filingId,
      name: file.name,
      type: file.type,
      blob: file,
      sha256: null,
      ticketId: null,
      paused: false,
      prepared: false,
      at: momentOf(now + nth),
    }));
    for (const file of chosen) this.#preparing.set(file.key, beingPrepared(file, null));
    this.#say(m['materials.said.begun']({ count: files.length }));
    this.#draw();
    // All are kept before the first is prepared: that takes long, and the page may be gone by then.
    for (const file of chosen) await this.#keep(file);
    await this.#makeReady(chosen);
  }

  /** What was cancelled meanwhile does not stay on the device; says whether the file is still wanted. */
  async #keep(file: KeptFile): Promise<Item['kept'] | 'cancelled'> {
    const kept = await keepFile(file);
    if (!this.#preparing.has(file.key)) {
      await dropFile(file.key);
      return 'cancelled';
    }
    this.#preparing.set(file.key, beingPrepared(file, kept));
    this.#draw();
    return kept;
  }

  async #makeReady(chosen: readonly KeptFile[]) {
    for (const file of chosen) {
      let small: Awaited<ReturnType<typeof shrunk>> | null = null;
      // The script that makes photos smaller may be out of reach itself.
      while (small === null && this.#preparing.has(file.key))
        small = await shrunk(file).catch(() => wait(SHRINK_AGAIN_MS, FOR_EVER).then(() => null));
      if (small === null) continue;
      const sha256 = await sha256Of(small.blob).catch(() => null);
      const ready = { ...file, ...small, type: typeOfFile(small), sha256, prepared: true };
      const kept = await this.#keep(ready);
      if (kept === 'cancelled') continue;
      this.#preparing.delete(file.key);
      this.#hold(ready, kept, false);
      this.#next();
    }
  }

  #hold(file: KeptFile, kept: Item['kept'], paused: boolean) {
    const upload = new Upload(file, {
      transport: overHttp,
      now: () => performance.now(),
      wait,
      note: (learned) => void noteFile(file.key, learned),
      changed: this.#draw,
    });
    if (paused) upload.phase = 'paused';
    const { materialId, memberId } = file;
    this.#held.set(file.key, { upload, kept, place: { materialId, memberId } });
    this.#draw();
  }

  #next() {
    const all = [...this.#held.values()].map(({ upload }) => upload);
    const busy = all.filter(({ phase }) => phase === 'uploading' || phase === 'waiting' || phase === 'checking').length;
    for (const upload of all.filter(({ phase }) => phase === 'queued').slice(0, Math.max(0, AT_ONCE - busy))) {
      upload.phase = 'uploading';
      void this.#run(upload);
    }
    this.#draw();
    this.onmoved();
  }

  async #run(upload: Upload) {
    await upload.run();
    const { phase, file, view, problem } = upload;
    if (isThere(phase)) {
      await dropFile(file.key);
      const { name } = file;
      this.#say(
        phase === 'attached' ? m['materials.said.attached']({ name }) : m['materials.said.unscanned']({ name }),
      );
      this.onattached(view);
    }
    if (phase === 'refused') {
      // Submitted elsewhere meanwhile: a correction may open the filing again, and the file goes on from here.
      if (problem?.code === 'attachment.filing-closed') await noteFile(file.key, { paused: true });
      else await dropFile(file.key);
      this.#say(m['materials.said.refused']({ name: file.name }));
    }
    this.#next();
  }

  /** Files that the server has and the page does not show as such; none while others are on their way. */
  get unread(): string[] {
    const all = [...this.#held].map(([key, { upload }]) => ({ key, phase: upload.phase }));
    if (this.#preparing.size > 0 || all.some(({ phase }) => GOING.includes(phase))) return [];
    return all.filter(({ phase }) => isThere(phase)).map(({ key }) => key);
  }

  /** The page shows them as the server has them: they are no longer shown beside it. */
  read(keys: readonly string[]) {
    for (const key of keys) this.#held.delete(key);
    this.#drawNow();
  }

  pause(key: string) {
    this.#held.get(key)?.upload.pause();
    void noteFile(key, { paused: true });
    this.#next();
  }

  /** Goes on after a pause, or tries a refused file once more. */
  goOn(key: string) {
    this.#held.get(key)?.upload.again();
    void noteFile(key, { paused: false });
    this.#next();
  }

  async cancel(key: string): Promise<void> {
    const held = this.#held.get(key);
    this.#preparing.delete(key);
    this.#held.delete(key);
    this.#draw();
    await dropFile(key);
    await held?.upload.cancel();
    this.#next();
  }
}

const ofFiling: Record<string, Uploads> = {};

/** The uploads of a filing: the same ones while this tab lives, whichever page of it is open. */
export function uploadsOf(filingId: string, userId: string): Uploads {
  const key = `${userId} ${filingId}`;
  return (ofFiling[key] ??= new Uploads(filingId, userId));
}
