import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { failedToKeep, type Kept } from './kept.ts';

/** A file that somebody chose and the server does not have whole, with its bytes. */
export type KeptFile = {
  key: string;
  userId: string;
  filingId: string;
  materialId: string;
  memberId: string | null;
  name: string;
  type: string;
  blob: Blob;
  sha256: string | null;
  /** The hash on a stamped signature page. */
  page?: string;
  ticketId: string | null;
  paused: boolean;
  /** False while the bytes are those that were chosen, which nobody has shrunk and hashed yet. */
  prepared: boolean;
  at: string;
};

export const momentOf = (at: number): string => new Date(at).toISOString();

interface Schema extends DBSchema {
  files: { key: string; value: KeptFile; indexes: { 'by-person': string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('lianchuang-files', 1, {
    upgrade(db) {
      db.createObjectStore('files', { keyPath: 'key' }).createIndex('by-person', 'userId');
    },
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

export async function keepFile(file: KeptFile): Promise<Kept> {
  try {
    await (await open()).put('files', file);
    return 'kept';
  } catch (error) {
    return failedToKeep(error);
  }
}

/** Notes what was learned about a file that is kept; one that is not, or no longer, stays out. */
export async function noteFile(key: string, learned: Partial<KeptFile>): Promise<void> {
  try {
    const tx = (await open()).transaction('files', 'readwrite');
    const found = await tx.store.get(key);
    if (found !== undefined) await tx.store.put({ ...found, ...learned });
    await tx.done;
  } catch {
    // It goes on from memory; after a reload it would be chosen anew.
  }
}

/** What one person chose and the server does not have, first chosen first. */
export async function listFiles(userId: string, filingId: string | null = null): Promise<KeptFile[]> {
  try {
    const all = await (await open()).getAllFromIndex('files', 'by-person', userId);
    return all.filter((each) => filingId === null || each.filingId === filingId).sort((a, b) => (a.at < b.at ? -1 : 1));
  } catch {
    return [];
  }
}

export async function dropFile(key: string): Promise<void> {
  try {
    await (await open()).delete('files', key);
  } catch {
    // Nothing was kept here.
  }
}

/** Takes all files of one person off this device. */
export async function clearFiles(userId: string): Promise<void> {
  try {
    const tx = (await open()).transaction('files', 'readwrite');
    const keys = await tx.store.index('by-person').getAllKeys(userId);
    await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done]);
  } catch {
    // Nothing was kept here.
  }
}
