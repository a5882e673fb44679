import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { aFolder, aHouse, countOf, headerOf, leaves, textOf, timesOf, type House } from './outbox.ts';
import { aMailServer, type MailServer } from './server.ts';

// A real server of Debian and the built product: what is mailed here has been over the wire.
let server: MailServer;
const folders: string[] = [];

before(async () => {
  server = await aMailServer('lead');
});
after(async () => {
  await server.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function house(more: Record<string, string> = {}): Promise<House> {
  const folder = aFolder();
  folders.push(folder);
  return aHouse(folder, server.port, more);
}

/** Runs `look` until it holds; delivery into the box comes after the server has said yes. */
async function until(look: () => boolean): Promise<void> {
  for (let nth = 0; nth < 300 && !look(); nth += 1) await wait(100);
}

test('a notification in Chinese arrives decoded, one person is its recipient, and nothing in a name becomes a header', async () => {
  const { serving, db } = await house();
  await leaves(db, 'lead', 1, { name: '张三\r\nBcc: other@example.cn', consortium: '智能\r\nBcc: other@example.cn' });
  await serving.runJobs();
  await until(() => server.read().length === 1);
  const [mail = ''] = server.read();
  assert.equal(headerOf(mail, 'subject'), '青岛市科学技术局要求补正');
  assert.equal(headerOf(mail, 'from'), '联创 <no-reply@lianchuang.example>');
  assert.match(headerOf(mail, 'to'), /^<?lead@example\.cn>?$/);
  assert.doesNotMatch(mail.split(/\r?\n\r?\n/)[0] ?? '', /^bcc:/im);
  const text = textOf(mail);
  assert.match(text, /您好/);
  assert.match(text, /请在 2026 年 6 月 8 日 24:00 前办理。/);
  assert.match(text, /\/apply\/filings\/fil_1/);
  assert.equal(await countOf(db, 'done_at IS NULL'), 0);
  await serving.stop();
});

test('an address that the server refuses is set aside at once, and the others go on', async () => {
  const { serving, db } = await house();
  await leaves(db, 'nobody-here', 1);
  await leaves(db, 'lead', 1, { mark: 'other' });
  await serving.runJobs();
  assert.equal(await countOf(db, `set_aside_at IS NOT NULL AND attempts = 1 AND last_error LIKE '%rejected%'`), 1);
  assert.equal(await countOf(db, `recipient_id = 'usr_lead' AND done_at IS NULL`), 0);
  await until(() => timesOf(server.read(), 'other').size === 1);
  assert.deepEqual([...timesOf(server.read(), 'other')], [['msg_other_1', 1]]);
  await serving.stop();
});

test('a server that is down is asked again, and then everything arrives once', async () => {
  const { serving, db } = await house();
  await leaves(db, 'lead', 5, { mark: 'down' });
  const arrived = () => timesOf(server.read(), 'down');
  await server.stop();
  // Each run ends with what is done every night to what is old: it must leave what still waits.
  await serving.runJobs();
  assert.equal(await countOf(db, 'done_at IS NULL AND attempts = 1 AND unknown_tries = 0'), 5);
  await server.start();
  await serving.runJobs();
  assert.equal(await countOf(db, 'done_at IS NOT NULL AND attempts = 2'), 5);
  await until(() => arrived().size === 5);
  assert.deepEqual(
    [...arrived()].toSorted(),
    [1, 2, 3, 4, 5].map((nth) => [`msg_down_${nth}`, 1]),
  );
  await serving.stop();
});

test('who signs up with an address gets one code there and is in with it, the address confirmed', async () => {
  const { serving } = await house({ CONFIRM_FIRST: 'true' });
  const asked = (path: string, body?: object, cookie = '') =>
    fetch(`${serving.url}/api/${path}`, {
      headers: { Origin: serving.url, Cookie: cookie, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
  const cookieOf = ({ headers }: Response) =>
    headers
      .getSetCookie()
      .map((each) => each.split(';')[0] ?? '')
      .join('; ');
  const person = { email: 'lead@example.cn', password: 'only-for-tests', name: '张示例' };
  const signedUp = await asked('auth/sign-up/email', person);
  assert.equal(signedUp.status, 200, await signedUp.text());
  const letters = () => server.read().filter((mail) => headerOf(mail, 'subject') === '确认邮箱的验证码');
  await until(() => letters().length > 0);
  const code = /\n(\d{6})\r?\n/.exec(textOf(letters()[0] ?? ''))?.[1];
  const entered = await asked('auth/mail/enter', { code }, cookieOf(signedUp));
  assert.deepEqual(await entered.json(), { account: true });
  assert.equal((await asked('v1/me', undefined, cookieOf(entered))).status, 200);
  assert.equal((await asked('auth/sign-in/email', person)).status, 200);
  assert.equal(letters().length, 1);
  await serving.stop();
});
