import type { Hook } from '@hono/zod-openapi';
import type { ZodError, ZodType, core } from 'zod';
import { ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { Handler } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { problem, type FieldError } from './problems.ts';

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((each) => `/${String(each).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function fieldErrors(issue: core.$ZodIssue): FieldError[] {
  const pointer = pointerOf(issue.path);
  switch (issue.code) {
    case 'custom': {
      const refusal = issue.params?.['refusal'] as { code: string } | undefined;
      return [{ pointer, ...(refusal ?? { code: issue.message }) }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: `${pointer}${pointerOf([key])}`, code: 'unknown-field', key }));
    case 'invalid_type':
      if (issue.input === undefined) return [{ pointer, code: 'required' }];
      return [{ pointer, code: issue.expected === 'int' ? 'not-integer' : 'wrong-type', expected: issue.expected }];
    case 'invalid_value':
      return [{ pointer, code: issue.input === undefined ? 'required' : 'not-in-list' }];
    case 'too_big':
      return [{ pointer, code: 'too-large', maximum: Number(issue.maximum) }];
    case 'too_small':
      return [{ pointer, code: 'too-small', minimum: Number(issue.minimum) }];
    default:
      return [{ pointer, code: 'malformed' }];
  }
}

/** Every field error of a failed parse, in the order of the body. */
function errorsOf(error: ZodError): FieldError[] {
  return error.issues.flatMap(fieldErrors);
}

/** Holds a body against its schema; the refusal names each field and how to mend it. */
export function validate<T extends ZodType>(schema: T, given: unknown): Result<ZodOutput<T>> {
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return ok(parsed.data as ZodOutput<T>);
  return refuse({ code: 'invalid-input', errors: errorsOf(parsed.error as ZodError) });
}
type ZodOutput<T extends ZodType> = T['_zod']['output'];

const valueAt = (given: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], given);

/** What the declared routes do when path, query or body do not fit. */
export const onInvalid: Hook<unknown, ApiEnv, string, unknown> = (result, c) => {
  if (result.success) return undefined;
  if (result.target === 'param') return problem(c as ApiContext, { code: 'not-found' });
  const { error, data } = result as unknown as { error: ZodError; data: unknown };
  // The framework parses without `reportInput`: what is missing and what is wrong are told apart here.
  const errors = error.issues.flatMap((issue) =>
    fieldErrors({ ...issue, input: valueAt(data, issue.path) } as core.$ZodIssue),
  );
  return problem(c as ApiContext, { code: 'invalid-input', errors });
};

/** A handler outside the declared routes that gets its body read. */
export function reading<T>(schema: ZodType<T>, work: (c: ApiContext, body: T) => Promise<Response>): Handler<ApiEnv> {
  return async (c) => {
    const body = validate(schema, await c.req.raw.json().catch(() => null));
    return body.ok ? work(c, body.value as T) : problem(c, body.refusal);
  };
}
