import { applyAction, deserialize } from '$app/forms';
import type { FilingView } from '@lianchuang/contract/filings';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { draftKey, dropLocal, keepLocal, readLocal } from '#lib/device/last-resort.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { fingerprint, type Edit, type FieldErrors, type Part, type StepReply } from './part.ts';
import { stepHref, stepTitle } from './steps.ts';

type From<T> = { part: Part<T>; filing: FilingView; userId: string; reply?: unknown };
export type Mark = { kind: 'server' | 'local' | 'unsaved'; text?: string; at?: string; note?: string };

const QUIET_MS = 1200;
const AGAIN_MS = 2_000;
const LONGEST_MS = 60_000;

/** One step's form while somebody writes in it: on this device at once, on the server after a pause, and honest about which. */
export class Draft<T> {
  values = $state() as T;
  version = $state(0);
  base = $state('');
  errors = $state.raw<FieldErrors>({});
  problem = $state.raw<ProblemFields | null>(null);
  theirs = $state.raw<T | null>(null);
  mark = $state.raw<Mark>({ kind: 'server' });
  busy = $state(false);
  signedOut = $state(false);
  /** Errors are shown where somebody asked to save, not while typing. */
  #part: Part<T>;
  #key: string;
  #where: { href: string; title: string };
  #form: HTMLFormElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changes = 0;
  #saving = false;
  #failures = 0;
  #start: string;

  constructor({ part, filing, userId, reply }: From<T>) {
    const answered = reply as StepReply<T> | null | undefined;
    this.#part = part;
    this.#key = draftKey(userId, filing.id, part.step);
    this.#where = {
      href: stepHref(filing.id, part.step),
      title: `${filing.consortiumName ?? m['apply.unnamed']()} · ${stepTitle(part.step)}`,
    };
    this.values = this.#spared(answered?.typed ?? part.of(filing));
    this.version = answered?.version ?? filing.version;
    this.base = answered?.base ?? fingerprint(part.of(filing));
    this.#start = this.#text();
    if (answered && !answered.savedAt) this.#refused(answered);
  }

  #text(): string {
    return JSON.stringify($state.snapshot(this.values));
  }

  /** What saving would change in a filing as the page got it. */
  edits(filing: FilingView): readonly Edit[] {
    void this.#text();
    return this.#form === null ? [] : this.#part.edit(this.#part.typed(new FormData(this.#form)), filing).edits;
  }

  error(field: string): string | undefined {
    return this.errors[field];
  }

  #spared(values: T): T {
    return this.#part.spare?.(values) ?? values;
  }

  #refused(reply: StepReply<T>) {
    this.errors = reply.errors ?? {};
    this.problem = reply.problem ?? null;
    this.theirs = reply.theirs ?? null;
    this.version = reply.version;
    this.base = reply.base;
    this.mark = { kind: 'unsaved' };
  }

  /** Takes hold of the form; what waits on this device comes back into it. Returns how to let go. */
  begin(form: HTMLFormElement): () => void {
    this.#form = form;
    const kept = readLocal(this.#key);
    if (kept) {
      if (kept.base !== this.base) this.theirs = this.values;
      this.values = kept.typed as T;
      this.#changes += 1;
      this.#markLocal();
      if (this.theirs === null) this.#later(0);
    }
    // What was typed before the script arrived.
    else if (this.#text() !== this.#start) this.changed();
    const online = () => this.#later(0);
    const leave = () => document.visibilityState === 'hidden' && this.#changes > 0 && void this.save();
    addEventListener('online', online);
    document.addEventListener('visibilitychange', leave);
    return () => {
      removeEventListener('online', online);
      document.removeEventListener('visibilitychange', leave);
      clearTimeout(this.#timer);
      if (this.#changes > 0 && this.theirs === null) void this.save();
    };
  }

  /** Something was typed. */
  changed() {
    this.#changes += 1;
    this.#markLocal();
    if (this.theirs === null && !this.signedOut) this.#later(QUIET_MS);
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    if (this.#changes === 0) return;
    this.#timer = setTimeout(() => void this.save(), ms);
  }

  /** Tries once more, ever later while nobody answers. */
  #again() {
    this.#later(Math.min(LONGEST_MS, AGAIN_MS * 2 ** this.#failures));
    this.#failures += 1;
  }

  #markLocal(note?: string) {
    const typed = $state.snapshot(this.values);
    const isKept = keepLocal(this.#key, { ...this.#where, typed, base: this.base });
    this.mark = { kind: isKept ? 'local' : 'unsaved', ...(note === undefined ? {} : { note }) };
  }

  /** Writes to the server what was typed so far, quietly. */
  async save() {
    if (this.#saving || !this.#form) return;
    if (!navigator.onLine) return this.#markLocal(m['apply.save.offline']());
    this.#saving = true;
    const upTo = this.#changes;
    const data = new FormData(this.#form);
    data.set('intent', 'auto');
    try {
      const response = await fetch(`${this.#where.href}?/save`, {
        method: 'POST',
        body: data,
        headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      });
      this.#quietly(deserialize(await response.text()), upTo);
    } catch {
      this.#markLocal(m['apply.save.offline']());
      this.#again();
    } finally {
      this.#saving = false;
      if (this.#changes > upTo && this.mark.kind === 'local' && this.theirs === null && !this.signedOut)
        this.#later(QUIET_MS);
    }
  }

  #quietly(result: ActionResult, upTo: number) {
    if (result.type === 'success') return this.#saved(result.data as StepReply<T>, upTo);
    if (result.type !== 'failure') {
      this.#markLocal(m['apply.save.offline']());
      return this.#again();
    }
    const reply = result.data as StepReply<T>;
    if (result.status === 401) {
      this.signedOut = true;
      return this.#markLocal(m['apply.save.signed_out']());
    }
    if (reply.theirs !== undefined) {
      this.#refused(reply);
      return this.#markLocal(m['apply.save.changed']());
    }
    this.#markLocal(m['apply.save.mend']({ count: Math.max(1, Object.keys(reply.errors ?? {}).length) }));
  }

  #saved(reply: StepReply<T>, upTo: number) {
    this.#failures = 0;
    this.version = reply.version;
    this.base = reply.base;
    this.errors = {};
    this.problem = null;
    if (this.#changes > upTo) return this.#markLocal();
    this.#changes = 0;
    dropLocal(this.#key);
    this.mark = { kind: 'server', ...(reply.savedAt === undefined ? {} : { at: reply.savedAt }) };
  }

  /** The button: saves and goes on, or comes back with what has to be mended. */
  submit: SubmitFunction = () => {
    clearTimeout(this.#timer);
    this.busy = true;
    return async ({ result }) => {
      this.busy = false;
      if (result.type === 'redirect') {
        this.#changes = 0;
        dropLocal(this.#key);
        return applyAction(result);
      }
      if (result.type === 'failure') {
        const reply = result.data as StepReply<T>;
        if (result.status === 401) {
          this.signedOut = true;
          return this.#markLocal(m['apply.save.signed_out']());
        }
        this.values = this.#spared(reply.typed);
        this.#refused(reply);
        return this.#markLocal();
      }
      this.#markLocal(m['apply.save.offline']());
      return this.#again();
    };
  };

  /** Gives up what was typed here for what somebody else wrote. */
  takeTheirs() {
    if (this.theirs === null) return;
    this.values = this.#spared(this.theirs);
    this.theirs = null;
    this.#changes = 0;
    dropLocal(this.#key);
    this.mark = { kind: 'server' };
  }
}
