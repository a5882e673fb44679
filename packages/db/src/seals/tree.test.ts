import fc from 'fast-check';
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  completedNodes,
  consistencyRanges,
  inclusionRanges,
  leafHash,
  nodeHash,
  nodesOf,
  rangeHash,
  type LeafRange,
} from '@lianchuang/domain/seals';
import { digest as sha, toHex as hex } from './tree.ts';

// Test vectors of Certificate Transparency for RFC 6962.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaf = (data: Uint8Array | string) => leafHash(sha, typeof data === 'string' ? Buffer.from(data, 'hex') : data);

/** A tree grown by stretches of the given lengths. */
function grown(leaves: readonly Uint8Array[], stretches: readonly number[] = [leaves.length]) {
  const nodes = new Map<string, Uint8Array>();
  const at = ({ level, position }: { level: number; position: number }) => {
    const hash = nodes.get(`${level}/${position}`);
    if (hash === undefined) throw new Error(`no node ${level}/${position}`);
    return hash;
  };
  let size = 0;
  for (const length of stretches) {
    for (const { level, position, hash } of completedNodes(sha, size, leaves.slice(size, size + length), at)) {
      expect(nodes.has(`${level}/${position}`)).toBe(false);
      nodes.set(`${level}/${position}`, hash);
    }
    size += length;
  }
  const hashOf = (range: LeafRange) => rangeHash(sha, nodesOf(range).map(at));
  return { rootAt: (end: number) => hashOf({ begin: 0, end }), hashOf };
}

/** RFC 9162 §2.1.3.2, written from the verifier's side. */
function rootByInclusion(index: number, size: number, hash: Uint8Array, proof: readonly Uint8Array[]): Uint8Array {
  let [fn, sn, root] = [index, size - 1, hash];
  for (const part of proof) {
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(sha, part, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else root = nodeHash(sha, root, part);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  expect(sn).toBe(0);
  return root;
}

/** RFC 9162 §2.1.4.2: both roots that a consistency proof leads to. */
function rootsByConsistency(earlier: number, size: number, root: Uint8Array, proof: readonly Uint8Array[]) {
  const path = Math.log2(earlier) % 1 === 0 ? [root, ...proof] : [...proof];
  let [fn, sn] = [earlier - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  const [begin, ...rest] = path;
  let [fr, sr] = [begin as Uint8Array, begin as Uint8Array];
  for (const part of rest) {
    expect(sn).not.toBe(0);
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha, part, fr);
      sr = nodeHash(sha, part, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else sr = nodeHash(sha, sr, part);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  expect(sn).toBe(0);
  return [hex(fr), hex(sr)];
}

describe('the tree over all events', () => {
  it('has the roots that RFC 6962’s published vectors give', () => {
    const { rootAt } = grown(INPUTS.map(leaf));
    expect(ROOTS.map((_, nth) => hex(rootAt(nth + 1)))).toEqual(ROOTS);
    expect(hex(rootAt(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  const leavesOf = (count: number) => Array.from({ length: count }, (_, nth) => leaf(Buffer.from(`${nth}`)));

  it('is the same however it grew', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 }), (stretches) => {
        const leaves = leavesOf(stretches.reduce((sum, each) => sum + each, 0));
        const [apart, atOnce] = [grown(leaves, stretches), grown(leaves)];
        for (let size = 0; size <= leaves.length; size += 1)
          expect(hex(apart.rootAt(size))).toBe(hex(atOnce.rootAt(size)));
      }),
    );
  });

  it('proves every leaf of every size up to 65, by the verifier’s rule of RFC 9162', () => {
    const leaves = leavesOf(65);
    const { rootAt, hashOf } = grown(leaves);
    for (let size = 1; size <= leaves.length; size += 1)
      for (let nth = 0; nth < size; nth += 1) {
        const proof = inclusionRanges(nth, size).map(hashOf);
        expect(hex(rootByInclusion(nth, size, leaves[nth] as Uint8Array, proof))).toBe(hex(rootAt(size)));
      }
  });

  it('proves that every size up to 65 begins with every smaller one', () => {
    const { rootAt, hashOf } = grown(leavesOf(65));
    for (let size = 2; size <= 65; size += 1)
      for (let earlier = 1; earlier < size; earlier += 1) {
        const proof = consistencyRanges(earlier, size).map(hashOf);
        expect(rootsByConsistency(earlier, size, rootAt(earlier), proof)).toEqual([
          hex(rootAt(earlier)),
          hex(rootAt(size)),
        ]);
      }
    expect([consistencyRanges(0, 5), consistencyRanges(5, 5)]).toEqual([[], []]);
  });

  it('tells a leaf from a node: the same bytes hash differently', () => {
    const pair = [leaf('00'), leaf('10')] as const;
    expect(hex(leaf(Buffer.concat(pair)))).not.toBe(hex(nodeHash(sha, ...pair)));
  });
});
