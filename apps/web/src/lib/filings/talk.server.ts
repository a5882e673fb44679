import type { ThreadView } from '@lianchuang/contract/signing';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail } from '#lib/server/api.ts';
import { resumeAfterSignIn } from './resume-after-sign-in.server.ts';
import type { TalkRefused } from './talk-refused.ts';
import { textOf } from './typed-fields.ts';

type Event = RequestEvent & { params: { id: string } };

/** Saying and settling something, the same on the page of a member and on the lead's; `back` is the page's address. */
export function talkActions(back: (id: string) => string) {
  return {
    comment: async (event: Event) => {
      const { id } = event.params;
      const form = await event.request.formData();
      const [thread, pointer, text] = [textOf(form, 'thread'), textOf(form, 'pointer'), textOf(form, 'text')];
      if (text.trim() === '')
        return fail(422, { talk: { thread, pointer, text, error: m['signing.talk.missing']() } satisfies TalkRefused });
      const body = { pointer, text, ...(thread === '' ? {} : { threadId: thread }) };
      const answer = await createApi(event.locals.api).post<ThreadView>(`/filings/${id}/comments`, body, {
        idempotencyKey: textOf(form, 'key'),
      });
      if (answer.ok) redirect(303, `${back(id)}#${answer.data.id}`);
      resumeAfterSignIn(event, answer.problem);
      const wrong = answer.problem.errors?.[0];
      const error = wrong?.detail ?? answer.problem.detail ?? answer.problem.title;
      return toFail(answer.problem, { talk: { thread, pointer, text, error } });
    },
    settle: async (event: Event) => {
      const { id } = event.params;
      const form = await event.request.formData();
      const thread = textOf(form, 'thread');
      const path = `/filings/${id}/comments/${encodeURIComponent(thread)}/actions/resolve`;
      const answer = await createApi(event.locals.api).post<ThreadView>(
        path,
        {},
        { idempotencyKey: textOf(form, 'key') },
      );
      if (answer.ok) redirect(303, `${back(id)}#talk`);
      resumeAfterSignIn(event, answer.problem);
      return toFail(answer.problem);
    },
  };
}
