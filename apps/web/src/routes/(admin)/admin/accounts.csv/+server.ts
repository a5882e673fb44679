import { accountState, officeIn, secondFactorWord } from '#lib/admin/account-words.ts';
import { ACCOUNTS_MOST, readAllAccounts } from '#lib/admin/accounts.server.ts';
import { csvAnswer, toCsv, type Cell } from '#lib/admin/csv.ts';
import { requireAdministrator } from '#lib/admin/desk.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  await requireAdministrator(event);
  const { accounts, cut } = await readAllAccounts(event.locals.api);
  const head = [
    m['accounts.name'](),
    m['accounts.email'](),
    m['accounts.offices'](),
    m['accounts.state'](),
    m['accounts.second_factor'](),
    m['accounts.last_seen'](),
    m['admin.column.id'](),
  ];
  const rows: Cell[][] = accounts.map((each) => [
    each.name,
    each.email,
    each.offices.map(officeIn).join(m['ui.join.list']()),
    accountState(each).text,
    secondFactorWord(each.secondFactor),
    each.lastSeenAt,
    each.id,
  ]);
  if (cut) rows.push([m['admin.filings.csv_cut']({ most: ACCOUNTS_MOST })]);
  return csvAnswer(toCsv(head, rows), 'accounts.csv');
};
