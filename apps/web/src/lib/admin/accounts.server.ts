import type { AccountRow } from '@lianchuang/contract/accounts';
import { createApi, unwrap } from '#lib/server/api.ts';

/** Rows in one download. */
export const ACCOUNTS_MOST = 2000;

type Page = { items: AccountRow[]; nextCursor: string | null };

export async function readAllAccounts(fetchApi: typeof fetch): Promise<{ accounts: AccountRow[]; cut: boolean }> {
  const api = createApi(fetchApi);
  const accounts: AccountRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = unwrap(await api.get<Page>('/accounts', { limit: 100, cursor }));
    accounts.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && accounts.length < ACCOUNTS_MOST);
  return { accounts: accounts.slice(0, ACCOUNTS_MOST), cut: cursor !== null };
}
