import type { Db } from '../client.ts';
import { users } from './table.ts';

/** Whether anybody has an account: an installation with people in it gets no demonstration data. */
export async function hasPeople(db: Db): Promise<boolean> {
  return (await db.orm.select({ id: users.id }).from(users).limit(1)).length > 0;
}
