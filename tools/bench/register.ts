import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyinInitials } from '../../apps/api/src/consortia/pinyin-initials.ts';
import { facetRows, listingRows } from '../../packages/db/src/consortia/scope.ts';
import type { ConsortiumRecord } from '../../packages/db/src/consortia/read.ts';
import {
  placeOfNth,
  rowsOfDay,
  rowsOfPlace,
  searchKeys,
  type SearchOrder,
} from '../../packages/db/src/consortia/search-rows.ts';
import { searchEntry, searchFields } from '../../packages/db/src/consortia/search.ts';
import { compareText } from '../../packages/db/src/text-order.ts';
import { dataFolder, migrationsFolder, root, searchMigrationsFolder } from '../paths.ts';
import { serve } from '../serving.ts';
import { fictionalConsortia, KEPT_DAYS, type Fictional } from './fictional.ts';
import { addCase, addNotice } from './history.ts';
import { fileWith, Store } from './store.ts';

const SHAPED_BY = [
  migrationsFolder,
  searchMigrationsFolder,
  import.meta.dirname,
  join(root, 'packages/db/src/consortia'),
].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) =>
      /^(fictional|words|history|register|store|scope|search-rows|search-words|\d+_\w+)\.(ts|sql)$/.test(file),
    )
    .map((file) => join(folder, file)),
);

const shape = () => {
  const hash = createHash('sha256');
  for (const file of SHAPED_BY.toSorted()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
};

const DAY_MS = 86_400_000;
/** So many of the newest consortia have the whole history of their filing; the others only their registration. */
const WITH_HISTORY = 500;

class Listings {
  readonly #groups = new Map<string, { scope: string; sort: string; rows: [key: string, id: string][] }>();
  readonly #counts = new Map<string, { dimension: string; scope: string; value: string; count: number }>();

  add({ record }: Fictional): void {
    for (const { scope, sort, key, consortiumId } of listingRows(record)) {
      const name = `${scope}|${sort}`;
      const group = this.#groups.get(name) ?? { scope, sort, rows: [] };
      group.rows.push([key, consortiumId]);
      this.#groups.set(name, group);
    }
    for (const { dimension, scope, value } of facetRows(record)) {
      const name = `${dimension}|${scope}|${value}`;
      const counter = this.#counts.get(name) ?? { dimension, scope, value, count: 0 };
      counter.count += 1;
      this.#counts.set(name, counter);
    }
  }

  /** In the order of the key, so that the tree is filled from left to right. */
  write(store: Store): void {
    const byScope = [...this.#groups.values()].toSorted((a, b) =>
      a.scope < b.scope ? -1 : a.scope > b.scope ? 1 : a.sort < b.sort ? -1 : 1,
    );
    for (const { scope, sort, rows } of byScope) {
      rows.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1));
      for (const [key, consortiumId] of rows) store.add('consortium_listings', { scope, sort, key, consortiumId });
    }
    for (const counter of this.#counts.values()) store.add('consortium_facets', counter);
  }
}

type Indexed = { record: ConsortiumRecord } & ReturnType<typeof searchEntry>;

function inOrderOf(order: SearchOrder, all: readonly Indexed[]): { id: number; key: string; of: Indexed }[] {
  const keyed = all.map((of) => ({ of, key: searchKeys(of.record).find((each) => each.sort === order)?.key ?? '' }));
  keyed.sort((a, b) => compareText(a.key, b.key) || compareText(a.of.record.id, b.of.record.id));
  let next = 0;
  return keyed.map(({ of, key }, nth) => {
    const rows = order === 'name' ? rowsOfPlace(placeOfNth(nth, keyed.length)) : rowsOfDay(order, key);
    next = Math.max(next + 1, rows.first);
    return { id: next, key, of };
  });
}

function writeSearch(store: Store, all: readonly Fictional[]): void {
  const indexed = all.map(({ record, members }) => {
    const initials = [record.name, record.leadName].map(pinyinInitials);
    return { record, ...searchEntry(record, searchFields(record, members, initials)) };
  });
  for (const sort of ['name', 'until', 'registered'] as const)
    for (const { id, key, of } of inOrderOf(sort, indexed)) {
      const { words, marks, line } = of;
      store.add('search_documents', { rowid: id, sort, key, consortiumId: of.record.id, line });
      store.add('search_index', { rowid: id, words, marks });
    }
}

/** A register of `size` consortia in a folder of its own, made once per schema; answers the folder. */
export async function registerOf(size: number, now: number, log: (line: string) => void): Promise<string> {
  const folder = join(dataFolder, 'bench', `${size}-${shape()}`);
  const complete = join(folder, 'complete');
  if (existsSync(complete) && now - statSync(complete).mtimeMs < KEPT_DAYS * DAY_MS) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Started once so that the runtime makes its files and the migrations run.
  await (await serve({ port: 0, dataDir: folder, demoData: false, apiOnly: true, log })).stop();
  const startedAt = performance.now();
  const main = new Store(fileWith(folder, 'consortium_listings'));
  const search = new Store(fileWith(folder, 'search_documents'));
  const listings = new Listings();
  const all: Fictional[] = [];
  for (const one of fictionalConsortia(size, now)) {
    main.add('consortia', one.record);
    for (const member of one.members) main.add('consortium_members', member);
    addNotice(main, one, all.length, now);
    addCase(main, one, all.length < WITH_HISTORY);
    listings.add(one);
    all.push({ ...one, record: { ...one.record, details: { topics: [], mechanisms: [], rules: [] } } });
  }
  listings.write(main);
  main.close();
  writeSearch(search, all);
  search.close();
  writeFileSync(complete, '');
  log(`${size} consortia in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return folder;
}
