import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedPart, mergeDrafts, type MergeConflict } from './index.ts';

type Fields = Record<string, unknown>;
type Row = Record<string, string>;
type Draft = {
  consortiumName: string;
  summary: string;
  topics: Row[];
  plan: { goals: string; talent: string; milestones: Row[]; funding: Row[] };
  mechanisms: Row[];
  declarations: Row;
  members: { id: string; duties: string; contributions: Row[] }[];
};

const LISTS = ['topics', 'milestones', 'funding', 'contributions'] as const;
type List = (typeof LISTS)[number];
const CELLS: Record<List, string[]> = {
  topics: ['title', 'objective', 'indicators'],
  milestones: ['title', 'dueOn', 'indicator'],
  funding: ['year', 'amountFen'],
  contributions: ['text', 'amountFen'],
};
const TEXTS = ['consortiumName', 'summary', 'goals', 'talent', 'mechanism', 'declaration', 'duties'] as const;

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The API as it is for a draft: a version, If-Match, 409 for whoever did not see the last one. */
class Server {
  version = 1;
  draft: Draft;
  constructor(draft: Draft) {
    this.draft = draft;
  }
  patch(ifMatch: number, draft: Draft): boolean {
    if (ifMatch !== this.version) return false;
    this.version += 1;
    this.draft = copy(draft);
    return true;
  }
}

/** Every word that was ever written, and what became of it. */
class Words {
  count = 0;
  rows = 0;
  readonly gone = new Set<string>();
  readonly offered = new Set<string>();
  /** Rows that were taken out, and those of them that nobody has to come upon again. */
  readonly everRemoved = new Set<string>();
  readonly removedRows = new Set<string>();
  next(name: string): string {
    this.count += 1;
    return `${name}⟨${this.count}⟩`;
  }
  in(value: unknown): string[] {
    return (JSON.stringify(value) ?? '').match(/⟨\d+⟩/g) ?? [];
  }
  /** Somebody who had it in view took it away or wrote something else. */
  drop(value: unknown): void {
    for (const word of this.in(value)) this.gone.add(word);
  }
  takeOut(value: unknown): void {
    this.drop(value);
    for (const name of rowNames(value)) {
      this.everRemoved.add(name);
      this.removedRows.add(name);
    }
  }
  offer({ mine, theirs, base }: MergeConflict): void {
    for (const word of this.in([mine, theirs])) this.offered.add(word);
    for (const row of rowNames([base, mine, theirs])) this.removedRows.delete(row);
  }
}

const rowNames = (value: unknown): string[] => (JSON.stringify(value) ?? '').match(/#\d+\b/g) ?? [];

type Step = { who: number; kind: string; pick: number; other: number };

/** Somebody with a draft open: what it started from, what was typed, and what is under way to the server. */
class Editor {
  base: Draft;
  mine: Draft;
  read: { version: number; draft: Draft } | null = null;
  readonly server: Server;
  readonly words: Words;
  readonly offered: MergeConflict[];
  constructor(server: Server, words: Words, offered: MergeConflict[]) {
    this.server = server;
    this.words = words;
    this.offered = offered;
    this.base = copy(server.draft);
    this.mine = copy(server.draft);
  }

  rows(list: List, pick: number): Row[] {
    if (list === 'topics') return this.mine.topics;
    if (list !== 'contributions') return this.mine.plan[list];
    return this.mine.members[pick % Math.max(1, this.mine.members.length)]?.contributions ?? [];
  }

  write(holder: Row | Fields, key: string, name: string): void {
    this.words.drop(holder[key]);
    holder[key] = this.words.next(name);
  }

  text(pick: number, other: number): void {
    const { mine } = this;
    const which = TEXTS[pick % TEXTS.length] ?? 'summary';
    const member = mine.members[other % Math.max(1, mine.members.length)];
    if (which === 'goals' || which === 'talent') this.write(mine.plan, which, which);
    else if (which === 'declaration') this.write(mine.declarations, `key${other % 3}`, `key${other % 3}`);
    else if (which === 'duties') return member && this.write(member, 'duties', `duties of ${member.id}`);
    else if (which === 'mechanism') {
      const kind = `kind${other % 3}`;
      const found = mine.mechanisms.find((each) => each['kind'] === kind);
      if (found) this.write(found, 'text', kind);
      else mine.mechanisms.push({ kind, text: this.words.next(kind) });
    } else this.write(mine, which, which);
  }

  cell(pick: number, other: number): void {
    const list = LISTS[pick % LISTS.length] ?? 'topics';
    const rows = this.rows(list, other);
    const row = rows[other % Math.max(1, rows.length)];
    const cell = CELLS[list][pick % CELLS[list].length] ?? '';
    if (row) this.write(row, cell, `${row['name'] ?? ''} ${cell}`);
  }

  add(pick: number, other: number): void {
    const list = LISTS[pick % LISTS.length] ?? 'topics';
    if (list === 'contributions' && this.mine.members.length === 0) return;
    const rows = this.rows(list, other);
    rows.splice(other % (rows.length + 1), 0, aRow(this.words, list));
  }

  remove(pick: number, other: number): void {
    const list = LISTS[pick % LISTS.length] ?? 'topics';
    const [row] = this.rows(list, other).splice(other % Math.max(1, this.rows(list, other).length), 1);
    this.words.takeOut(row);
  }

  dropMember(pick: number): void {
    const [member] = this.mine.members.splice(pick % Math.max(1, this.mine.members.length), 1);
    this.words.takeOut(member);
  }

  get(): void {
    this.read = { version: this.server.version, draft: copy(this.server.draft) };
  }

  /** Merges what was read with what was typed, sends it, and where both touched the same lets a person choose. */
  put(choice: number): void {
    const { read } = this;
    if (read === null) return;
    this.read = null;
    const sent = changedPart(this.base, this.mine);
    const { value, conflicts } = mergeDrafts(sent.base, sent.mine, read.draft);
    const safe = mergeDrafts(sent.base, sent.mine, read.draft, (each) => each.theirs).value;
    if (conflicts.length === 0 && JSON.stringify(safe) !== JSON.stringify(value))
      throw new Error('settled for nothing');
    if (!this.server.patch(read.version, safe)) return;
    for (const each of conflicts) {
      this.offered.push(each);
      this.words.offer(each);
    }
    const chosen = (each: MergeConflict) => ((choice + each.pointer.length) % 2 === 0 ? each.mine : each.theirs);
    this.mine = copy(mergeDrafts(sent.base, sent.mine, read.draft, chosen).value);
    this.base = copy(this.server.draft);
  }
}

/** A row that can be told from others by what stands in it, as rows that people write can. */
function aRow(words: Words, list: List): Row {
  words.rows += 1;
  const name = `${String.fromCodePoint(0x4e00 + words.rows * 97).repeat(8)}#${words.rows}`;
  return { name, ...Object.fromEntries(CELLS[list].map((cell) => [cell, words.next(`${name} ${cell}`)])) };
}

function aDraft(words: Words): Draft {
  const two = (list: List) => [aRow(words, list), aRow(words, list)];
  return {
    consortiumName: words.next('consortiumName'),
    summary: words.next('summary'),
    topics: two('topics'),
    plan: { goals: words.next('goals'), talent: '', milestones: two('milestones'), funding: two('funding') },
    mechanisms: [{ kind: 'kind0', text: words.next('kind0') }],
    declarations: { key0: words.next('key0') },
    members: ['m1', 'm2'].map((id) => ({
      id,
      duties: words.next(`duties of ${id}`),
      contributions: two('contributions'),
    })),
  };
}

/** That both sides did touch the place in dispute, from the words themselves. */
function touchedByBoth({ base, mine, theirs }: MergeConflict, words: Words): void {
  const text = [base, mine, theirs].map((each) => JSON.stringify(each) ?? '');
  const names = [base, mine, theirs].flatMap((each) =>
    typeof each === 'string' && each !== '' ? [each.replace(/⟨.*/, '')] : [],
  );
  // The same cell of the same row, unless somebody took that row out and put another in its place.
  const isOne = new Set(names).size <= 1 || rowNames(names).some((name) => words.everRemoved.has(name));
  if (!isOne || new Set(text).size < 3) throw new Error(`no conflict: ${text.join(' | ')}`);
}

const steps = (editors: number) =>
  fc.array(
    fc.record({
      who: fc.nat(editors - 1),
      kind: fc.constantFrom('text', 'text', 'cell', 'cell', 'cell', 'add', 'remove', 'member', 'get', 'put', 'put'),
      pick: fc.nat(1000),
      other: fc.nat(1000),
    }),
    { minLength: 10, maxLength: 40 },
  );

function play(count: number, moves: Step[]) {
  const words = new Words();
  const server = new Server(aDraft(words));
  const offered: MergeConflict[] = [];
  const editors = Array.from({ length: count }, () => new Editor(server, words, offered));
  for (const { who, kind, pick, other } of moves) {
    const editor = editors[who];
    if (kind === 'text') editor?.text(pick, other);
    else if (kind === 'cell') editor?.cell(pick, other);
    else if (kind === 'add') editor?.add(pick, other);
    else if (kind === 'remove') editor?.remove(pick, other);
    else if (kind === 'member' && pick % 4 === 0) editor?.dropMember(other);
    else if (kind === 'get') editor?.get();
    else if (kind === 'put') editor?.put(pick);
  }
  // Everybody stops typing and what is open is saved.
  for (let round = 0; round < 4; round += 1)
    for (const editor of editors) {
      editor.get();
      editor.put(round);
    }
  return { words, server, editors, offered };
}

test.each([2, 3])(
  '%i editors at once: nothing typed is lost, in 1,000 random interleavings',
  (count) => {
    let conflicts = 0;
    fc.assert(
      fc.property(steps(count), (moves) => {
        const { words, server, editors, offered } = play(count, moves);
        conflicts += offered.length;
        const final = new Set(words.in(server.draft));
        const lost = Array.from({ length: words.count }, (_, at) => `⟨${at + 1}⟩`).filter(
          (word) => !final.has(word) && !words.gone.has(word) && !words.offered.has(word),
        );
        expect(lost).toEqual([]);
        const back = rowNames(server.draft).filter((name) => words.removedRows.has(name));
        expect(back, 'a row taken out comes back only as a conflict').toEqual([]);
        for (const editor of editors) expect(editor.mine).toEqual(server.draft);
        for (const each of offered) touchedByBoth(each, words);
      }),
      { numRuns: 1000 },
    );
    expect(conflicts, 'some of them did touch the same').toBeGreaterThan(200);
  },
  60_000,
);
