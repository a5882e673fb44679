import { nodesOf, rangeHash, type Digest, type LeafRange, type TreeNode } from '@lianchuang/domain/seals';
import { sql } from 'drizzle-orm';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Db } from '../client.ts';
import { sealNodes } from './table.ts';

export const digest: Digest = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

const keyOf = ({ level, position }: TreeNode) => `${level}/${position}`;

/** The stored hashes of subtrees, by one query; answers a function that knows exactly these. */
export async function readNodes(db: Db, wanted: readonly TreeNode[]): Promise<(node: TreeNode) => Uint8Array> {
  const rows =
    wanted.length === 0
      ? []
      : await db.orm
          .select()
          .from(sealNodes)
          .where(
            sql`(${sealNodes.level}, ${sealNodes.position}) IN (SELECT value ->> 'level', value ->> 'position' FROM json_each(${JSON.stringify(wanted)}))`,
          );
  const hashes = new Map(rows.map((row) => [keyOf(row), fromHex(row.hash)]));
  return (node) => {
    const hash = hashes.get(keyOf(node));
    if (hash === undefined) throw new Error(`the tree has lost node ${keyOf(node)}`);
    return hash;
  };
}

/** The hashes of ranges, in hex. */
export async function readRanges(db: Db, ranges: readonly LeafRange[]): Promise<(range: LeafRange) => string> {
  const unique = new Map(ranges.flatMap(nodesOf).map((node) => [keyOf(node), node]));
  const hashOf = await readNodes(db, [...unique.values()]);
  return (range) => toHex(rangeHash(digest, nodesOf(range).map(hashOf)));
}
