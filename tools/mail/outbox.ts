import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Running } from '../durability/runtime.ts';
import type { Database } from '../miniflare.ts';

export type House = Running & { db: Database };

export const aFolder = (): string => mkdtempSync(join(tmpdir(), 'lianchuang-mail-data-'));

/** The built API on a folder of data, mailing through the server on this machine. */
export async function aHouse(dataDir: string, port: number, more: Record<string, string> = {}): Promise<House> {
  const vars = {
    ENVIRONMENT: 'test',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(port),
    SMTP_SECURITY: 'none',
    MAIL_FROM: 'no-reply@lianchuang.example',
    ...more,
  };
  const running = await start(dataDir, { vars });
  return { ...running, db: await running.serving.runtime.getD1Database('DB', 'api') };
}

/** A person with one notification of today for each number, each with the mail that waits for it: `msg_<mark>_1` and so on. */
export async function leaves(
  db: Database,
  person: string,
  count: number,
  over: { name?: string; consortium?: string; mark?: string } = {},
) {
  const { name = '张示例', consortium = '示例创新联合体', mark = person } = over;
  const user = `usr_${person.replaceAll(/[^a-z]/g, '')}`;
  const facts = JSON.stringify({ consortium, lead: '示例牵头企业', jurisdiction: '370200', dueOn: '2026-06-08' });
  await db.batch([
    db
      .prepare('INSERT INTO users (id, name, email, email_verified, created_at, updated_at) VALUES (?, ?, ?, 1, 0, 0)')
      .bind(user, name, `${person}@example.cn`),
    db
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO notifications (recipient_id, event_id, jurisdiction, kind, subject, facts, urgent, created_at)
         SELECT ?, 'evt_' || i, '370200', 'correction-asked', 'fil_1', ?, 1, ? FROM n`,
      )
      .bind(count, user, facts, Date.now()),
    db
      .prepare(
        `INSERT INTO outbox (id, jurisdiction, kind, payload, created_at, recipient_id)
         SELECT 'msg_' || ? || substr(event_id, 4), '370200', 'notification.mail', json_object('eventId', event_id), 0, recipient_id
         FROM notifications WHERE recipient_id = ?`,
      )
      .bind(mark, user),
  ]);
}

export const countOf = async (db: Database, where: string): Promise<number> =>
  (await db.prepare(`SELECT count(*) AS n FROM outbox WHERE ${where}`).all<{ n: number }>()).results[0]?.n ?? 0;

/** What a crash left in hand may be taken up again, as it may after a few minutes. */
export const nothingIsHeld = (db: Database) =>
  db.prepare('UPDATE outbox SET claimed_at = 0 WHERE claimed_at > 0').all();

/** How often each message of one mark lies in the mailbox, by its Message-ID. */
export function timesOf(mails: readonly string[], mark: string): Map<string, number> {
  const times = new Map<string, number>();
  for (const mail of mails) {
    const id = new RegExp(`^<(msg_${mark}_\\d+)@`).exec(headerOf(mail, 'message-id'))?.[1];
    if (id !== undefined) times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}

/** A header as its reader sees it: folded lines joined, encoded words decoded. */
export function headerOf(mail: string, name: string): string {
  const [head = ''] = mail.split(/\r?\n\r?\n/);
  const line = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1] ?? '';
  return line
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString());
}

/** The text of a mail, decoded. */
export function textOf(mail: string): string {
  const body = mail
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join('\n\n');
  if (headerOf(mail, 'content-transfer-encoding') === 'base64') return Buffer.from(body, 'base64').toString();
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
