#!/usr/bin/env node
// 联创 Lianchuang: checks what the product exported, without the product. Node 20 or newer, nothing else.
//
//   node lianchuang-verify.mjs case.json [--root <root from /transparency>] [--head <subject>=<hash> …]
//   node lianchuang-verify.mjs log.ndjson --seals seals.ndjson
//   node lianchuang-verify.mjs --consistency proof.json --seals kept.json [--seals now.json]
//
// A case: every event has the hash of its content, names the hash of the one before, and stands under the published root.
// A log: besides, every published root is the root of the events before it, so that nothing was taken away or put between.
// Consistency: a newer root continues one that somebody kept. proof.json: /api/v1/seals/<newer size>/consistency?from=<older>;
// kept.json: an answer of /api/v1/seals that was saved in its time. What was not kept was not compared, which counts as wrong.
// Exit code 0: nothing wrong. 1: something is wrong, each finding on a line. 2: the file could not be read.

import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
const leafHash = (hex) => sha256(LEAF, Buffer.from(hex, 'hex'));
const nodeHash = (left, right) => sha256(NODE, left, right);

/** JSON with the keys of every object in order, without blanks: the text that was hashed. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
const hashOf = (value) => sha256(canonical(value)).toString('hex');

/** What is wrong with one event by itself. */
function wrongIn(event) {
  const { id, subject, version, jurisdiction, at, previousHash, commitment, contentHash, content, personal } = event;
  const header = { id, subject, version, jurisdiction, at, previousHash };
  if (commitment === null) {
    // An event of before commitments: its hash covers name and content themselves.
    if (content === null || personal === null) return [];
    const { salt: _, ...told } = content;
    return hashOf({ ...header, ...told, actorName: personal.actorName }) === event.hash
      ? []
      : ['does not have its hash'];
  }
  const found = [];
  if (hashOf({ form: 'lianchuang-event-2', ...header, commitment, content: contentHash }) !== event.hash)
    found.push('does not have its hash');
  if (content !== null && hashOf(content) !== contentHash) found.push('the content is not the one committed to');
  if (personal !== null && hashOf(personal) !== commitment) found.push('the name is not the one committed to');
  return found;
}

/** Follows each subject's chain; answers what is wrong with the next event of it. */
function chains() {
  const last = new Map();
  return (event) => {
    // A record that another one's event brought into being begins its own chain at version 2.
    const before = last.get(event.subject) ?? { version: event.version === 2 ? 1 : 0, hash: null };
    last.set(event.subject, event);
    const found = [];
    if (event.version !== before.version + 1) found.push(`version ${event.version} follows version ${before.version}`);
    if (event.previousHash !== before.hash) found.push('does not continue the event before it');
    return found;
  };
}

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2); null when the path does not fit. */
function rootOf(index, size, hash, path) {
  if (!Number.isInteger(index) || index < 0 || index >= size) return null;
  let [fn, sn, root] = [index, size - 1, hash];
  for (const hex of path) {
    if (sn === 0) return null;
    const part = Buffer.from(hex, 'hex');
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(part, root);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else root = nodeHash(root, part);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? root.toString('hex') : null;
}

/** Whether the signed text is the one that the last act on it names. */
function wrongWithSigned({ signed }, ordered) {
  if (!signed) return [];
  const { subject, text, hash } = signed;
  if (sha256(text).toString('hex') !== hash) return [`${subject}: the signed text does not have its hash`];
  // An edit names no text: the next signature will.
  const named = ordered.filter((event) => event.subject === subject).at(-1)?.content?.payload.contentHash;
  return named === undefined || named === hash ? [] : [`${subject}: the last act names another text`];
}

/** What every member signs in common, and what one signs alone, taken from the whole text: their hashes. */
function partsOf(text) {
  const { policy, lead, content, members, files = [] } = JSON.parse(text);
  const withFiles = (kind, part, uscc) => {
    const own = files.filter(({ agreement, provider }) => agreement === true && provider === uscc);
    return hashOf(
      own.length === 0
        ? { form: `lianchuang-${kind}-1`, ...part }
        : { form: `lianchuang-${kind}-2`, ...part, files: own },
    );
  };
  const roster = members.map(({ uscc, name, kind, chainPosition }) => ({ uscc, name, kind, chainPosition }));
  return {
    common: withFiles('common', { policy, lead, content, members: roster }, lead.uscc),
    own: new Map(
      members.map(({ uscc, duties, contributions }) => [uscc, withFiles('own', { uscc, duties, contributions }, uscc)]),
    ),
  };
}

/** Whether each signature that is said to count is one that the record holds, on exactly the text that stands. */
function wrongWithSignatures({ signed, content }, ordered) {
  if (!signed) return [];
  const findings = [];
  const parts = partsOf(signed.text);
  const words = ordered.filter((event) => event.subject === signed.subject).flatMap(({ content: said }) => said ?? []);
  const report = (name, text) => findings.push(`${signed.subject}: ${name}: ${text}`);
  for (const { organization, signature } of content.filing?.members ?? []) {
    if (signature.status !== 'current') continue;
    const { uscc, name } = organization;
    const last = words
      .filter(({ action }) => action === 'filing.sign' || action === 'filing.refuse')
      // Words from before parts were told apart name the member, and the whole text alone.
      .findLast(({ payload }) => (payload.uscc === undefined ? payload.member === name : payload.uscc === uscc));
    if (last?.action !== 'filing.sign') {
      report(name, 'the record holds no signature');
      continue;
    }
    const { contentHash, commonHash, ownHash } = last.payload;
    const fits =
      commonHash === undefined
        ? contentHash === signed.hash
        : commonHash === parts.common && ownHash === parts.own.get(uscc);
    if (!fits) report(name, 'signed another text');
  }
  for (const { hash, text } of signed.earlier ?? [])
    if (sha256(text).toString('hex') !== hash)
      findings.push(`${signed.subject}: an earlier text does not have its hash`);
  return findings;
}

/** Checks a case export; `roots` are roots known from elsewhere, `heads` the last hashes that the case page shows. */
export function verifyCase(file, { root, heads = {} } = {}) {
  const findings = [];
  const report = (event, text) => findings.push(`${event.subject} ${event.version}: ${text}`);
  if (file.form !== 'lianchuang-case-1')
    return { findings: ['not a case export of this product'], events: 0, sealed: 0 };
  if (root !== undefined && file.seal?.root !== root) findings.push('the root is not the one that was published');
  const next = chains();
  const leaves = new Set();
  let sealed = 0;
  let openTail = false;
  let before = { leaf: -1, at: -Infinity };
  const versions = new Map();
  for (const event of file.events) {
    const { leaf: place, at, subject, version } = event;
    const leaf = place ?? Infinity;
    // What is not sealed yet has no leaf: it follows in the order of time and of its record.
    const misplaced = leaf < before.leaf || (place === null && before.leaf === Infinity && at < before.at);
    if (misplaced || version < (versions.get(subject) ?? 0)) report(event, 'stands in the wrong place');
    versions.set(subject, version);
    before = { leaf, at };
  }
  const ordered = file.events.toSorted((a, b) => a.version - b.version);
  for (const event of ordered) {
    for (const text of [...wrongIn(event), ...next(event)]) report(event, text);
    if (event.leaf === null || file.seal === null) {
      openTail = true;
      continue;
    }
    if (leaves.has(event.leaf)) report(event, 'stands on another event’s leaf');
    leaves.add(event.leaf);
    if (rootOf(event.leaf, file.seal.size, leafHash(event.hash), event.path ?? []) !== file.seal.root)
      report(event, 'does not stand under the root');
    else sealed += 1;
  }
  for (const text of wrongWithSigned(file, ordered)) findings.push(text);
  for (const text of wrongWithSignatures(file, ordered)) findings.push(text);
  const lastOf = new Map(ordered.map((event) => [event.subject, event]));
  for (const head of file.heads) {
    const last = lastOf.get(head.subject);
    if (last?.version !== head.version || last.hash !== head.hash)
      findings.push(`${head.subject}: the history was cut off`);
  }
  for (const subject of lastOf.keys())
    if (!file.heads.some((head) => head.subject === subject)) findings.push(`${subject}: has no head`);
  for (const [subject, hash] of Object.entries(heads))
    if (lastOf.get(subject)?.hash !== hash) findings.push(`${subject}: does not end where its page says`);
  return { findings, events: file.events.length, sealed, openTail };
}

/** The root of a list that only grows, from the perfect subtrees of what came so far. */
function growingTree() {
  const peaks = [];
  let size = 0;
  return {
    size: () => size,
    append(hash) {
      let [node, rest] = [hash, size];
      while (rest % 2 === 1) {
        node = nodeHash(peaks.pop(), node);
        rest = Math.floor(rest / 2);
      }
      peaks.push(node);
      size += 1;
    },
    root: () =>
      (size === 0
        ? sha256('')
        : peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), peaks.at(-1))
      ).toString('hex'),
  };
}

/** Checks a whole log, given as an iterable of parsed lines, against the published roots. */
export async function verifyLog(lines, seals) {
  const findings = [];
  const rootAt = new Map(seals.map((seal) => [seal.size, seal.root]));
  const largest = seals.reduce((most, { size }) => Math.max(most, size), 0);
  const tree = growingTree();
  const next = chains();
  for await (const event of lines) {
    const at = `line ${tree.size() + 1}`;
    if (event.leaf !== tree.size()) findings.push(`${at}: says that it is leaf ${event.leaf}`);
    // Another office's event shows its hash alone: it keeps its place in the tree.
    if (event.subject !== undefined)
      for (const text of [...wrongIn(event), ...next(event)])
        findings.push(`${at}: ${event.subject} ${event.version}: ${text}`);
    tree.append(leafHash(String(event.hash)));
    const root = rootAt.get(tree.size());
    if (root !== undefined && root !== tree.root())
      findings.push(`${at}: the published root over ${tree.size()} events is another one`);
  }
  if (tree.size() < largest) findings.push(`${largest} events were sealed, only ${tree.size()} are here`);
  return { findings, events: tree.size(), sealed: largest, roots: seals.length };
}

/** The two roots that a consistency path leads to from the older one (RFC 9162 §2.1.4.2); null when the path does not fit. */
function rootsOf(older, newer, hashes) {
  // A tree that is perfect by itself is the first part of its own proof.
  const whole = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = (whole ? [older.root, ...hashes] : hashes).map((hex) => Buffer.from(hex, 'hex'));
  if (first === undefined) return null;
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let [fr, sr] = [first, first];
  for (const part of rest) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(part, fr), nodeHash(part, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
    } else sr = nodeHash(sr, part);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 ? [fr.toString('hex'), sr.toString('hex')] : null;
}

const isHash = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
const isSeal = (seal) => Number.isSafeInteger(seal?.size) && seal.size > 0 && isHash(seal.root);

/** Checks that the newer root of a proof continues the older one, and that both are those somebody has kept. */
export function verifyConsistency({ earlier, later, path }, kept) {
  const findings = [];
  const done = { findings, earlier: earlier?.size, later: later?.size, newerIsKept: false };
  if (!isSeal(earlier) || !isSeal(later) || !Array.isArray(path) || !path.every(isHash)) {
    findings.push('not a proof of consistency');
    return done;
  }
  const rootAt = new Map();
  for (const { size, root } of kept) {
    if ((rootAt.get(size) ?? root) !== root) findings.push(`two roots over ${size} events were published`);
    rootAt.set(size, root);
  }
  for (const { size, root } of [earlier, later])
    if ((rootAt.get(size) ?? root) !== root) findings.push(`the root over ${size} events is not the one that was kept`);
  if (!rootAt.has(earlier.size)) findings.push(`no kept root over ${earlier.size} events: there is nothing to compare`);
  done.newerIsKept = rootAt.has(later.size);
  if (later.size === earlier.size) {
    if (later.root !== earlier.root || path.length > 0) findings.push('one size, and not one root');
    return done;
  }
  const roots = later.size > earlier.size ? rootsOf(earlier, later, path) : null;
  if (roots === null) findings.push('the proof does not fit the sizes');
  else if (roots[0] !== earlier.root) findings.push('the proof does not lead to the older root');
  else if (roots[1] !== later.root) findings.push('the newer root does not continue the older one');
  return done;
}

/** Seals as they were saved: an answer of the API, or a line each. */
function sealsIn(file) {
  const text = readFileSync(file, 'utf8').trim();
  const told = text.split('\n').every((line) => line.endsWith('}')) ? text.split('\n') : [text];
  return told.flatMap((line) => JSON.parse(line).items ?? JSON.parse(line));
}

function mainConsistency(proof, sealFiles) {
  const done = verifyConsistency(JSON.parse(readFileSync(proof, 'utf8')), sealFiles.flatMap(sealsIn));
  for (const finding of done.findings) console.error(`✗ ${finding}`);
  console.log(`root over ${done.earlier} events, root over ${done.later} events, ${done.findings.length} findings`);
  if (!done.newerIsKept) console.log('The newer root is the proof’s own word: compare it with /transparency.');
  return done.findings.length === 0 ? 0 : 1;
}

async function* linesOf(file) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (line !== '') yield JSON.parse(line);
}

async function main(args) {
  const [file] = args;
  const valuesOf = (name) =>
    args.flatMap((each, nth) => (each === name && args[nth + 1] !== undefined ? [args[nth + 1]] : []));
  const [proof] = valuesOf('--consistency');
  if (file === undefined || (file.startsWith('--') && proof === undefined))
    throw new Error(
      'usage: node lianchuang-verify.mjs case.json | log.ndjson --seals seals.ndjson | --consistency proof.json --seals kept.json',
    );
  if (proof !== undefined) return mainConsistency(proof, valuesOf('--seals'));
  const [sealFile] = valuesOf('--seals');
  const startedAt = performance.now();
  let done;
  if (sealFile === undefined) {
    const heads = Object.fromEntries(valuesOf('--head').map((each) => each.split('=')));
    done = verifyCase(JSON.parse(readFileSync(file, 'utf8')), { root: valuesOf('--root')[0], heads });
  } else {
    done = await verifyLog(linesOf(file), sealsIn(sealFile));
  }
  for (const finding of done.findings) console.error(`✗ ${finding}`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${done.events} events, ${done.sealed} sealed, ${done.findings.length} findings, ${seconds} s`);
  if (done.openTail)
    console.log('Events that are not sealed yet: export again after the next seal (every 10 minutes).');
  return done.findings.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error) => {
      console.error(`✗ ${error.message}`);
      process.exitCode = 2;
    },
  );
