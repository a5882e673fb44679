import type { AttachmentView, BeginAttachment } from '@lianchuang/contract/attachments';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { ProblemFields } from '#lib/ui/problem.ts';

export type Reply<T> = { ok: true; data: T } | { ok: false; problem: ProblemFields; retryAfter?: number };

/** No answer came: nobody knows whether the request arrived. */
export class NoAnswer extends Error {}

/** How a file gets to the server; every call throws `NoAnswer` where the network failed. */
export type Transport = {
  begin(filingId: string, body: BeginAttachment, key: string, signal: AbortSignal): Promise<Reply<AttachmentView>>;
  look(id: string, signal: AbortSignal): Promise<Reply<AttachmentView>>;
  put(
    id: string,
    nth: number,
    chunk: Blob,
    sent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<Reply<unknown>>;
  complete(id: string, key: string, signal: AbortSignal): Promise<Reply<AttachmentView>>;
  remove(id: string): Promise<Reply<unknown>>;
};

/** A line that is dead and says nothing would be waited for until the system gives it up, which takes a quarter of an hour. */
const SILENT_MS = 60_000;
const ROOT = '/api/v1';

/** What the server has against it. The gate of a public network refuses in its own words, which say nothing about the file. */
function problemOf(status: number, text: string): ProblemFields {
  try {
    const body = JSON.parse(text) as Partial<ProblemFields> | null;
    if (body?.code && body.title) return { ...body, code: body.code, title: body.title, status };
  } catch {
    // No JSON at all.
  }
  throw new NoAnswer();
}

/** Every call is answered with the file. A gate of some network that answers for the server with a page of its own is no answer. */
function viewOf(text: string): AttachmentView {
  try {
    const body = JSON.parse(text) as AttachmentView | null;
    if (typeof body?.id === 'string' && typeof body.state === 'string') return body;
  } catch {
    // No JSON at all.
  }
  throw new NoAnswer();
}

async function ask(method: string, path: string, init: RequestInit = {}): Promise<Reply<AttachmentView>> {
  const stop = new AbortController();
  const onstop = () => stop.abort();
  init.signal?.addEventListener('abort', onstop, { once: true });
  const timer = setTimeout(onstop, SILENT_MS);
  let response: Response;
  let text: string;
  try {
    init.signal?.throwIfAborted();
    const headers = { 'accept-language': getLocale(), ...init.headers };
    response = await fetch(ROOT + path, { ...init, method, headers, signal: stop.signal });
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new NoAnswer();
  } finally {
    clearTimeout(timer);
    init.signal?.removeEventListener('abort', onstop);
  }
  if (response.ok) return { ok: true, data: viewOf(text) };
  const after = Number(response.headers.get('retry-after'));
  const problem = problemOf(response.status, text);
  return { ok: false, problem, ...(after > 0 ? { retryAfter: after * 1000 } : {}) };
}

const json = (body: unknown, key: string, signal?: AbortSignal): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
  ...(signal === undefined ? {} : { signal }),
});

/** `fetch` tells nothing of what it has sent so far, so that a chunk goes by the older way. */
function putChunk(
  path: string,
  chunk: Blob,
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Reply<unknown>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.open('PUT', ROOT + path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept-language', getLocale());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENT_MS);
    };
    request.upload.onprogress = (event) => {
      heard();
      sent(event.loaded);
    };
    request.onload = () => {
      const isDone = request.status >= 200 && request.status < 300;
      const after = Number(request.getResponseHeader('retry-after'));
      try {
        resolve(
          isDone
            ? { ok: true, data: viewOf(request.responseText) }
            : {
                ok: false,
                problem: problemOf(request.status, request.responseText),
                ...(after > 0 ? { retryAfter: after * 1000 } : {}),
              },
        );
      } catch (error) {
        reject(error as NoAnswer);
      }
    };
    request.onerror = () => reject(new NoAnswer());
    request.onabort = () => reject(signal.aborted ? new DOMException('', 'AbortError') : new NoAnswer());
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    if (signal.aborted) return reject(new DOMException('', 'AbortError'));
    heard();
    request.send(chunk);
  });
}

export const overHttp: Transport = {
  begin: (filingId, body, key, signal) => ask('POST', `/filings/${filingId}/attachments`, json(body, key, signal)),
  look: (id, signal) => ask('GET', `/attachments/${id}`, { signal }),
  put: (id, nth, chunk, sent, signal) => putChunk(`/attachments/${id}/chunks/${nth}`, chunk, sent, signal),
  complete: (id, key, signal) => ask('POST', `/attachments/${id}/actions/complete`, json({}, key, signal)),
  remove: (id) => ask('DELETE', `/attachments/${id}`, { headers: { 'idempotency-key': crypto.randomUUID() } }),
};
