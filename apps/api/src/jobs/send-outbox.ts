import type { Db } from '@lianchuang/db/client';
import { findConsortium } from '@lianchuang/db/consortia/read';
import { indexConsortium, searchFields } from '@lianchuang/db/consortia/search';
import { listWaiting, type Message } from '@lianchuang/db/outbox/read';
import { markDone, markFailed } from '@lianchuang/db/unlogged';
import type { Instant } from '@lianchuang/domain/kernel';
import { pinyinInitials } from '../consortia/pinyin-initials.ts';

const PER_RUN = 100;

async function indexOne(db: Db, message: Message): Promise<void> {
  const found = await findConsortium(db, String(message.payload['consortiumId']));
  if (found === undefined) return;
  const { record, members } = found;
  const initials = [record.name, record.leadName].map(pinyinInitials);
  await indexConsortium(db, record, searchFields(record, members, initials));
}

const handlers: Readonly<Record<string, (db: Db, message: Message) => Promise<void>>> = {
  'consortium.index': indexOne,
};

/** Performs what committed changes asked for; every handler may safely run twice. A failed message waits for the next run. */
export async function drainOutbox(db: Db, at: Instant): Promise<number> {
  const waiting = await listWaiting(db, PER_RUN);
  for (const message of waiting) {
    try {
      await handlers[message.kind]?.(db, message);
      await markDone(db, message.id, at);
    } catch (error) {
      console.error(
        JSON.stringify({ at: 'outbox', kind: message.kind, id: message.id, error: String(error).slice(0, 200) }),
      );
      await markFailed(db, message.id);
    }
  }
  return waiting.length;
}
