import { draftKey, dropLocal, keepLocal, readLocal, type LastResort } from './last-resort.ts';
import type { Kept } from './kept.ts';

type Place = { userId: string; filingId: string; step: string; href: string; title: string };
export type Snapshot = Omit<LastResort, 'at' | 'href' | 'title'>;

/** Often enough that little is lost with the power, seldom enough for a phone's disk. */
const EVERY_MS = 800;

export const thisMoment = (): string => new Date().toISOString();

let stopped = false;
/** Somebody signed out in another tab: this one writes nothing of theirs any more. */
export const stopKeeping = (): void => void (stopped = true);

const store = () => import('./store.ts');

/** Keeps one step of one draft on this device, and says truly whether it did. */
export class Keeper {
  #place: Place;
  #key: string;
  #told: (kept: Kept) => void;
  #waiting: (() => Snapshot) | null = null;
  #writing = false;
  #wake: (() => void) | undefined;
  #inResort = false;
  #left: Promise<LastResort | null> | undefined;

  constructor(place: Place, told: (kept: Kept) => void) {
    this.#place = place;
    this.#key = draftKey(place.userId, place.filingId, place.step);
    this.#told = told;
  }

  /** Whichever was kept last, here or in the last resort. */
  async find(): Promise<LastResort | null> {
    const { userId, filingId, step } = this.#place;
    const resort = readLocal(this.#key);
    this.#inResort = resort !== null;
    const kept = await store()
      .then(({ findDraft }) => findDraft(userId, filingId, step))
      .catch(() => undefined);
    if (kept === undefined || resort === null) return kept ?? resort;
    return kept.at > resort.at ? kept : resort;
  }

  /** What an earlier visit left: read once, and before this visit writes anything, whoever types how early. */
  left(): Promise<LastResort | null> {
    return (this.#left ??= this.find());
  }

  /** The snapshot is taken when it is written, so that the newest is. */
  keep(take: () => Snapshot): void {
    if (stopped) return;
    this.#waiting = take;
    if (!this.#writing) void this.#write();
  }

  /** The same without a pause: what the server took is not to wait here when the page is left at once. */
  settle(take: () => Snapshot): void {
    this.keep(take);
    this.#wake?.();
  }

  async #write(): Promise<void> {
    this.#writing = true;
    await this.left();
    while (this.#waiting !== null && !stopped) {
      const snapshot = this.#waiting();
      this.#waiting = null;
      this.#told(await this.#put(snapshot));
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, EVERY_MS);
      });
    }
    this.#writing = false;
  }

  /** Writes it down at once; when that was. */
  async note(snapshot: Snapshot): Promise<string> {
    const at = thisMoment();
    if (!stopped) await this.#put(snapshot, at);
    return at;
  }

  async #put(snapshot: Snapshot, at = thisMoment()): Promise<Kept> {
    const draft = { ...this.#place, ...snapshot, at };
    const kept = await store()
      .then(({ keepDraft }) => keepDraft(draft))
      .catch((): Kept => 'refused');
    // Where the database was not even reached, the last resort tells what is wrong.
    if (kept !== 'kept') return this.#resort(snapshot, kept);
    if (this.#inResort && this.#waiting === null) {
      dropLocal(this.#key);
      this.#inResort = false;
    }
    return kept;
  }

  #resort(snapshot: Snapshot, otherwise: Kept = 'refused'): Kept {
    const { href, title } = this.#place;
    const kept = keepLocal(this.#key, { href, title, ...snapshot });
    this.#inResort = kept === 'kept';
    return kept === 'refused' ? otherwise : kept;
  }

  /** The server has it, or nobody wants it any more. */
  async drop(): Promise<void> {
    this.#waiting = null;
    this.#inResort = false;
    dropLocal(this.#key);
    const { userId, filingId, step } = this.#place;
    await store()
      .then(({ dropDraft }) => dropDraft(userId, filingId, step))
      .catch(() => undefined);
  }

  /** The page may be gone in a moment: it is kept without waiting. */
  keepNow(take: () => Snapshot): void {
    if (stopped) return;
    void this.left();
    this.#resort(take());
    this.#wake?.();
  }
}
