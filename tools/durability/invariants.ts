import type { Database } from '../miniflare.ts';
import type { KeyedCall } from './calls.ts';

/** Every record that events are about. */
const subjects = (columns: string): string =>
  ['filings', 'organizations', 'attachments'].map((table) => `SELECT ${columns} FROM ${table}`).join(' UNION ALL ');

/** What must never be: each query finds the rows that contradict it. */
const TORN: Readonly<Record<string, string>> = {
  'a record whose version is not the number of its events': `
    SELECT s.id FROM (${subjects('id, version')}) s
    WHERE s.version <> (SELECT count(*) FROM events e WHERE e.subject = s.id)`,
  'an event that does not continue the one before it': `
    SELECT e.id FROM events e LEFT JOIN events p ON p.subject = e.subject AND p.version = e.version - 1
    WHERE e.previous_hash IS NOT p.hash`,
  'a record that does not end where its events end': `
    SELECT s.id FROM (${subjects('id, version, chain_hash')}) s
    LEFT JOIN events e ON e.subject = s.id AND e.version = s.version WHERE s.chain_hash IS NOT e.hash`,
  'an event without its record': `
    SELECT e.id FROM events e WHERE e.subject NOT IN (${subjects('id')})`,
  'a file that counts in its filing and has no bytes': `
    SELECT a.id FROM attachments a WHERE a.state = 'attached' AND (a.object_key IS NULL OR a.sha256 IS NULL)`,
  'a filing whose members were not all written': `
    SELECT f.id FROM filings f WHERE f.member_count <> (SELECT count(*) FROM filing_members m WHERE m.filing_id = f.id)
      OR f.signed_count <> (SELECT count(*) FROM filing_members m WHERE m.filing_id = f.id AND m.signature IS NOT NULL)`,
  'a member without its filing': `
    SELECT m.id FROM filing_members m WHERE NOT EXISTS (SELECT 1 FROM filings f WHERE f.id = m.filing_id)`,
  'an organization without its owner, or with two': `
    SELECT o.id FROM organizations o
    WHERE 1 <> (SELECT count(*) FROM organization_people p WHERE p.organization_id = o.id AND p.role = 'owner')`,
  'a submission without its time, or a time without a submission': `
    SELECT f.id FROM filings f WHERE (f.submitted_at IS NOT NULL)
      <> (1 = (SELECT count(*) FROM events e WHERE e.subject = f.id AND e.action = 'filing.submit'))`,
  'an event without its kept answer, or an answer without its event': `
    SELECT 1 AS id WHERE (SELECT count(*) FROM events) <> (SELECT count(*) FROM idempotency)`,
  'an assert row left behind': `SELECT ok AS id FROM commit_asserts`,
  'damage in the file': `SELECT * FROM pragma_quick_check WHERE quick_check <> 'ok'`,
};

/** Every half state in the database, by name. Everything in it was written by keyed calls. */
export async function findTorn(database: Database): Promise<string[]> {
  const found: string[] = [];
  for (const [name, sql] of Object.entries(TORN)) {
    const { results } = await database.prepare(`${sql} LIMIT 3`).all();
    if (results.length > 0) found.push(`${name}: ${JSON.stringify(results)}`);
  }
  return found;
}

/** The calls that were answered and whose answer the database does not hold, word for word. */
export async function findLost(database: Database, calls: readonly KeyedCall[]): Promise<string[]> {
  const answered = calls.filter((each) => each.answer !== undefined);
  const lost: string[] = [];
  const AT_ONCE = 500;
  for (let begin = 0; begin < answered.length; begin += AT_ONCE) {
    const part = answered.slice(begin, begin + AT_ONCE);
    const { results } = await database
      .prepare('SELECT key, status, body FROM idempotency WHERE key IN (SELECT value FROM json_each(?))')
      .bind(JSON.stringify(part.map((each) => each.key)))
      .all<{ key: string; status: number; body: string }>();
    const kept = new Map(results.map((row) => [row.key, row]));
    for (const { key, method, path, answer } of part)
      if (kept.get(key)?.body !== answer?.text || kept.get(key)?.status !== answer?.status)
        lost.push(`${method} ${path} (${key})`);
  }
  return lost;
}
