import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NoAnswer, overHttp } from './transport.ts';

const PORTAL = '<!doctype html><title>登录校园网</title>';
const VIEW = JSON.stringify({ id: 'att_1', state: 'uploading' });
const never = () => new AbortController().signal;
const answers = (text: string, status = 200) => vi.stubGlobal('fetch', async () => new Response(text, { status }));

/** As much of the browser's own as a chunk needs. */
class Request {
  static answer: { status: number; text: string } | null = null;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  open() {}
  setRequestHeader() {}
  getResponseHeader() {
    return null;
  }
  send() {
    const { answer } = Request;
    if (answer === null) return;
    [this.status, this.responseText] = [answer.status, answer.text];
    this.onload?.();
    this.onloadend?.();
  }
  abort() {
    this.onabort?.();
    this.onloadend?.();
  }
}
const put = () => overHttp.put('att_1', 0, new Blob(['x']), () => undefined, never());

beforeEach(() => vi.stubGlobal('XMLHttpRequest', Request));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([PORTAL, '', 'null', '"x"', '{}'])('an answer of %j with 200 is nobody’s: the file waits', async (text) => {
  answers(text);
  await expect(overHttp.look('att_1', never())).rejects.toBeInstanceOf(NoAnswer);
  await expect(overHttp.complete('att_1', 'k', never())).rejects.toBeInstanceOf(NoAnswer);
  await expect(overHttp.remove('att_1')).rejects.toBeInstanceOf(NoAnswer);
  Request.answer = { status: 200, text };
  await expect(put()).rejects.toBeInstanceOf(NoAnswer);
});

test.each([401, 403, 404, 502])(
  'a refusal with %i in somebody else’s words loses no file: it waits',
  async (status) => {
    answers(PORTAL, status);
    await expect(overHttp.look('att_1', never())).rejects.toBeInstanceOf(NoAnswer);
    Request.answer = { status, text: PORTAL };
    await expect(put()).rejects.toBeInstanceOf(NoAnswer);
  },
);

test('what the server itself answers is taken as it is', async () => {
  answers(VIEW);
  expect(await overHttp.look('att_1', never())).toEqual({ ok: true, data: { id: 'att_1', state: 'uploading' } });
  Request.answer = { status: 200, text: VIEW };
  expect((await put()).ok).toBe(true);
  const problem = { code: 'attachment.place-full', title: '已满' };
  answers(JSON.stringify(problem), 409);
  expect(await overHttp.look('att_1', never())).toEqual({ ok: false, problem: { ...problem, status: 409 } });
});

test('a line that is dead and does not say so is given up after a minute; one that was stopped is no lost answer', async () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'fetch',
    (_: string, { signal }: RequestInit) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
  );
  Request.answer = null;
  const dead = [overHttp.look('att_1', never()), put()].map((each) => each.catch((error: unknown) => error));
  await vi.advanceTimersByTimeAsync(60_000);
  for (const error of await Promise.all(dead)) expect(error).toBeInstanceOf(NoAnswer);
  const stop = new AbortController();
  const stopped = overHttp.look('att_1', stop.signal).catch((error: unknown) => error);
  stop.abort();
  expect(await stopped).not.toBeInstanceOf(NoAnswer);
});
