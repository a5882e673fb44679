import { csvAnswer, toCsv, type Cell } from '#lib/admin/csv.ts';
import { requireDesk } from '#lib/admin/desk.server.ts';
import { readFilter } from '#lib/admin/filing-filter.ts';
import { CSV_MOST, filingCells, filingHead, readAllFilings } from '#lib/admin/filing-rows.server.ts';
import { readGroup, readInbox } from '#lib/admin/inbox.server.ts';
import { onlyRecommends } from '#lib/admin/offices.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** Exactly what the list or the inbox shows for this filter; with `picked`, only the rows that were ticked. */
export const GET: RequestHandler = async (event) => {
  const me = await requireDesk(event);
  const { searchParams } = event.url;
  const api = event.locals.api;
  const filter = { ...readFilter(searchParams), ...(onlyRecommends(me) && { who: 'recommender' }) };
  const { rows, cut } =
    searchParams.get('view') === 'inbox'
      ? { rows: (await readInbox(api, me, readGroup(searchParams))).rows, cut: false }
      : await readAllFilings(api, { ...filter, mine: 'false' });
  const picked = searchParams.has('picked') ? new Set(searchParams.getAll('id')) : null;
  const cells: Cell[][] = rows.filter((row) => picked?.has(row.id) ?? true).map(filingCells);
  if (cut) cells.push([m['admin.filings.csv_cut']({ most: CSV_MOST })]);
  return csvAnswer(toCsv(filingHead(), cells), 'filings.csv');
};
