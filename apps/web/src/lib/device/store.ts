import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { failedToKeep, type Kept } from './kept.ts';

/** What somebody typed in one step and the server may not have, with the state that the typing started from. */
export type KeptDraft = {
  userId: string;
  filingId: string;
  step: string;
  typed: unknown;
  base: unknown;
  /** What was sent and not answered: nobody knows whether the server has it, so it is sent again as it was. */
  sent?: unknown;
  /** Version of the filing that it belongs to. */
  version?: number;
  /** When the server had all of it; what waits has none. */
  savedAt?: string;
  at: string;
  href: string;
  title: string;
};

/** A request that waits for the network. The key makes sure that it counts once however often it is sent. */
export type WaitingRequest = {
  userId: string;
  key: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For the person who waits, such as “invite 示例公司”. */
  title: string;
  at: string;
};
/** `id` grows: requests go out in the order in which they were made. */
export type QueuedRequest = WaitingRequest & { id: number };

/** A case as this person last saw it. */
export type SeenCase = { userId: string; filingId: string; seenAt: string; view: unknown };

interface Schema extends DBSchema {
  drafts: { key: [string, string, string]; value: KeptDraft };
  queue: { key: number; value: WaitingRequest & { id?: number }; indexes: { 'by-person': string } };
  cases: { key: [string, string]; value: SeenCase };
}

const NAME = 'lianchuang';
const VERSION = 1;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: ['userId', 'filingId', 'step'] });
      const queue = db.createObjectStore('queue', { keyPath: 'id', autoIncrement: true });
      queue.createIndex('by-person', 'userId');
      db.createObjectStore('cases', { keyPath: ['userId', 'filingId'] });
    },
    // A newer release in another tab goes first; this one opens the store again when it next needs it.
    blocking: (_current, _blocked, event) => {
      opened = undefined;
      (event.target as IDBDatabase).close();
    },
    terminated: () => (opened = undefined),
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** Everything of one person: an array sorts after every text. */
const ofPerson = (userId: string): IDBKeyRange => IDBKeyRange.bound([userId], [userId, []]);

export async function keepDraft(draft: KeptDraft): Promise<Kept> {
  try {
    // Written through to the disk: a battery that dies takes nothing with it.
    const tx = (await open()).transaction('drafts', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put(draft), tx.done]);
    return 'kept';
  } catch (error) {
    return failedToKeep(error);
  }
}

export async function findDraft(userId: string, filingId: string, step: string): Promise<KeptDraft | undefined> {
  return (await open()).get('drafts', [userId, filingId, step]);
}

/** What waits for the server. */
export async function listDrafts(userId: string): Promise<KeptDraft[]> {
  const all = await (await open()).getAll('drafts', ofPerson(userId));
  return all.filter((each) => each.savedAt === undefined);
}

export async function dropDraft(userId: string, filingId: string, step: string): Promise<void> {
  await (await open()).delete('drafts', [userId, filingId, step]);
}

export async function enqueue(request: WaitingRequest): Promise<Kept> {
  try {
    await (await open()).add('queue', request);
    return 'kept';
  } catch (error) {
    return failedToKeep(error);
  }
}

/** What waits for one person, first made first. */
export async function listQueue(userId: string): Promise<QueuedRequest[]> {
  return (await (await open()).getAllFromIndex('queue', 'by-person', userId)) as QueuedRequest[];
}

export async function dropQueued(id: number): Promise<void> {
  await (await open()).delete('queue', id);
}

export async function keepCase(seen: SeenCase): Promise<Kept> {
  try {
    await (await open()).put('cases', seen);
    return 'kept';
  } catch (error) {
    return failedToKeep(error);
  }
}

export async function findCase(userId: string, filingId: string): Promise<SeenCase | undefined> {
  return (await open()).get('cases', [userId, filingId]);
}

/** Last seen first. */
export async function listCases(userId: string): Promise<SeenCase[]> {
  const all = await (await open()).getAll('cases', ofPerson(userId));
  return all.sort((a, b) => (a.seenAt < b.seenAt ? 1 : -1));
}

/** Takes everything of one person off this device, in one transaction. */
export async function clearPerson(userId: string): Promise<void> {
  const tx = (await open()).transaction(['drafts', 'queue', 'cases'], 'readwrite');
  const queued = await tx.objectStore('queue').index('by-person').getAllKeys(userId);
  await Promise.all([
    tx.objectStore('drafts').delete(ofPerson(userId)),
    tx.objectStore('cases').delete(ofPerson(userId)),
    ...queued.map((id) => tx.objectStore('queue').delete(id)),
    tx.done,
  ]);
}
