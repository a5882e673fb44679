import { describe, expect, test } from 'vitest';
import { luoyang2025, qingdao2025 } from '../policies/index.ts';
import { liesIn, placeAt, placesOf } from './places.ts';
import { aReadyFiling } from './testing.ts';

const filing = aReadyFiling();
const [first, second] = filing.members;
const at = (pointer: string) => placeAt(pointer, filing, qingdao2025);

describe('a pointer names a place of the filing, however it is spelled', () => {
  test.each([
    ['', ''],
    ['/', ''],
    ['#', ''],
    ['/summary', '/summary'],
    ['summary', '/summary'],
    ['#/summary', '/summary'],
    ['/summary/', '/summary'],
    ['/content/summary', '/summary'],
    ['/content', ''],
    ['/topics', '/topics'],
    ['/topics/0', '/topics/0'],
    ['/topics/00', '/topics/0'],
    ['/topics/0/indicators', '/topics/0/indicators'],
    ['/plan', '/plan'],
    ['/plan/goals', '/plan/goals'],
    ['/plan/funding/0/amountFen', '/plan/funding/0/amountFen'],
    ['/plan/milestones/0', '/plan/milestones/0'],
    ['/mechanisms', '/mechanisms'],
    ['/mechanisms/0', '/mechanisms/decision_dispatch'],
    ['/mechanisms/0/text', '/mechanisms/decision_dispatch'],
    ['/mechanisms/funding', '/mechanisms/funding'],
    ['/declarations', '/declarations'],
    ['/declarations/chief_scientist', '/declarations/chief_scientist'],
    ['/materials', '/materials'],
    [`/materials/${qingdao2025.materials[0]?.id}`, `/materials/${qingdao2025.materials[0]?.id}`],
    ['/members', '/members'],
    ['/members/0', `/members/${first?.id}`],
    [`/members/${second?.id}`, `/members/${second?.id}`],
    [`/members/${second?.uscc}/duties`, `/members/${second?.id}/duties`],
    ['/members/0/organization/name', `/members/${first?.id}/name`],
    ['/members/0/organization', `/members/${first?.id}`],
    ['/members/0/organization/uscc', `/members/${first?.id}`],
    ['/members/0/contributions/0/text', `/members/${first?.id}/contributions/0/text`],
  ])('%s is %s', (pointer, place) => {
    expect(at(pointer)).toBe(place);
  });

  test.each(['/lead', '/lead/organization/name', '/policy', '/waivers', '/members/0/signature', '/check/rules/0'])(
    '%s is there, and nobody edits it',
    (pointer) => {
      expect(at(pointer)).toBeNull();
    },
  );

  test.each([
    '/nothing',
    '/topics/1',
    '/topics/-1',
    '/topics/x',
    '/topics/0/weather',
    '/plan/weather',
    '/plan/goals/0',
    '/summary/0',
    '/mechanisms/weather',
    '/members/99',
    '/members/fmb_none',
    '/members/0/weather',
    '/members/0/contributions/7',
    '/declarations/weather',
    '/materials/weather',
    '/__proto__',
  ])('%s points at nothing', (pointer) => {
    expect(at(pointer)).toBeUndefined();
  });

  test.each([qingdao2025, luoyang2025])('every place that is offered is a place', (policy) => {
    const offered = placesOf(filing, policy);
    expect(offered.length).toBeGreaterThan(40);
    expect(offered.map((each) => placeAt(each, filing, policy))).toEqual(offered);
  });
});

test.each([
  ['/plan/goals', '/plan', true],
  ['/plan', '/plan', true],
  ['/planning', '/plan', false],
  ['/plan', '/plan/goals', false],
  ['/anything', '', true],
])('%s lies in %s: %s', (place, around, lies) => {
  expect(liesIn(place, around)).toBe(lies);
});
