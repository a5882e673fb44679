import Papa from 'papaparse';

// Spaces part columns only where the text came without any: a page, a chat. Names hold single spaces.
const SPACES = /\t|\s{2,}|(?<=[0-9A-HJ-NP-RTUWXY]{18})\s+|\s+(?=[0-9A-HJ-NP-RTUWXY]{18}(?:\s|$))/i;

/** The cells of what was copied out of Excel or WPS (tabs, quoted where a cell has lines), of a CSV file, or of a page. */
export function cellsOf(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '').replace(/\s+$/, '');
  if (plain === '') return [];
  const delimiter = ['\t', ',', '，', ';', '；'].find((each) =>
    plain.split('\n', 3).some((line) => line.includes(each)),
  );
  if (delimiter === undefined) return plain.split('\n').map((line) => line.trim().split(SPACES));
  return Papa.parse<string[]>(plain, { delimiter, skipEmptyLines: false }).data;
}
