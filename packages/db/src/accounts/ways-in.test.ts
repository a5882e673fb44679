import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { aDb, contentsOf, faulty } from '../testing/databases.ts';
import { keepWaysIn } from '../unlogged.ts';
import { confirmAddress, setPassword } from './ways-in.ts';

const db = aDb();

/** Somebody with every way in that there is, in two sessions, and a sign-in that waits for its second step. */
async function aPerson(id: string, isConfirmed = 0): Promise<void> {
  const rows = [
    `INSERT INTO users (id, name, email, email_verified, two_factor_enabled, phone_number, phone_number_verified, created_at, updated_at)
     VALUES (?1, '', ?1, ${isConfirmed}, 1, ?1, 1, 0, 0)`,
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password, created_at, updated_at) VALUES (?1, ?1, 'credential', ?1, 'old', 0, 0)`,
    `INSERT INTO sessions (id, expires_at, token, created_at, updated_at, user_id) VALUES (?1 || 'a', 9, ?1 || 'a', 0, 0, ?1), (?1 || 'b', 9, ?1 || 'b', 0, 0, ?1)`,
    `INSERT INTO second_factors (id, user_id, secret, backup_codes) VALUES (?1, ?1, '', '')`,
    `INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, transports, created_at) VALUES (?1, ?1, '', ?1, '', 0, '', 0)`,
    `INSERT INTO verifications (id, identifier, value, expires_at, created_at, updated_at) VALUES (?1, ?1, ?1, 9, 0, 0)`,
  ];
  await db.d1.batch(rows.map((sql) => db.d1.prepare(sql).bind(id)));
}

const left = async (id: string) =>
  db.d1
    .prepare(
      `SELECT email_verified AS confirmed, two_factor_enabled AS code, phone_number AS phone,
         (SELECT group_concat(password) FROM accounts WHERE user_id = ?1) AS password,
         (SELECT group_concat(id) FROM sessions WHERE user_id = ?1) AS sessions,
         (SELECT count(*) FROM second_factors WHERE user_id = ?1) + (SELECT count(*) FROM passkeys WHERE user_id = ?1) AS factors,
         (SELECT count(*) FROM verifications WHERE value = ?1) AS waiting
       FROM users WHERE id = ?1`,
    )
    .bind(id)
    .first();

const ALL = { code: 1, password: 'old', factors: 2, waiting: 1 };

it('confirming for somebody else leaves the account with no way in; another person’s stay', async () => {
  await aPerson('usr_a');
  await aPerson('usr_b');
  await keepWaysIn(db, confirmAddress(db, 'usr_a', { keepsWaysIn: false }));
  const none = { code: null, phone: null, password: null, sessions: null, factors: 0, waiting: 0 };
  expect(await left('usr_a')).toEqual({ confirmed: 1, ...none });
  expect(await left('usr_b')).toEqual({ confirmed: 0, ...ALL, phone: 'usr_b', sessions: 'usr_ba,usr_bb' });
});

it('confirming by who set the password, and confirming what was confirmed meanwhile, takes nothing away', async () => {
  await aPerson('usr_c');
  await keepWaysIn(db, confirmAddress(db, 'usr_c', { keepsWaysIn: true }));
  await keepWaysIn(db, confirmAddress(db, 'usr_c', { keepsWaysIn: false }));
  expect(await left('usr_c')).toEqual({ confirmed: 1, ...ALL, phone: 'usr_c', sessions: 'usr_ca,usr_cb' });
});

it('setting a password keeps the one session and the factors, and leaves one password', async () => {
  await aPerson('usr_d', 1);
  await keepWaysIn(db, setPassword(db, 'usr_d', 'new', 'usr_db', 5));
  const kept = { code: 1, phone: 'usr_d', factors: 2 };
  expect(await left('usr_d')).toEqual({ confirmed: 1, ...kept, password: 'new', sessions: 'usr_db', waiting: 0 });
});

it('whichever statement fails, nothing is confirmed, dropped or set', async () => {
  await aPerson('usr_e');
  const before = await contentsOf();
  const changes = [confirmAddress(db, 'usr_e', { keepsWaysIn: false }), setPassword(db, 'usr_e', 'new', 'usr_ea', 5)];
  for (const statements of changes)
    for (let nth = 0; nth <= statements.length; nth += 1) {
      const broken = aDb({ main: faulty(env.DB, nth) });
      await expect(keepWaysIn(broken, statements), String(nth)).rejects.toThrow();
    }
  expect(await contentsOf()).toEqual(before);
});
