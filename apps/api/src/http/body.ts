import type { MiddlewareHandler } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { problem } from './problems.ts';

const MOST_BYTES = 1_000_000;
const MOST_DEPTH = 40;
const POLLUTING = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads at most `MOST_BYTES`; a longer body is refused while it arrives, whatever its headers promise. */
async function readText(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MOST_BYTES) return undefined;
  if (request.body === null) return '';
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MOST_BYTES) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await new Blob(parts).arrayBuffer());
}

/** `deep` where arrays and objects nest too far, `polluting` where a key would reach a prototype. */
function fault(value: unknown): 'deep' | string | undefined {
  let level: { value: unknown; pointer: string }[] = [{ value, pointer: '' }];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) return 'deep';
    const next: typeof level = [];
    for (const each of level) {
      if (each.value === null || typeof each.value !== 'object') continue;
      for (const [key, inner] of Object.entries(each.value)) {
        if (POLLUTING.has(key)) return `${each.pointer}/${key}`;
        next.push({ value: inner, pointer: `${each.pointer}/${key}` });
      }
    }
    level = next;
  }
  return undefined;
}

const isJson = (type: string): boolean => /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(type.trim());

/** The stream is used up by now: the declared routes read the body from the cache, which holds promises whatever its type says. */
function keep(c: ApiContext, text: string): void {
  c.req.bodyCache.text = Promise.resolve(text) as unknown as string;
}

/**
 * Lets only plain UTF-8 JSON of bearable size and depth through to the handlers. A repeated key keeps its last value,
 * as JSON.parse defines. An action without fields may leave the body out.
 */
export const jsonOnly: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(c.req.method)) return next();
  const request = c.req.raw;
  let text: string | undefined;
  try {
    text = await readText(request);
  } catch {
    return problem(c, { code: 'malformed-json' });
  }
  keep(c, text ?? '');
  if (text === undefined) return problem(c, { code: 'body-too-large' });
  const type = request.headers.get('Content-Type');
  const encoding = request.headers.get('Content-Encoding');
  if (encoding !== null && encoding !== 'identity') return problem(c, { code: 'unsupported-media-type' });
  if (text === '') {
    if (c.req.method === 'DELETE' || c.req.path.includes('/actions/')) text = '{}';
    else if (type === null) return problem(c, { code: 'unsupported-media-type' });
  } else if (type === null || !isJson(type)) {
    return problem(c, { code: 'unsupported-media-type' });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problem(c, { code: 'malformed-json' });
  }
  const found = fault(json);
  if (found === 'deep') return problem(c, { code: 'malformed-json' });
  if (found !== undefined) {
    const key = found.slice(found.lastIndexOf('/') + 1);
    return problem(c, { code: 'invalid-input', errors: [{ pointer: found, code: 'unknown-field', key }] });
  }
  if (type !== null) keep(c, text);
  c.set('body', { text, json });
  return next();
};
