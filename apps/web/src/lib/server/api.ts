import { error, fail } from '@sveltejs/kit';
import type { ProblemFields } from '#lib/ui/problem.ts';

type Scalar = string | number | boolean | null | undefined;
export type CallOptions = {
  body?: unknown;
  ifMatch?: string | number;
  idempotencyKey?: string;
  /** Empty values are left out, so a filter form can be passed as it is. */
  query?: Record<string, Scalar> | URLSearchParams;
};
export type Answer<T> =
  | { ok: true; data: T; status: number; headers: Headers }
  | { ok: false; problem: ProblemFields; status: number; headers: Headers };

function address(path: string, query: CallOptions['query']): string {
  const base = path.startsWith('/api/') ? path : `/api/v1${path}`;
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {});
  const kept = new URLSearchParams();
  for (const [name, value] of pairs)
    if (value !== null && value !== undefined && value !== '') kept.append(name, String(value));
  return kept.size > 0 ? `${base}?${kept}` : base;
}

async function readProblem(response: Response): Promise<ProblemFields> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) {
    const body = (await response.json().catch(() => null)) as Partial<ProblemFields> | null;
    if (body?.code && body.title) return { ...body, code: body.code, title: body.title, status: response.status };
    // better-auth answers { code: 'INVALID_EMAIL_OR_PASSWORD', message }.
    if (body?.code) return { code: body.code, title: body.code, status: response.status };
  }
  return {
    code: response.status === 404 ? 'not-found' : 'unavailable',
    title: String(response.status),
    status: response.status,
  };
}

export async function call<T>(
  api: typeof fetch,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', `"${String(options.ifMatch).replaceAll('"', '')}"`);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  const init: RequestInit = { method, headers };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);

  const response = await api(address(path, options.query), init);
  const { status } = response;
  if (!response.ok) return { ok: false, problem: await readProblem(response), status, headers: response.headers };
  const data = status === 204 ? undefined : await response.json();
  return { ok: true, data: data as T, status, headers: response.headers };
}

/** The one place that knows how the API is called; paths are those below /api/v1. */
export function createApi(api: typeof fetch) {
  return {
    get: <T>(path: string, query?: CallOptions['query']) => call<T>(api, 'GET', path, query ? { query } : {}),
    post: <T>(path: string, body: unknown = {}, options: CallOptions = {}) =>
      call<T>(api, 'POST', path, { ...options, body }),
    patch: <T>(path: string, body: unknown, options: CallOptions = {}) =>
      call<T>(api, 'PATCH', path, { ...options, body }),
    delete: <T>(path: string, options: CallOptions = {}) => call<T>(api, 'DELETE', path, options),
  };
}

/** Data, or the error page with the problem on it. For `load`. */
export function unwrap<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.data;
  const { problem } = answer;
  error(problem.status, { ...problem, message: problem.title });
}

/** The problem as an action's answer, beside what was typed. */
export function toFail<Kept extends Record<string, unknown>>(problem: ProblemFields, kept: Kept = {} as Kept) {
  return fail(problem.status, { ...kept, problem });
}

/**
 * A public page may be kept as long as the shortest of the answers it shows is still fresh: what was told again from a memory
 * has aged there already. One private answer makes it private.
 */
export function keepAs(
  setHeaders: (headers: Record<string, string>) => void,
  ...answers: { headers: Headers }[]
): void {
  const kept = answers.map(({ headers }) => headers.get('cache-control') ?? 'no-store');
  if (kept.some((value) => !value.includes('public'))) return;
  const left = answers.map(({ headers }, nth) => {
    const most = Number(/max-age=(\d+)/.exec(kept[nth] ?? '')?.[1] ?? 0);
    return Math.max(0, most - Number(headers.get('age') ?? 0));
  });
  const shortest = left.indexOf(Math.min(...left));
  const value = kept[shortest] ?? 'no-store';
  setHeaders({ 'cache-control': value.replace(/max-age=\d+/, `max-age=${left[shortest] ?? 0}`) });
}
