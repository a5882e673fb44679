import { m } from '#lib/paraglide/messages.js';
import type { Column } from './table-view.ts';

const words: Record<Column | 'name', () => string> = {
  due: m['admin.column.due'],
  left: m['admin.column.left'],
  name: m['admin.column.name'],
  step: m['admin.column.step'],
  state: m['admin.column.state'],
  division: m['admin.column.division'],
  industry: m['admin.column.industry'],
  members: m['admin.column.members'],
  jurisdiction: m['admin.column.jurisdiction'],
  submittedOn: m['admin.column.submitted'],
  updatedOn: m['admin.column.updated'],
};

export const columnWord = (column: Column | 'name') => words[column]();
