import type { AttachmentView } from '@lianchuang/contract/attachments';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { textOf } from '#lib/filings/typed-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail, type Answer } from '#lib/server/api.ts';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { typeOfFile } from './file-type.ts';

type Event = RequestEvent<{ id: string }>;

async function putChunk(api: typeof fetch, path: string, chunk: Blob): Promise<ProblemFields | null> {
  const headers = { 'content-type': 'application/octet-stream', accept: 'application/json' };
  const response = await api(`/api/v1${path}`, { method: 'PUT', headers, body: await chunk.arrayBuffer() });
  return response.ok ? null : ((await response.json()) as ProblemFields);
}

/** One file through the same calls that the page's script makes: ticket, chunks, completion. */
async function send(event: Event, form: FormData, file: File): Promise<ProblemFields | null> {
  const api = createApi(event.locals.api);
  const key = textOf(form, 'key');
  const page = textOf(form, 'page');
  const body = {
    materialId: textOf(form, 'material'),
    memberId: textOf(form, 'member') || null,
    name: file.name,
    bytes: file.size,
    type: typeOfFile(file),
    ...(page === '' ? {} : { page }),
  };
  const begun: Answer<AttachmentView> = await api.post(`/filings/${event.params.id}/attachments`, body, {
    idempotencyKey: key,
  });
  if (!begun.ok) return begun.problem;
  const problem = await fill(event, begun.data, file, key);
  // Without it the ticket would go on taking up the place of the file that comes instead.
  if (problem !== null) await api.delete(`/attachments/${begun.data.id}`, { idempotencyKey: `${key}-remove` });
  return problem;
}

async function fill(
  { locals }: Event,
  { id, upload }: AttachmentView,
  file: File,
  key: string,
): Promise<ProblemFields | null> {
  for (let nth = 0; upload !== null && nth < upload.chunks; nth += 1) {
    const chunk = file.slice(nth * upload.chunkBytes, (nth + 1) * upload.chunkBytes);
    const refused = await putChunk(locals.api, `/attachments/${id}/chunks/${nth}`, chunk);
    if (refused !== null) return refused;
  }
  const completed = await createApi(locals.api).post(
    `/attachments/${id}/actions/complete`,
    {},
    { idempotencyKey: `${key}-complete` },
  );
  return completed.ok ? null : completed.problem;
}

/** A file without script: chosen and sent like any other form. `back` is the page that shows the list. */
export async function uploadForm(event: Event, back: (query: string) => string) {
  const form = await event.request.formData();
  const file = form.get('file');
  if (!(file instanceof File) || file.name === '')
    return fail(422, { problem: null, error: m['materials.none_chosen']() });
  const problem = await send(event, form, file);
  if (problem === null) redirect(303, back('?done=1'));
  resumeAfterSignIn(event, problem);
  return toFail(problem, { error: null });
}

/** Takes a file out of the filing. */
export async function removeForm(event: Event, back: (query: string) => string) {
  const form = await event.request.formData();
  const answer = await createApi(event.locals.api).delete(`/attachments/${encodeURIComponent(textOf(form, 'file'))}`, {
    idempotencyKey: textOf(form, 'key'),
  });
  if (answer.ok || answer.status === 404) redirect(303, back('?gone=1'));
  resumeAfterSignIn(event, answer.problem);
  return toFail(answer.problem, { error: null });
}
