import type { TableField } from '@lianchuang/domain/filings';

/** One line of a pasted list, as it can be mended and sent. */
export type ListRow = {
  /** As the spreadsheet counts. */
  row: number;
  typed: Record<TableField, string>;
  errors: Partial<Record<TableField, string>>;
  /** What was filled in or found out about it. */
  notes: string[];
  /** `there`: it is on the filing or in the list already, so it is not added. */
  state: 'ready' | 'mend' | 'there';
};

export type ListReply = {
  text: string;
  rows: ListRow[];
  /** Headings that were not needed. */
  unused: readonly string[];
  added: number;
  error?: string;
};

export const LIST_MOST = 100;
