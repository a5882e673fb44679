import { expect, test } from 'vitest';
import { keptDraft } from './kept-draft.ts';

const place = { at: '2026-11-01T00:00:00.000Z', href: '/apply', title: '示例' };

test('what was kept on a device comes back, and nothing kept in place of it does not', () => {
  const shown = { summary: '' };
  const kept = { ...place, base: shown, typed: { summary: '写过的' } };
  expect(keptDraft(kept, shown, shown, 1)).toEqual({ typed: { summary: '写过的' }, base: shown });
  expect(keptDraft({ ...kept, typed: undefined }, shown, shown, 1)).toBeNull();
});
