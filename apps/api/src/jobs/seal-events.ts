import type { Db } from '@lianchuang/db/client';
import { listUnpublished, type Seal } from '@lianchuang/db/seals/read';
import { sealEvents } from '@lianchuang/db/seals/seal-events';
import { markPublished } from '@lianchuang/db/unlogged';
import { formatInstant, type Instant } from '@lianchuang/domain/kernel';

const STRETCHES_PER_RUN = 50;

const keyOf = (size: number) => `seals/${String(size).padStart(12, '0')}.json`;

const textOf = ({ size, root, at }: Seal) =>
  JSON.stringify({ form: 'lianchuang-seal-1', size, root, at: formatInstant(at) });

/** Writes a root where nothing is ever written over; false when another root already stands in its place. */
async function publish(store: R2Bucket, seal: Seal): Promise<boolean> {
  const text = textOf(seal);
  const written = await store.put(keyOf(seal.size), text, {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: 'application/json' },
  });
  if (written !== null) return true;
  return (await (await store.get(keyOf(seal.size)))?.text()) === text;
}

/**
 * Seals what is new and brings every root outside the database, oldest first. Safe to run late, twice or at once; whatever
 * fails is tried again by the next run, and decisions stop once that has failed for too long.
 */
export async function sealAndPublish(db: Db, store: R2Bucket, at: Instant): Promise<number> {
  for (let nth = 0; nth < STRETCHES_PER_RUN && (await sealEvents(db, at)) !== undefined; nth += 1);
  let published = 0;
  for (const seal of await listUnpublished(db)) {
    if (!(await publish(store, seal))) {
      console.error(JSON.stringify({ at: 'seals', error: 'another root stands outside', size: seal.size }));
      break;
    }
    await markPublished(db, seal.size, at);
    published += 1;
  }
  return published;
}
