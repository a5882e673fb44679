import type { FilingPage, FilingRow } from '@lianchuang/contract/filings';
import { createApi, unwrap } from '#lib/server/api.ts';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { shanghaiDay } from '#lib/ui/dates.ts';
import type { Cell } from './csv.ts';
import { stepWord, whoWord } from './words.ts';

/** Rows in one download; more belongs into a narrower filter. */
export const CSV_MOST = 5000;

/** All pages of a list, up to the limit. */
export async function readAllFilings(
  fetchApi: typeof fetch,
  query: Record<string, string | null>,
): Promise<{ rows: FilingRow[]; cut: boolean }> {
  const api = createApi(fetchApi);
  const rows: FilingRow[] = [];
  let cursor: string | null = null;
  do {
    const page: FilingPage = unwrap(await api.get<FilingPage>('/filings', { ...query, limit: 100, cursor }));
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < CSV_MOST);
  return { rows: rows.slice(0, CSV_MOST), cut: cursor !== null || rows.length > CSV_MOST };
}

type CsvColumn = { head: () => string; cell: (row: FilingRow) => Cell };
const day = (at: string | null) => (at === null ? null : shanghaiDay(at));

const columns: CsvColumn[] = [
  { head: m['admin.column.only_name'], cell: (row) => row.consortiumName },
  { head: m['admin.column.lead'], cell: (row) => row.lead.name },
  { head: m['admin.column.state'], cell: (row) => label('filingStatus', row.status) },
  { head: m['admin.column.who'], cell: (row) => row.clock && whoWord(row.clock.who) },
  { head: m['admin.column.step'], cell: (row) => row.clock && stepWord(row.clock.step) },
  { head: m['admin.column.due'], cell: (row) => row.clock?.dueOn ?? null },
  { head: m['admin.column.left'], cell: (row) => row.clock?.workingDaysLeft ?? null },
  { head: m['admin.column.jurisdiction'], cell: (row) => row.jurisdiction.name },
  { head: m['admin.column.division'], cell: (row) => row.division?.name ?? null },
  { head: m['admin.column.industry'], cell: (row) => row.industry?.name ?? null },
  { head: m['admin.column.member_count'], cell: (row) => row.memberCount },
  { head: m['admin.column.signed_count'], cell: (row) => row.signedCount },
  { head: m['admin.column.submitted'], cell: (row) => day(row.submittedAt) },
  { head: m['admin.column.updated'], cell: (row) => day(row.updatedAt) },
  { head: m['admin.column.number'], cell: (row) => row.registrationNumber },
  { head: m['admin.column.id'], cell: (row) => row.id },
];

export const filingHead = () => columns.map((column) => column.head());
export const filingCells = (row: FilingRow): Cell[] => columns.map((column) => column.cell(row));
