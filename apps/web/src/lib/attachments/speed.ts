const WINDOW_MS = 6_000;

/** How fast bytes go out, over the last few seconds. */
export class Speed {
  #samples: { at: number; bytes: number }[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  at(bytes: number) {
    const now = this.#now();
    this.#samples = [...this.#samples.filter((each) => now - each.at <= WINDOW_MS), { at: now, bytes }];
  }

  /** After a break the time without sending says nothing about the line. */
  forget() {
    this.#samples = [];
  }

  /** Bytes a second; null while too little is known. */
  get perSecond(): number | null {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 500) return null;
    const rate = ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
    return rate > 0 ? rate : null;
  }
}
