import { fieldWords } from '@lianchuang/contract/field-words';
import type { ProblemJson } from '@lianchuang/contract/problem';
import { isProblemCode, PROBLEMS } from '@lianchuang/contract/problem-words';
import type { Locale, Refusal } from '@lianchuang/domain/kernel';
import type { ApiContext } from './context.ts';
import { retryAfter } from './limits.ts';

export type FieldError = { readonly pointer: string; readonly code: string } & Record<string, unknown>;

/** Facts that may travel with an answer; everything else in a refusal stays inside. */
const SHOWN = [
  'rules',
  'members',
  'status',
  'dueOn',
  'lastDay',
  'contentHash',
  'objections',
  'year',
  'ruleId',
  'missing',
  'items',
  'open',
  'changed',
  'most',
  'left',
  'opensAt',
  'closesAt',
];

function languageOf(c: ApiContext): Locale {
  return /^\s*en\b/i.test(c.req.header('Accept-Language') ?? '') ? 'en' : 'zh';
}

/** The RFC 9457 body of a refusal in the caller's language. */
function problemBody(refusal: Refusal, locale: Locale, requestId: string): ProblemJson {
  const code = isProblemCode(refusal.code) ? refusal.code : 'internal-error';
  const { status, title, detail } = PROBLEMS[code];
  const errors = (refusal['errors'] as FieldError[] | undefined)?.map(({ pointer, code: fieldCode, ...facts }) => ({
    pointer,
    code: fieldCode,
    detail: fieldWords(fieldCode, facts)[locale],
  }));
  const facts = Object.fromEntries(SHOWN.filter((key) => refusal[key] !== undefined).map((key) => [key, refusal[key]]));
  return {
    type: `/problems/${code}`,
    title: title[locale],
    status,
    detail: detail(refusal)[locale],
    instance: requestId,
    code,
    ...(errors === undefined ? {} : { errors }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

/** Answers a refusal. */
export function problem(c: ApiContext, refusal: Refusal, headers: Record<string, string> = {}): Response {
  const locale = languageOf(c);
  const body = problemBody(refusal, locale, c.get('requestId') ?? '');
  c.set('refused', body.code);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': locale === 'zh' ? 'zh-CN' : 'en',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

/** Answers a refusal that may say until when; then `Retry-After` says it as well. */
export function told(c: ApiContext, refusal: Refusal): Response {
  const { until } = refusal as { until?: unknown };
  return problem(c, refusal, typeof until === 'number' ? { 'Retry-After': retryAfter(until, c.get('ask').now) } : {});
}
