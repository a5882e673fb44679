import { expect, it } from 'vitest';
import { receiptsOf } from './receipts.ts';

const id = 'fil_01k8m3q7x5b6cd2wvef9';
const happened = (action: string, at: number, contentHash: unknown = 'a'.repeat(64)) => ({
  action,
  at,
  payload: { contentHash },
});

it('what was never submitted has no receipt', () => {
  expect(receiptsOf(id, [happened('filing.start', 1), happened('filing.edit', 2)])).toEqual([]);
});

it('a submission has a receipt with the end of the id as its number', () => {
  expect(receiptsOf(id, [happened('filing.start', 1), happened('filing.submit', 2)])).toEqual([
    { number: 'X5B6-CD2W-VEF9', action: 'submit', at: 2, contentHash: 'a'.repeat(64) },
  ]);
});

it('each answer to a correction has a receipt of its own and leaves the earlier one as it was', () => {
  const first = [happened('filing.submit', 2, 'a'.repeat(64))];
  const later = [...first, happened('filing.request_correction', 3), happened('filing.resubmit', 4, 'b'.repeat(64))];
  const [one, two] = receiptsOf(id, later);
  expect(receiptsOf(id, first)).toEqual([one]);
  expect(two).toEqual({ number: `${one?.number}-2`, action: 'resubmit', at: 4, contentHash: 'b'.repeat(64) });
});

it('a second submission after a return is numbered after the first', () => {
  const row = [happened('filing.submit', 2), happened('filing.return', 3), happened('filing.submit', 4)];
  expect(receiptsOf(id, row).map(({ number }) => number.split('-').length)).toEqual([3, 4]);
});
