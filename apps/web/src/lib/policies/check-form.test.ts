import { expect, test } from 'vitest';
import { checkBody, elsewhere, readCheck } from './check-form.ts';

const read = (query: string) => readCheck(new URLSearchParams(query)).values;

test('an address without a lead asks nothing yet', () => {
  expect(readCheck(new URLSearchParams('policy=pol_qingdao-2025')).asked).toBe(false);
});

test('numbers of members become members with their kind and chain position', () => {
  const built = checkBody(
    read('policy=p&lead=enterprise&division=370212&upstream=１&downstream=2&university=1&months=36'),
  );
  expect(built).toEqual({
    ok: true,
    body: {
      policy: { id: 'p' },
      lead: { kind: 'enterprise', divisionCode: '370212' },
      members: [
        { kind: 'enterprise', chainPosition: 'upstream' },
        { kind: 'enterprise', chainPosition: 'downstream' },
        { kind: 'enterprise', chainPosition: 'downstream' },
        { kind: 'university' },
      ],
      validityMonths: 36,
    },
  });
});

test('a lead from elsewhere gives its own code', () => {
  const built = checkBody(read(`policy=p&lead=enterprise&division=${elsewhere}&code=110105`));
  expect(built.ok && built.body.lead.divisionCode).toBe('110105');
});

test.each([
  ['policy=p&lead=&division=370212', ['lead']],
  ['policy=p&lead=enterprise&division=', ['division']],
  [`policy=p&lead=enterprise&division=${elsewhere}&code=999999`, ['code']],
  ['policy=p&lead=enterprise&division=370212&upstream=-1&university=x&months=0', ['upstream', 'university', 'months']],
  ['policy=p&lead=enterprise&division=370212&upstream=150&downstream=100', ['upstream']],
] as const)('%s is refused at its fields', (query, fields) => {
  const built = checkBody(read(query));
  expect(built.ok ? [] : Object.keys(built.errors)).toEqual(fields);
});
