import Papa from 'papaparse';

export type Cell = string | number | null;

/** Excel runs what begins so, also in full width and after spaces. */
const formula = /^[\s\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A table for Excel: UTF-8 with its mark, CRLF, texts that could run as formulas held down by an apostrophe. */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const data = rows.map((row) => row.map((cell) => cell ?? ''));
  return `\ufeff${Papa.unparse({ fields: [...head], data }, { escapeFormulae: formula, newline: '\r\n' })}\r\n`;
}

export function csvAnswer(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
