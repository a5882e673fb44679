import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { canonicalJson } from '../../packages/domain/src/filings/signed-text.ts';
import { completedNodes, leafHash, nodesOf, rangeHash, type TreeNode } from '../../packages/domain/src/seals/index.ts';
import { root } from '../paths.ts';

const EVENTS_PER_CASE = 20;
const EVENTS_PER_SEAL = 1_000;

const sha = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hashOf = (told: object) =>
  createHash('sha256')
    .update(canonicalJson(told as Parameters<typeof canonicalJson>[0]))
    .digest('hex');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A log as the product exports it: cases of twenty events each, side by side. */
function* events(count: number) {
  const last = new Map<string, string>();
  const cases = Math.ceil(count / EVENTS_PER_CASE);
  for (let leaf = 0; leaf < count; leaf += 1) {
    const subject = `fil_${String(leaf % cases).padStart(12, '0')}`;
    const version = Math.floor(leaf / cases) + 1;
    const header = { id: `evt_${leaf}`, subject, version, jurisdiction: '370200', at: 1_780_000_000_000 + leaf };
    const content = {
      salt: hex(sha(Buffer.from(`${leaf}`))),
      action: 'filing.edit',
      actorId: 'usr_1',
      actorOrganization: '示例精密轴承有限公司',
      payload: { parts: ['summary'], reason: '按补正意见修改' },
    };
    const personal = { salt: hex(sha(Buffer.from(`p${leaf}`))), actorName: '示例经办' };
    const previousHash = last.get(subject) ?? null;
    const commitment = hashOf(personal);
    const contentHash = hashOf(content);
    const hash = hashOf({ form: 'lianchuang-event-2', ...header, previousHash, commitment, content: contentHash });
    last.set(subject, hash);
    yield { ...header, previousHash, commitment, contentHash, content, personal, hash, leaf };
  }
}

async function writeLog(folder: string, count: number) {
  const log = createWriteStream(join(folder, 'log.ndjson'));
  const seals = createWriteStream(join(folder, 'seals.ndjson'));
  const nodes = new Map<string, Uint8Array>();
  const known = ({ level, position }: TreeNode) => nodes.get(`${level}/${position}`) ?? new Uint8Array();
  let fresh: Uint8Array[] = [];
  let size = 0;
  const seal = () => {
    for (const { level, position, hash } of completedNodes(sha, size, fresh, known))
      nodes.set(`${level}/${position}`, hash);
    size += fresh.length;
    fresh = [];
    seals.write(
      `${JSON.stringify({ size, root: hex(rangeHash(sha, nodesOf({ begin: 0, end: size }).map(known))) })}\n`,
    );
  };
  for (const event of events(count)) {
    if (!log.write(`${JSON.stringify(event)}\n`)) await once(log, 'drain');
    fresh.push(leafHash(sha, Buffer.from(event.hash, 'hex')));
    if (fresh.length === EVENTS_PER_SEAL) seal();
  }
  if (fresh.length > 0) seal();
  await Promise.all([once(log.end(), 'close'), once(seals.end(), 'close')]);
}

async function timeVerifier(count: number): Promise<{ seconds: number; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lianchuang-verify-'));
  try {
    await writeLog(folder, count);
    const startedAt = performance.now();
    const script = join(root, 'apps/web/static/lianchuang-verify.mjs');
    const run = spawn(process.execPath, [script, join(folder, 'log.ndjson'), '--seals', join(folder, 'seals.ndjson')]);
    let said = '';
    for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(run, 'close')) as [number];
    if (code !== 0) throw new Error(`the verifier found something wrong: ${said.slice(0, 300)}`);
    return { seconds: (performance.now() - startedAt) / 1000, said: said.trim() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MOST_SECONDS = 60;

/** How long the verifier takes for a log of so many events, in a process of its own; it has to find nothing wrong. */
export async function measureVerifier(count: number): Promise<{ held: boolean; lines: string[] }> {
  const { seconds, said } = await timeVerifier(count);
  const held = seconds <= MOST_SECONDS;
  return {
    held,
    lines: [`${count} events checked in ${seconds.toFixed(1)} s, at most ${MOST_SECONDS}; it said: ${said}`],
  };
}
