import type { Cookies } from '@sveltejs/kit';

export const COLUMNS = [
  'due',
  'left',
  'step',
  'state',
  'division',
  'industry',
  'members',
  'jurisdiction',
  'submittedOn',
  'updatedOn',
] as const;
export type Column = (typeof COLUMNS)[number];
export type TableView = { columns: Column[]; tight: boolean };

const isColumn = (value: string): value is Column => (COLUMNS as readonly string[]).includes(value);
const year = 365 * 24 * 3600;

/** Columns and density as this browser keeps them: `tight~due.left.step`. */
export function readView(cookies: Cookies, name: string, usual: readonly Column[]): TableView {
  const [density = '', chosen] = (cookies.get(`table-${name}`) ?? '').split('~');
  const asked = chosen?.split('.').filter(isColumn);
  return { tight: density === 'tight', columns: COLUMNS.filter((each) => (asked ?? usual).includes(each)) };
}

export function keepView(cookies: Cookies, name: string, form: FormData, secure: boolean): void {
  const columns = form.getAll('column').filter((each) => typeof each === 'string' && isColumn(each));
  const density = form.get('density') === 'tight' ? 'tight' : 'roomy';
  cookies.set(`table-${name}`, `${density}~${columns.join('.')}`, { path: '/', maxAge: year, sameSite: 'lax', secure });
}
