import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  completedNodes,
  consistencyRanges,
  leafHash,
  nodesOf,
  rangeHash,
  type LeafRange,
} from '../packages/domain/src/seals/index.ts';
import { root } from './paths.ts';

// The verifier shares no code with the product: here it meets proofs that the product made.
type Seal = { size: number; root: string };
type Proof = { earlier: Seal; later: Seal; path: string[] };
type Verdict = { findings: string[]; newerIsKept: boolean };
const script = join(root, 'apps/web/static/lianchuang-verify.mjs');
const { verifyConsistency } = (await import(pathToFileURL(script).href)) as {
  verifyConsistency(proof: unknown, kept: readonly Seal[]): Verdict;
};

const MOST = 40;
const digest = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const leaves = Array.from({ length: MOST }, (_, nth) => leafHash(digest, new TextEncoder().encode(`event ${nth}`)));
const nodes = new Map(
  completedNodes(digest, 0, leaves, () => new Uint8Array()).map(({ level, position, hash }) => [
    `${level}/${position}`,
    hash,
  ]),
);
const hashOf = (range: LeafRange) =>
  hex(
    rangeHash(
      digest,
      nodesOf(range).map(({ level, position }) => nodes.get(`${level}/${position}`) as Uint8Array),
    ),
  );
const seal = (size: number): Seal => ({ size, root: hashOf({ begin: 0, end: size }) });
const proofOf = (earlier: number, size: number): Proof => ({
  earlier: seal(earlier),
  later: seal(size),
  path: consistencyRanges(earlier, size).map(hashOf),
});
const pairs = Array.from({ length: MOST }, (_, n) =>
  Array.from({ length: n + 1 }, (_, m) => [m + 1, n + 1] as const),
).flat();
/** The same hash with one of its hexadecimal digits another. */
const altered = (hash: string, at: number) =>
  hash.slice(0, at) + ((parseInt(hash[at] ?? '0', 16) + 1) % 16).toString(16) + hash.slice(at + 1);

test('every root continues every root before it', () => {
  for (const [earlier, later] of pairs) {
    const found = verifyConsistency(proofOf(earlier, later), [seal(earlier), seal(later)]);
    assert.deepEqual(found.findings, [], `${earlier} to ${later}`);
  }
});

test('every altered hash of a proof is found: of its path, of the older root, of the newer one', () => {
  let tried = 0;
  for (const [earlier, later] of pairs.filter(([a, b]) => a < b)) {
    const proof = proofOf(earlier, later);
    const at = tried % 64;
    const tampered: Proof[] = [
      { ...proof, earlier: { ...proof.earlier, root: altered(proof.earlier.root, at) } },
      { ...proof, later: { ...proof.later, root: altered(proof.later.root, at) } },
      ...proof.path.map((hash, nth) => ({ ...proof, path: proof.path.with(nth, altered(hash, at)) })),
    ];
    for (const each of tampered) {
      tried += 1;
      // Even where nobody kept the newer root, and whoever tampered has exchanged the kept older one too.
      assert.notDeepEqual(verifyConsistency(each, [each.earlier]).findings, [], JSON.stringify([earlier, later, each]));
    }
  }
  assert.ok(tried > 3_000);
});

test('a path that lacks a hash, has one more or another order is found', () => {
  for (const [earlier, later] of pairs.filter(([a, b]) => a < b)) {
    const proof = proofOf(earlier, later);
    const paths = [
      proof.path.slice(1),
      proof.path.slice(0, -1),
      [...proof.path, 'a'.repeat(64)],
      ...(proof.path.length > 1 ? [proof.path.toReversed()] : []),
    ];
    for (const path of paths) assert.notDeepEqual(verifyConsistency({ ...proof, path }, [proof.earlier]).findings, []);
  }
});

test('a history that was written anew is found by whoever kept an older root', () => {
  const kept = { size: 7, root: altered(seal(7).root, 3) };
  assert.match(verifyConsistency(proofOf(7, 20), [kept]).findings.join(), /not the one that was kept/);
  const sizes = { ...proofOf(7, 20), earlier: seal(8) };
  assert.notDeepEqual(verifyConsistency(sizes, [seal(8)]).findings, []);
});

test('without a kept root nothing was compared, and two roots of one size are told', () => {
  assert.match(verifyConsistency(proofOf(3, 9), []).findings.join(), /nothing to compare/);
  const other = { size: 3, root: 'b'.repeat(64) };
  assert.match(verifyConsistency(proofOf(3, 9), [seal(3), other]).findings.join(), /two roots over 3/);
  assert.equal(verifyConsistency(proofOf(3, 9), [seal(3)]).newerIsKept, false);
});

test('what is no proof is said to be none', () => {
  for (const odd of [{}, { ...proofOf(3, 9), path: ['zz'] }, { ...proofOf(3, 9), earlier: { size: 0, root: '' } }])
    assert.deepEqual(verifyConsistency(odd, [seal(3)]).findings, ['not a proof of consistency']);
  assert.notDeepEqual(
    verifyConsistency({ ...proofOf(3, 9), later: seal(2), earlier: seal(9) }, [seal(9)]).findings,
    [],
  );
});

test('as a command: a kept answer of the API against today’s proof, in good order and with one digit changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianchuang-consistency-'));
  try {
    const [proof, kept, lines] = ['proof.json', 'kept.json', 'now.ndjson'].map((name) => join(folder, name));
    assert.ok(proof !== undefined && kept !== undefined && lines !== undefined);
    writeFileSync(proof, JSON.stringify(proofOf(13, 40)));
    writeFileSync(kept, JSON.stringify({ items: [seal(13), seal(5)], nextCursor: null }));
    writeFileSync(lines, [seal(40)].map((each) => JSON.stringify(each)).join('\n'));
    const check = () =>
      execFileSync(process.execPath, [script, '--consistency', proof, '--seals', kept, '--seals', lines], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    assert.equal(check(), 'root over 13 events, root over 40 events, 0 findings\n');
    writeFileSync(
      kept,
      JSON.stringify({ items: [{ ...seal(13), root: altered(seal(13).root, 0) }], nextCursor: null }),
    );
    assert.throws(check, { status: 1, stderr: /not the one that was kept/ });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
