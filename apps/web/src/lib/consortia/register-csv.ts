import type { ConsortiumRow } from '@lianchuang/contract/consortia';
import Papa from 'papaparse';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';

/** No more rows than this in one file; the file says so at its end. */
export const mostRows = 5000;

const columns: readonly { name: () => string; of: (row: ConsortiumRow) => string | number }[] = [
  { name: m['site.csv.number'], of: (row) => row.registrationNumber },
  { name: m['site.csv.name'], of: (row) => row.name },
  { name: m['site.csv.status'], of: (row) => label('consortiumStatus', row.status) },
  { name: m['site.csv.lead'], of: (row) => row.lead.name },
  { name: m['site.csv.industry'], of: (row) => row.industry.name },
  { name: m['site.csv.division_code'], of: (row) => row.division.code },
  { name: m['site.csv.division'], of: (row) => row.division.name },
  { name: m['site.csv.enterprises'], of: (row) => row.memberCounts.enterprise },
  { name: m['site.csv.academic'], of: (row) => row.memberCounts.academic },
  { name: m['site.csv.others'], of: (row) => row.memberCounts.other },
  { name: m['site.csv.registered_on'], of: (row) => row.registeredOn },
  { name: m['site.csv.valid_from'], of: (row) => row.validFrom },
  { name: m['site.csv.valid_to'], of: (row) => row.validTo },
  { name: m['site.csv.fictional'], of: (row) => (row.fictional ? m['site.csv.yes']() : m['site.csv.no']()) },
  { name: m['site.csv.id'], of: (row) => row.id },
];

/** Cells that a spreadsheet would take for a formula are made text. */
const lines = (rows: (string | number)[][]) => `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;

/** The byte order mark is for Excel, which would read the Chinese as Latin otherwise. */
export const csvHead = () => `\uFEFF${lines([columns.map((column) => column.name())])}`;
export const csvRows = (rows: ConsortiumRow[]) =>
  rows.length === 0 ? '' : lines(rows.map((row) => columns.map((column) => column.of(row))));
export const csvCut = () => lines([[m['site.csv.cut']({ count: mostRows })]]);
