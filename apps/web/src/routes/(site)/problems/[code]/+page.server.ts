import { isProblemCode, PROBLEMS } from '@lianchuang/contract/problem-words';
import { getLocale } from '#lib/paraglide/runtime.js';
import { problemWords } from '#lib/problem-words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, setHeaders }) => {
  const { code } = params;
  setHeaders({ 'cache-control': 'public, max-age=3600' });
  if (!isProblemCode(code)) return { code, title: null, words: null };
  return { code, title: PROBLEMS[code].title[getLocale()], words: problemWords(code) };
};
