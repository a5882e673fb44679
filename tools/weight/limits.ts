export type PageWeight = { id: string; bytes: number };

/** JavaScript of a first load by kind of page, gzip, 1 kB = 1000 bytes. */
const LIMITS = [
  { kind: 'public pages', group: '(site)', kB: 30 },
  { kind: 'apply steps', group: '(apply)', kB: 90 },
  { kind: 'console', group: '(admin)', kB: 180 },
] as const;

const inKb = (bytes: number) => (bytes / 1000).toFixed(1);

/** The heaviest page of each kind as a line, and what is above its limit or of no kind. */
export function judgeWeights(pages: readonly PageWeight[]): { said: string[]; wrong: string[] } {
  const said: string[] = [];
  const wrong: string[] = [];
  for (const { kind, group, kB } of LIMITS) {
    const own = pages.filter(({ id }) => id.startsWith(`/${group}/`) || id === `/${group}`);
    const heaviest = own.toSorted((a, b) => b.bytes - a.bytes)[0];
    if (heaviest === undefined) wrong.push(`${kind}: no page was measured`);
    else said.push(`${kind.padEnd(13)} ${inKb(heaviest.bytes).padStart(6)} of ${kB} kB  ${heaviest.id}`);
    wrong.push(
      ...own
        .filter(({ bytes }) => bytes > kB * 1000)
        .map(({ id, bytes }) => `${id}: ${inKb(bytes)} kB of JavaScript, at most ${kB} (${kind})`),
    );
  }
  const known = new Set<string>(LIMITS.map(({ group }) => group));
  const strangers = pages.filter(({ id }) => !known.has(id.split('/')[1] ?? ''));
  return { said, wrong: [...wrong, ...strangers.map(({ id }) => `${id}: of no kind that has a limit`)] };
}
