import { expect, test } from 'vitest';
import { uploadForm } from './upload-form.server.ts';

type Event = Parameters<typeof uploadForm>[0];

/** A form with one file, against an API that refuses it at one of its calls and has room for one ticket. */
async function sentForm(refusedAt: RegExp | null) {
  const calls: string[] = [];
  let taken = false;
  const api = (async (path: string, init: RequestInit) => {
    const call = `${init.method} ${path}`;
    calls.push(call);
    if (refusedAt?.test(call))
      return Response.json({ code: 'attachment.damaged', title: '文件损坏', status: 422 }, { status: 422 });
    if (/POST .*attachments$/.test(call)) {
      if (taken) return Response.json({ code: 'attachment.place-full', title: '已满' }, { status: 409 });
      taken = true;
      return Response.json({ id: 'att_1', upload: { chunkBytes: 4, chunks: 2 } }, { status: 201 });
    }
    if (call.startsWith('DELETE')) taken = false;
    return Response.json({});
  }) as unknown as typeof fetch;
  const form = new FormData();
  form.set('key', 'k');
  form.set('material', 'signature-page');
  form.set('file', new File(['12345'], 'a.pdf', { type: 'application/pdf' }));
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const event = { params: { id: 'fil_1' }, locals: { api }, request, url: new URL(request.url) } as unknown as Event;
  const answer = await uploadForm(event, (query) => `/back${query}`).catch((thrown: unknown) => thrown);
  return { answer, calls, taken };
}

test.each([/complete$/, /chunks\/1$/])('a file refused at %s leaves no ticket that takes up its place', async (at) => {
  const { answer, calls, taken } = await sentForm(at);
  expect(answer).toMatchObject({ status: 422, data: { problem: { code: 'attachment.damaged' } } });
  expect([calls.at(-1), taken]).toEqual(['DELETE /api/v1/attachments/att_1', false]);
});

test('a file that is taken stays', async () => {
  const { answer, calls, taken } = await sentForm(null);
  expect(answer).toMatchObject({ status: 303, location: '/back?done=1' });
  expect([calls.length, taken]).toEqual([4, true]);
});
