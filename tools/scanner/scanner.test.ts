import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { anOfficeFile, aPdf, aZip } from '../../packages/domain/src/attachments/testing.ts';
import { turbo } from '../run.ts';
import { aClamd, EICAR, STREAM_MEGABYTES, type Clamd } from './clamd.ts';
import {
  aHouse,
  complete,
  counting,
  looked,
  recordOf,
  sent,
  served,
  uploaded,
  viewOf,
  type File,
  type House,
} from './uploads.ts';

// A real clamd of Debian and the built product: every result went over the wire.
let clamd: Clamd;
/** Holds back what nobody scanned. */
let holding: House;
/** Takes it, with a mark. */
let taking: House;

before(async () => {
  const { ok, output } = await turbo(['build']);
  assert.ok(ok, output);
  clamd = await aClamd();
  holding = await aHouse(clamd.address, 'hold');
  taking = await aHouse(clamd.address, 'attach');
});
after(async () => {
  await Promise.all([holding, taking].map((each) => each?.serving.stop()));
  await clamd?.remove();
});

const PDF = 'application/pdf';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const keyOf = (house: House, id: string) => `files/${house.filing}/${id}`;
const triesOf = async ({ db }: House, id: string) => {
  const asked = db.prepare('SELECT scan_attempts AS tries FROM attachments WHERE id = ?').bind(id);
  return (await asked.all<{ tries: number }>()).results[0]?.tries;
};
const stateOf = async (house: House, id: string) => {
  const { state, scan } = await viewOf(house, id);
  return `${state} ${scan}`;
};

/** A PDF of so many bytes that no other equals. */
function aPdfOf(bytes: number): File {
  const content = new Uint8Array(randomBytes(bytes));
  content.set(aPdf());
  return { bytes: content, name: '证明.pdf', type: PDF };
}

async function isGone(house: House, id: string): Promise<void> {
  const view = await viewOf(house, id);
  assert.deepEqual([view.state, view.scan, view.refusedFor, view.content], ['refused', 'infected', 'infected', null]);
  assert.equal(await house.bucket.get(keyOf(house, id)), null);
  const answer = await served(house, id);
  assert.equal(answer.status, 409);
  assert.ok(!answer.bytes.includes(EICAR));
  assert.ok(!(await counting(house)).includes(id));
}

const INFECTED: readonly (readonly [string, File])[] = [
  ['inside a PDF', { bytes: aPdf(EICAR), name: '合同.pdf', type: PDF }],
  ['in an archive', { bytes: aZip([{ name: 'a.txt', content: EICAR }]), name: '材料.zip', type: 'application/zip' }],
  [
    'in a document',
    {
      bytes: anOfficeFile('word/document.xml', [{ name: 'word/x.xml', content: EICAR }]),
      name: '协议.docx',
      type: DOCX,
    },
  ],
];
for (const [where, file] of INFECTED)
  test(`EICAR ${where} is refused in moments, its bytes are gone, and both are on record`, async () => {
    const id = await uploaded(holding, file);
    await isGone(holding, id);
    const record = await recordOf(holding, id);
    assert.deepEqual(
      record.map(({ action }) => action),
      ['attachment.begin', 'attachment.store', 'attachment.refuse'],
    );
    assert.match(record.at(-1)?.payload ?? '', /"reason":"infected"/);
  });

test('a clean PDF of several chunks is checked, counts, and is served with the bytes that were sent', async () => {
  const file = aPdfOf(3 * 1_048_576 + 7);
  const id = await uploaded(holding, file);
  assert.equal(await stateOf(holding, id), 'attached clean');
  const answer = await served(holding, id);
  assert.equal(answer.status, 200);
  assert.ok(answer.bytes.equals(file.bytes));
  assert.ok((await counting(holding)).includes(id));
});

test('of files completed at once each gets its own result', async () => {
  const files = Array.from({ length: 8 }, (_, nth) =>
    nth % 2 === 0 ? aPdfOf(100_000) : { bytes: aPdf(`${EICAR}${nth}`), name: `${nth}.pdf`, type: PDF },
  );
  const ids: string[] = [];
  for (const file of files) ids.push(await sent(holding, file));
  await Promise.all(ids.map((id) => complete(holding, id)));
  await Promise.all(ids.map((id) => looked(holding, id)));
  const states = await Promise.all(ids.map((id) => stateOf(holding, id)));
  assert.deepEqual(
    states,
    files.map((_, nth) => (nth % 2 === 0 ? 'attached clean' : 'refused infected')),
  );
});

for (const [name, state, house] of [
  ['held back', 'stored not_scanned', () => holding],
  ['taken with a mark', 'attached not_scanned', () => taking],
] as const)
  test(`what is larger than the scanner takes is ${name}, and is asked about once`, async () => {
    const id = await uploaded(house(), aPdfOf((STREAM_MEGABYTES + 1) * 1_048_576));
    assert.equal(await stateOf(house(), id), state);
    assert.equal((await viewOf(house(), id)).tooLargeToScan, true);
    const record = await recordOf(house(), id);
    assert.match(record.at(-1)?.payload ?? '', /"tooLargeToScan":true/);
    for (let nth = 0; nth < 3; nth += 1) await house().serving.runJobs();
    assert.equal(await stateOf(house(), id), state);
    assert.deepEqual(await recordOf(house(), id), record);
    assert.equal(await triesOf(house(), id), 0);
    assert.equal((await counting(house())).includes(id), state.startsWith('attached'));
    assert.equal((await served(house(), id)).status, state.startsWith('attached') ? 200 : 409);
  });

test('while the scanner is down files wait; when it is back each is checked, and EICAR is refused', async () => {
  await clamd.kill();
  const [clean, infected] = [aPdfOf(200_000), { bytes: aPdf(`${EICAR}later`), name: 'a.pdf', type: PDF }];
  const ids = [await uploaded(holding, clean), await uploaded(holding, infected)] as const;
  for (let nth = 0; nth < 5; nth += 1) await holding.serving.runJobs();
  for (const id of ids) {
    assert.equal(await stateOf(holding, id), 'stored waiting');
    assert.ok(!(await counting(holding)).includes(id));
  }
  await clamd.start();
  await holding.serving.runJobs();
  assert.equal(await stateOf(holding, ids[0]), 'attached clean');
  assert.ok((await served(holding, ids[0])).bytes.equals(clean.bytes));
  await isGone(holding, ids[1]);
});

test('a scanner killed in the middle of a file is asked again', async () => {
  const file = aPdfOf(3 * 1_048_576);
  const id = await sent(holding, file);
  clamd.freeze();
  // Whoever sends the file is answered although nobody knows yet what is in it; the bytes are nobody's until then.
  const answered = await Promise.race([complete(holding, id), wait(10_000).then(() => undefined)]);
  assert.equal(answered?.state, 'stored');
  assert.equal(await stateOf(holding, id), 'stored waiting');
  assert.equal((await served(holding, id)).status, 409);
  await clamd.kill();
  await looked(holding, id);
  assert.equal(await stateOf(holding, id), 'stored waiting');
  await clamd.start();
  await holding.serving.runJobs();
  assert.equal(await stateOf(holding, id), 'attached clean');
  assert.ok((await served(holding, id)).bytes.equals(file.bytes));
});

test('where unscanned files are taken, the third try in vain lets them count with a mark; later EICAR leaves the filing', async () => {
  await clamd.kill();
  const [clean, infected] = [aPdfOf(200_000), { bytes: aPdf(`${EICAR}taken`), name: 'a.pdf', type: PDF }];
  const ids = [await uploaded(taking, clean), await uploaded(taking, infected)] as const;
  await taking.serving.runJobs();
  for (const id of ids) assert.equal(await stateOf(taking, id), 'stored waiting');
  await taking.serving.runJobs();
  for (const id of ids) assert.equal(await stateOf(taking, id), 'attached not_scanned');
  const others = (await counting(taking)).filter((id) => !ids.includes(id));
  assert.deepEqual((await counting(taking)).toSorted(), [...others, ...ids].toSorted());
  await clamd.start();
  await taking.serving.runJobs();
  assert.equal(await stateOf(taking, ids[0]), 'attached clean');
  await isGone(taking, ids[1]);
  assert.equal((await recordOf(taking, ids[1])).at(-1)?.action, 'filing.refuse_file');
  assert.deepEqual((await counting(taking)).toSorted(), [...others, ids[0]].toSorted());
});
