import { setTimeout as wait } from 'node:timers/promises';
import { aUscc } from '../../packages/domain/src/identifiers/testing.ts';
import { aCall, send, signUp, type Place } from '../durability/calls.ts';
import type { Bucket, Database } from '../miniflare.ts';
import { serve, type Serving } from '../serving.ts';

const CHUNK = 1_048_576;

export type File = { readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string; readonly type: string };
export type View = {
  readonly id: string;
  readonly state: string;
  readonly scan: string;
  readonly tooLargeToScan: boolean;
  readonly content: string | null;
  readonly refusedFor: string | null;
};
export type House = {
  readonly serving: Serving;
  readonly place: Place;
  readonly db: Database;
  readonly bucket: Bucket;
  readonly cookie: string;
  readonly filing: string;
};

let organizations = 0;

async function made<T>(place: Place, method: string, path: string, body: unknown, cookie: string): Promise<T> {
  const answer = await send(place, aCall({ method, path, body, cookie }));
  if (answer === undefined || answer.status >= 300) throw new Error(`${path}: ${answer?.status} ${answer?.text}`);
  return JSON.parse(answer.text) as T;
}

/** The built API that asks the scanner at `address`, and somebody with a draft. */
export async function aHouse(address: string, unscanned: 'attach' | 'hold', dataDir = 'memory'): Promise<House> {
  const vars = { CLAMD_ADDRESS: address, UNSCANNED_FILES: unscanned };
  const serving = await serve({ port: 0, dataDir, demoData: false, apiOnly: true, vars });
  const place = { url: serving.url };
  const cookie = await signUp(place, '牵头人');
  organizations += 1;
  const form = { uscc: aUscc({ serial: organizations }), name: '示例单位', kind: 'enterprise', divisionCode: '370202' };
  const organization = await made<{ id: string }>(place, 'POST', '/organizations', form, cookie);
  const draft = { policyId: 'pol_qingdao-2025', organizationId: organization.id };
  const { id } = await made<{ id: string }>(place, 'POST', '/filings', draft, cookie);
  return {
    serving,
    place,
    cookie,
    filing: id,
    db: await serving.runtime.getD1Database('DB', 'api'),
    bucket: await serving.runtime.getR2Bucket('FILES', 'api'),
  };
}

/** Sends a file, all but its completion. */
export async function sent({ place, cookie, filing }: House, { bytes, name, type }: File): Promise<string> {
  const ticket = { name, type, bytes: bytes.length, materialId: 'other' };
  const { id } = await made<View>(place, 'POST', `/filings/${filing}/attachments`, ticket, cookie);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const response = await fetch(`${place.url}/api/v1/attachments/${id}/chunks/${at / CHUNK}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream', Origin: place.url, Cookie: cookie },
      body: bytes.slice(at, at + CHUNK),
    });
    if (!response.ok) throw new Error(`chunk ${at / CHUNK}: ${response.status} ${await response.text()}`);
  }
  return id;
}

export const complete = ({ place, cookie }: House, id: string): Promise<View> =>
  made<View>(place, 'POST', `/attachments/${id}/actions/complete`, {}, cookie);

/** Returns once the scanner was asked about a file: it found something out, or the try in vain is on record. */
export async function looked({ db }: House, id: string): Promise<void> {
  for (let nth = 0; nth < 300; nth += 1) {
    const { results } = await db
      .prepare('SELECT scan, scan_attempts AS tries FROM attachments WHERE id = ?')
      .bind(id)
      .all<{ scan: string; tries: number }>();
    const [row] = results;
    if (row !== undefined && (row.scan !== 'waiting' || row.tries > 0)) return;
    await wait(100);
  }
  throw new Error(`nobody looked into ${id}`);
}

export async function uploaded(house: House, file: File): Promise<string> {
  const id = await sent(house, file);
  await complete(house, id);
  await looked(house, id);
  return id;
}

export async function viewOf({ place, cookie }: House, id: string): Promise<View> {
  const response = await fetch(`${place.url}/api/v1/attachments/${id}`, { headers: { Cookie: cookie } });
  return (await response.json()) as View;
}

/** What is served for a file to its own people. */
export async function served({ place, cookie }: House, id: string): Promise<{ status: number; bytes: Buffer }> {
  const response = await fetch(`${place.url}/api/v1/attachments/${id}/content`, { headers: { Cookie: cookie } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** The files of the draft that count, as its people see it. */
export async function counting({ place, cookie, filing }: House): Promise<string[]> {
  const response = await fetch(`${place.url}/api/v1/filings/${filing}`, { headers: { Cookie: cookie } });
  const { attachments } = (await response.json()) as { attachments: View[] };
  return attachments.filter(({ state }) => state === 'attached').map(({ id }) => id);
}

/** What is on record about a file, oldest first: step and content. */
export async function recordOf({ db }: House, id: string): Promise<{ action: string; payload: string }[]> {
  const { results } = await db
    .prepare(`SELECT action, payload FROM events WHERE subject = ?1 OR payload LIKE '%' || ?1 || '%' ORDER BY rowid`)
    .bind(id)
    .all<{ action: string; payload: string }>();
  return results;
}
