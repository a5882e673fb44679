import { expect, test } from 'vitest';
import { loosen } from './loosen.ts';

const none = { total: 0, industry: [], division: [], status: [], exact: true };
const two = [{ code: 'x', name: 'x', count: 2 }];

test('an empty result names each condition whose loss helps, with how many there would be', async () => {
  const asked: unknown[] = [];
  const found = await loosen(
    { q: '海', industry: 'qd-ai', division: '370212' },
    { ...none, industry: two },
    async (filter) => {
      asked.push(filter);
      return 5;
    },
  );
  expect(found).toEqual([
    { drop: 'industry', count: 2 },
    { drop: 'q', count: 5 },
  ]);
  expect(asked).toEqual([{ industry: 'qd-ai', division: '370212', q: undefined }]);
});

test('a condition whose loss would not help is not offered', async () => {
  expect(await loosen({ q: '海' }, none, async () => 0)).toEqual([]);
});
