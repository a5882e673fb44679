import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

test.each(['/apply', '/apply/filings/fil_1/members?from=mail#add', '/en/admin', '/sign/tok_1'])('%s stays', (path) =>
  expect(nextPath(path, '/apply')).toBe(path),
);

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/a/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'apply',
  '',
  null,
  undefined,
])('%s leads home', (path) => expect(nextPath(path, '/apply')).toBe('/apply'));
