import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isBelow, lockedPackages, type Locked } from './installed.ts';
import { isAllowed, judgeLicences, judgeVersions, licences, minimumVersions } from './judge.ts';

const aPackage = (over: Partial<Locked> = {}): Locked => ({
  name: 'some-package',
  version: '1.0.0',
  licence: 'MIT',
  elsewhere: false,
  ...over,
});
const allowed = { MIT: '', Zlib: '', 'Apache-2.0': '' };

test('every package of the lock file has a licence that is allowed or a reason', () => {
  const packages = lockedPackages();
  assert.ok(packages.length > 500);
  assert.ok(packages.some(({ name }) => name === 'hono'));
  assert.deepEqual(judgeLicences(packages, licences()), []);
});

test('no package is older than its last known hole, but for those with a reason', () => {
  assert.deepEqual(judgeVersions(lockedPackages(), minimumVersions()), []);
});

test('a licence that nobody allowed, or none at all, is found', () => {
  for (const licence of ['GPL-3.0-only', 'AGPL-3.0', 'none', 'UNLICENSED', 'MIT AND GPL-2.0'])
    assert.match(
      judgeLicences([aPackage({ licence })], { allowed, exceptions: {} }).join(),
      /has the licence/,
      licence,
    );
});

test('of several licences to choose from one is enough, of several together all are needed', () => {
  assert.ok(isAllowed('(GPL-2.0 OR MIT)', allowed));
  assert.ok(isAllowed('(MIT AND Zlib)', allowed));
  assert.ok(!isAllowed('(MIT AND GPL-2.0)', allowed));
  assert.ok(!isAllowed('GPL-2.0 OR AGPL-3.0', allowed));
});

test('an exception holds for its licence only, and one that nothing needs is found', () => {
  const exceptions = { 'some-*': { licence: 'MPL-2.0', why: 'only a tool' } };
  assert.deepEqual(judgeLicences([aPackage({ licence: 'MPL-2.0' })], { allowed, exceptions }), []);
  assert.match(judgeLicences([aPackage({ licence: 'GPL-2.0' })], { allowed, exceptions }).join(), /has the licence/);
  assert.match(judgeLicences([aPackage()], { allowed, exceptions }).join(), /for nothing/);
});

test('what is locked and not installed is found, unless it is for another machine', () => {
  const absent = aPackage({ licence: undefined });
  assert.match(judgeLicences([absent], { allowed, exceptions: {} }).join(), /not installed/);
  assert.deepEqual(judgeLicences([{ ...absent, elsewhere: true }], { allowed, exceptions: {} }), []);
});

test('an old version, a forbidden package and an idle exception are found', () => {
  const rules = {
    minimum: { hono: { version: '4.12.34', because: 'CVE' } },
    forbidden: { xlsx: 'stays old' },
    exceptions: {},
  };
  const of = (name: string, version: string) => judgeVersions([aPackage({ name, version })], rules);
  assert.match(of('hono', '4.12.33').join(), /below 4\.12\.34/);
  assert.deepEqual([of('hono', '4.12.34'), of('hono', '4.13.0'), of('hono', '5.0.0')], [[], [], []]);
  assert.match(of('xlsx', '0.18.5').join(), /may not be used/);
  const excepted = { ...rules, exceptions: { 'hono@4.12.33': 'why' } };
  assert.deepEqual(judgeVersions([aPackage({ name: 'hono', version: '4.12.33' })], excepted), []);
  assert.match(judgeVersions([aPackage()], excepted).join(), /for nothing/);
});

test('versions are compared as numbers, not as text', () => {
  assert.ok(isBelow('4.9.7', '4.12.0'));
  assert.ok(!isBelow('4.100.0', '4.59.1'));
  assert.ok(!isBelow('0.45.2', '0.45.2'));
});
