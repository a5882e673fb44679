import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { aPdf } from '../../packages/domain/src/attachments/testing.ts';
import { turbo } from '../run.ts';
import { aHouse, sent, uploaded, type File, type House } from '../scanner/uploads.ts';
import { serve, type Serving } from '../serving.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianchuang-files-'));
const [was, is, file] = ['was', 'is', 'kept.backup'].map((name) => join(folder, name)) as [string, string, string];
let house: House | undefined;
let restored: Serving | undefined;

before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
});
after(async () => {
  await Promise.all([house?.serving, restored].map((each) => each?.stop()));
  rmSync(folder, { recursive: true, force: true });
});

function aPdfOf(bytes: number): File {
  const content = new Uint8Array(randomBytes(bytes));
  content.set(aPdf());
  return { bytes: content, name: '证明.pdf', type: 'application/pdf' };
}

test('a backup holds files and published roots; restored, each file has its bytes, and what was lost before is told', async () => {
  house = await aHouse('', 'attach', was);
  const files = [aPdfOf(2_000), aPdfOf(5 * 1_048_576 + 3)];
  const ids: string[] = [];
  for (const each of files) ids.push(await uploaded(house, each));
  const unfinished = await sent(house, aPdfOf(3_000));
  const lost = await uploaded(house, aPdfOf(4_000));
  await house.serving.runJobs();
  const seals = await house.db.prepare('SELECT size FROM seals ORDER BY size').all<{ size: number }>();
  assert.ok(seals.results.length > 0);
  await house.bucket.delete(`files/${house.filing}/${lost}`);
  const facts = await backUp(was, file);
  assert.deepEqual(facts.files, { held: 2, lost: 1 });
  await house.serving.stop();
  const { filing } = house;
  house = undefined;

  await restore(file, is);
  restored = await serve({ port: 0, dataDir: is, demoData: false, apiOnly: true });
  await restored.runJobs();
  const [bucket, roots] = [
    await restored.runtime.getR2Bucket('FILES', 'api'),
    await restored.runtime.getR2Bucket('SEALS', 'api'),
  ];
  for (const [nth, id] of ids.entries()) {
    const bytes = await (await bucket.get(`files/${filing}/${id}`))?.arrayBuffer();
    assert.ok(bytes !== undefined && Buffer.from(bytes).equals(files[nth]?.bytes ?? Buffer.alloc(0)));
  }
  for (const { size } of seals.results)
    assert.notEqual(await roots.get(`seals/${String(size).padStart(12, '0')}.json`), null);
  const db = await restored.runtime.getD1Database('DB', 'api');
  const { results } = await db
    .prepare('SELECT id, state FROM attachments ORDER BY rowid')
    .all<{ id: string; state: string }>();
  assert.deepEqual(
    new Map(results.map(({ id, state }) => [id, state])),
    new Map([...ids.map((id) => [id, 'attached'] as const), [unfinished, 'uploading'], [lost, 'refused']]),
  );
});
