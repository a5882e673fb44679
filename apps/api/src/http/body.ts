import type { MiddlewareHandler } from 'hono';
import type { ApiContext, ApiEnv } from './context.ts';
import { problem } from './problems.ts';
import { bringsBytes } from './request.ts';

const MOST_BYTES = 1_000_000;
const MOST_DEPTH = 40;
const POLLUTING = new Set(['__proto__', 'constructor', 'prototype']);

type Unread = 'body-too-large' | 'malformed-json';

/** Reads at most so many bytes; a longer body is refused while it arrives, whatever its headers promise. */
export async function readBytes(request: Request, most = MOST_BYTES): Promise<Uint8Array<ArrayBuffer> | Unread> {
  if (Number(request.headers.get('Content-Length') ?? 0) > most) return 'body-too-large';
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    // Chunks that are none, or a sender who went away.
    const part = await reader.read().catch(() => undefined);
    if (part === undefined) return 'malformed-json';
    const { done, value } = part;
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      return 'body-too-large';
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The text of UTF-8 bytes; undefined for bytes that are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
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

const CHANGES = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** For the library that reads bodies by itself: no more than anybody else may send, and JSON only. */
export const boundedJson: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { url, method, headers } = c.req.raw;
  if (!CHANGES.includes(method)) return next();
  const bytes = await readBytes(c.req.raw);
  if (typeof bytes === 'string') return problem(c, { code: bytes });
  if (bytes.byteLength > 0 && !isJson(headers.get('Content-Type') ?? '')) {
    return problem(c, { code: 'unsupported-media-type' });
  }
  c.req.raw = new Request(url, { method, headers, ...(bytes.byteLength > 0 ? { body: bytes } : {}) });
  return next();
};

/**
 * Lets only plain UTF-8 JSON of bearable size and depth through to the handlers. A repeated key keeps its last value,
 * as JSON.parse defines. An action without fields may leave the body out.
 */
export const jsonOnly: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (!CHANGES.includes(c.req.method) || bringsBytes(c.req)) return next();
  const request = c.req.raw;
  const bytes = await readBytes(request);
  keep(c, '');
  if (typeof bytes === 'string') return problem(c, { code: bytes });
  const type = request.headers.get('Content-Type');
  const encoding = request.headers.get('Content-Encoding');
  const mayBeEmpty = c.req.method === 'DELETE' || c.req.path.includes('/actions/');
  const isPlain = encoding === null || encoding === 'identity';
  const isTyped = bytes.byteLength === 0 ? mayBeEmpty || type !== null : isJson(type ?? '');
  if (!isPlain || !isTyped) return problem(c, { code: 'unsupported-media-type' });
  const text = bytes.byteLength === 0 && mayBeEmpty ? '{}' : textOf(bytes);
  if (text === undefined) return problem(c, { code: 'malformed-json' });
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
