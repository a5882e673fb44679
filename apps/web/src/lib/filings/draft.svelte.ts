import { applyAction } from '$app/forms';
import type { FilingView } from '@lianchuang/contract/filings';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { Keeper, thisMoment, type Snapshot } from '#lib/device/keeper.ts';
import type { Kept } from '#lib/device/kept.ts';
import { isStillAt } from '#lib/device/reread.ts';
import { watchPage } from '#lib/device/watch-page.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ProblemFields } from '#lib/ui/problem.ts';
import type { Side } from './choose-side.ts';
import { formOf, refill, stillDisputed } from './part.ts';
import type { Dispute, Edit, FieldErrors, Part, StepReply } from './part.ts';
import { againIn, isBusy, QUIET_MS, sentIn } from './pace.ts';
import { markOf, refusalOf, type Mark } from './save-mark.ts';
import type { Sent } from './send-part.ts';
import { placeOf } from './steps.ts';
import { Trouble } from './trouble.svelte.ts';

export type From<T> = { part: Part<T>; filing: FilingView; userId: string; reply?: unknown };

const merging = () => import('./merging.ts');

/** One step's form while somebody writes in it: on this device at once, on the server after a pause, and honest about which. */
export class Draft<T> {
  values = $state() as T;
  base = $state.raw<unknown>({});
  /** Errors are shown where somebody asked to save, not while typing. */
  errors = $state.raw<FieldErrors>({});
  problem = $state.raw<ProblemFields | null>(null);
  disputes = $state.raw<readonly Dispute[]>([]);
  by = $state.raw<StepReply['by']>(null);
  theirs = $state.raw<T | null>(null);
  busy = $state(false);
  signedOut = $state(false);
  /** What this device said when something was last kept; null before anything was. */
  kept = $state.raw<Kept | null>(null);
  #at = $state.raw<string | undefined>();
  trouble = new Trouble();
  #changes = $state.raw(0);
  mark: Mark = $derived(markOf({ waits: this.#changes > 0, kept: this.kept, at: this.#at, note: this.trouble.note }));
  #part: Part<T>;
  #keeper: Keeper;
  #href: string;
  #version: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #sent: Sent<T> | null = null;
  #saving: Promise<void> | null = null;
  #failures = 0;
  #start: string;
  letGo: (() => void) | undefined;

  constructor({ part, filing, userId, reply }: From<T>) {
    const answered = reply as StepReply<T> | null | undefined;
    this.#part = part;
    const place = placeOf(userId, filing, part.step);
    this.#href = place.href;
    this.#keeper = new Keeper(place, (kept) => (this.kept = kept));
    this.values = this.#spared(answered?.typed ?? part.of(filing));
    this.#version = filing.version;
    this.base = part.of(filing);
    this.#start = this.#text();
    if (answered && !answered.savedAt) this.#refused(answered);
  }

  #text(): string {
    return JSON.stringify($state.snapshot(this.values));
  }

  /** As the server reads it: without the rows that are there to write in. */
  #clean(): T {
    return this.#part.typed(formOf($state.snapshot(this.values), this.#part.prefix ?? ''));
  }

  /** What saving changes in a filing as the page got it; nothing where it reads the same. */
  edits(filing: FilingView): readonly Edit[] {
    const typed = this.#clean();
    return JSON.stringify(typed) === JSON.stringify(this.#part.of(filing)) ? [] : this.#part.edit(typed, filing).edits;
  }

  /** Whether it sees to it by itself that what waits gets to the server. */
  get sends(): boolean {
    return this.#sent !== null && !this.signedOut && (this.problem === null || isBusy(this.problem.status));
  }

  #spared(values: T): T {
    return this.#part.spare?.(values) ?? values;
  }

  #refused(reply: StepReply<T>) {
    this.errors = reply.errors ?? {};
    this.problem = reply.problem ?? null;
    this.#compare(reply);
    this.#changes += 1;
  }

  #compare({ base, version, disputes = [], theirs, by = null }: StepReply<T>) {
    if (base.startsWith('{')) this.base = JSON.parse(base);
    if (version > 0) this.#version = version;
    this.theirs = theirs ?? null;
    this.by = by;
    this.disputes = stillDisputed(this.disputes, disputes);
  }

  /** Brings back what waits on this device, and watches the network as long as the page lives. Returns how to leave the step. */
  begin(): () => void {
    void merging().catch(() => undefined);
    if (this.letGo === undefined) {
      this.letGo = watchPage({ online: () => this.#later(0), leaving: () => this.#leave() });
      void this.#restore();
    }
    return () => {
      clearTimeout(this.#timer);
      this.#leave();
    };
  }

  #leave() {
    if (this.#changes === 0) return;
    this.#sending();
    this.#keeper.keepNow(this.#snapshot);
    void this.save(true);
  }

  async #restore() {
    // What was typed before the script arrived.
    if (this.#text() !== this.#start) this.changed();
    const left = await this.#keeper.left();
    if (left === null) return;
    const { keptDraft, mergeDrafts } = await merging();
    const found = keptDraft(left, JSON.parse(this.#start) as T, this.base, this.#version);
    if (found === null) return;
    const typed = mergeDrafts(JSON.parse(this.#start), $state.snapshot(this.values), this.#spared(found.typed))
      .value as T;
    this.base = found.base;
    this.values = typed;
    if (found.sent !== undefined) this.#sent = { base: found.base, mine: found.sent, upTo: 0 };
    this.changed();
    this.#later(0);
  }

  #snapshot = (): Snapshot => ({
    typed: $state.snapshot(this.values),
    base: $state.snapshot(this.base),
    version: this.#version,
    ...(this.#sent && { sent: this.#sent.mine }),
    ...(this.#changes === 0 && this.#at !== undefined && { savedAt: this.#at }),
  });

  /** Something was typed. */
  changed() {
    if (this.#changes === 0) this.#since = Date.now();
    this.#changes += 1;
    this.#keeper.keep(this.#snapshot);
    if (!this.signedOut) this.#later(sentIn(this.#since));
  }

  #later(ms: number) {
    clearTimeout(this.#timer);
    if (this.#changes === 0) return;
    this.#timer = setTimeout(() => void this.save(), ms);
  }

  #signInAgain() {
    this.signedOut = true;
    this.trouble.begin(m['apply.save.signed_out']());
    this.#keeper.keep(this.#snapshot);
  }

  /** Tries once more, ever later while nobody answers. */
  #again() {
    this.trouble.begin(m['apply.save.offline']());
    this.#later(againIn(this.#failures));
    this.#failures += 1;
  }

  /** Writes to the server what was changed so far, quietly; not while a press is on its way. */
  async save(leaving = false) {
    if (!this.busy && this.#changes > 0) await this.#send(leaving);
  }

  /** What goes to the server now. It is kept as sent: an answer that never comes is made up for, whoever is here then. */
  #sending(): Sent<T> {
    if (this.#sent !== null) return this.#sent;
    this.#sent = { base: this.base, mine: this.#clean(), upTo: this.#changes };
    this.#keeper.keep(this.#snapshot);
    return this.#sent;
  }

  #send(leaving = false): Promise<void> {
    return (this.#saving ??= this.#sendOnce(leaving).finally(() => (this.#saving = null)));
  }

  async #sendOnce(leaving: boolean) {
    if (!navigator.onLine) return this.trouble.begin(m['apply.save.offline']());
    const sent = this.#sending();
    try {
      const { changedPart, sendPart } = await merging();
      const { prefix } = this.#part;
      const result = await sendPart(this.#href, changedPart(sent.base, sent.mine), { prefix, leaving });
      await this.#answered(result, sent);
    } catch {
      this.#again();
    } finally {
      if (this.#sent === null && this.#changes > sent.upTo && !this.signedOut) this.#later(QUIET_MS);
    }
  }

  async #answered(result: ActionResult, sent: Sent<T>) {
    if (result.type !== 'failure' && result.type !== 'success') return this.#again();
    const reply = result.data as StepReply<T>;
    if (result.type === 'failure' && isBusy(result.status)) return this.#again();
    // Refused before it was compared: what was sent before it may stand there, so it is still what has to be sent first.
    if (reply.version > 0) this.#sent = null;
    this.#failures = 0;
    this.#since = Date.now();
    if (result.type === 'failure' && result.status === 401) return this.#signInAgain();
    await this.#takeIn(reply, sent.mine);
    if (result.type === 'success') {
      this.errors = {};
      this.problem = null;
      this.trouble.end();
      this.#at = reply.savedAt;
      if (this.#changes === sent.upTo) this.#changes = 0;
    } else {
      const { note, problem } = refusalOf(reply);
      this.trouble.begin(note);
      this.problem = problem;
    }
    this.#keeper.keep(this.#snapshot);
  }

  /** What others wrote in this step comes in, except where something was typed since. */
  async #takeIn(reply: StepReply<T>, sent: T) {
    const { isSame, mergeDrafts } = await merging();
    this.#compare(reply);
    if (reply.typed === undefined || isSame(reply.typed, sent)) return;
    this.values = this.#spared(mergeDrafts(sent, this.#clean(), reply.typed).value);
  }

  /** The button: saves and goes on, or comes back with what has to be mended. */
  submit: SubmitFunction = async ({ formData, cancel }) => {
    if (this.busy) return cancel();
    clearTimeout(this.#timer);
    this.busy = true;
    // What was sent and not answered comes first: beside it the same row would count twice.
    await this.#saving;
    if (this.#sent !== null) await this.#send();
    this.busy = this.#sent === null;
    if (!this.busy) return cancel();
    const sent = this.#sending();
    refill(formData, sent, this.#part.prefix);
    return async ({ result }) => {
      this.busy = false;
      await this.#pressed(result, sent).catch(() => this.#again());
      this.#keeper.settle(this.#snapshot);
      if (result.type === 'redirect' && isStillAt(this.#href)) await applyAction(result);
    };
  };

  async #pressed(result: ActionResult, sent: Sent<T>) {
    const isMore = this.#changes > sent.upTo;
    if (result.type === 'redirect') {
      this.#sent = null;
      // What was typed meanwhile is a change of what was just taken.
      this.base = sent.mine;
      this.#at = thisMoment();
      if (isMore) return void this.save();
      this.#changes = 0;
      return;
    }
    if (result.type !== 'failure') return this.#again();
    const reply = result.data as StepReply<T>;
    if (result.status !== 401 && (isBusy(result.status) || reply.typed === undefined)) {
      // Nobody knows whether it stands there: it waits and is sent again as it was.
      if (this.#changes === 0) sent.upTo = this.#changes = 1;
      this.problem = reply.problem ?? null;
      return this.#again();
    }
    if (reply.version > 0) this.#sent = null;
    if (result.status === 401) return this.#signInAgain();
    const { mergeDrafts } = await merging();
    this.values = this.#spared(mergeDrafts(sent.mine, this.#clean(), reply.typed).value);
    this.#refused(reply);
    this.trouble.end();
    if (isMore) this.#later(QUIET_MS);
  }

  /** Somebody decided between two versions of one field. */
  async choose(dispute: Dispute, side: Side) {
    if (this.theirs === null) return;
    const { chooseSide } = await merging();
    const { base, mine } = chooseSide({ base: this.base, mine: this.#clean(), theirs: this.theirs }, dispute, side);
    this.base = base;
    this.values = this.#spared(mine);
    this.disputes = this.disputes.filter((each) => each !== dispute);
    this.trouble.end();
    this.changed();
  }
}
