/** The visitor's cookies during one request: what came, and what the API set on the way. */
export class CookieJar {
  readonly #values = new Map<string, string>();
  readonly #lines: string[] = [];

  constructor(header: string | null) {
    for (const pair of header?.split(';') ?? []) {
      const at = pair.indexOf('=');
      if (at > 0) this.#values.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
    }
  }

  header(): string {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  take(lines: string[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      if (at <= 0) continue;
      const name = pair.slice(0, at).trim();
      const gone = attributes.some((a) => /^\s*max-age\s*=\s*0\s*$/i.test(a));
      if (gone) this.#values.delete(name);
      else this.#values.set(name, pair.slice(at + 1).trim());
    }
  }

  /** Set-Cookie lines for the browser, untouched. */
  get lines(): readonly string[] {
    return this.#lines;
  }
}
