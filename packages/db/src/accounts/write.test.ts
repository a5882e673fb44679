import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listEventsOf } from '../events/read.ts';
import { aDb, contentsOf } from '../testing/databases.ts';
import { AT, next, arrange, SOMEBODY } from '../testing/records.ts';
import { users } from './table.ts';
import { changeAccount, type AccountChange } from './write.ts';

const db = aDb();

async function anAccount(): Promise<string> {
  const id = `usr_account${next()}`;
  const then = new Date(AT - 1000);
  const person = { id, name: '示例人', email: `${id}@test.example`, emailVerified: false };
  await arrange(db, [db.orm.insert(users).values({ ...person, createdAt: then, updatedAt: then })]);
  return id;
}
const rowOf = async (id: string) => (await db.orm.select().from(users).where(eq(users.id, id)))[0];
const aChange = (account: AccountChange['account'], over: Partial<AccountChange> = {}): AccountChange => ({
  account,
  jurisdiction: '370200',
  action: 'account.test',
  actor: SOMEBODY,
  at: AT,
  payload: {},
  statements: [],
  ...over,
});
const disabled = (id: string) => db.orm.update(users).set({ disabledAt: AT }).where(eq(users.id, id));

describe('a change of an account', () => {
  it('stands with its event, each chained to the one before', async () => {
    const id = await anAccount();
    const first = await changeAccount(
      db,
      aChange({ id, version: 0, chainHash: null }, { statements: [disabled(id)], payload: { reason: '调离' } }),
    );
    if (!first.ok) throw new Error(first.refusal.code);
    expect(await rowOf(id)).toMatchObject({ version: 1, chainHash: first.value.chainHash, disabledAt: AT });
    expect((await rowOf(id))?.updatedAt.getTime()).toBe(AT);
    const second = await changeAccount(
      db,
      aChange({ id, version: 1, chainHash: first.value.chainHash }, { at: AT + 1 }),
    );
    expect(second).toMatchObject({ ok: true, value: { version: 2 } });
    const chain = await listEventsOf(db, [id]);
    expect(chain.map((each) => [each.version, each.previousHash])).toEqual([
      [1, null],
      [2, first.value.chainHash],
    ]);
    expect((await rowOf(id))?.chainHash).toBe(chain.at(-1)?.hash);
  });

  it.each([0, 1, 3])('decided on version %s of an account at version 2 changes nothing', async (version) => {
    const id = await anAccount();
    await changeAccount(db, aChange({ id, version: 0, chainHash: null }));
    await changeAccount(db, aChange({ id, version: 1, chainHash: null }));
    const before = await contentsOf();
    const late = await changeAccount(db, aChange({ id, version, chainHash: null }, { statements: [disabled(id)] }));
    expect(late).toEqual({ ok: false, refusal: { code: 'stale-version' } });
    expect(await contentsOf()).toEqual(before);
  });

  it('of nobody leaves no event', async () => {
    const before = await contentsOf();
    const done = await changeAccount(db, aChange({ id: 'usr_nobody', version: 0, chainHash: null }));
    expect(done).toEqual({ ok: false, refusal: { code: 'stale-version' } });
    expect(await contentsOf()).toEqual(before);
  });

  it('of two first changes at once one stands', async () => {
    const id = await anAccount();
    const both = await Promise.all([1, 2].map(() => changeAccount(db, aChange({ id, version: 0, chainHash: null }))));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await listEventsOf(db, [id])).toHaveLength(1);
  });
});
