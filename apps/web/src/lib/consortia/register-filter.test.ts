import { expect, test } from 'vitest';
import { filterQuery, readFilter, registerHref } from './register-filter.ts';

test('an address holds the whole filter and nothing else', () => {
  const filter = readFilter(new URLSearchParams('q= 深海 &industry=&status=in_force&cursor=abc&utm=x'));
  expect(filter).toEqual({ q: '深海', status: 'in_force' });
});

test('a facet replaces its own value and begins again at the first page', () => {
  expect(filterQuery({ q: '海', industry: 'qd-ai' }, { industry: 'qd-it' })).toBe('?q=%E6%B5%B7&industry=qd-it');
  expect(filterQuery({ industry: 'qd-ai' }, { industry: undefined })).toBe('');
  expect(registerHref({ status: 'expired' }, { cursor: 'n' })).toBe('/consortia?status=expired&cursor=n');
});
