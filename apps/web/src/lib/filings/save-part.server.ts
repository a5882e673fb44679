import type { FilingView } from '@lianchuang/contract/filings';
import { mergeDrafts, type MergeConflict } from '@lianchuang/domain/filings';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { createApi, type Answer } from '#lib/server/api.ts';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { resumeAfterSignIn } from './resume-after-sign-in.server.ts';
import { fieldAt, type Part, type StepReply } from './part.ts';
import { sentPart } from './sent-part.server.ts';
import { keepOpen } from './set-aside.ts';
import { stepAfter, stepHref } from './steps.ts';
import { textOf } from './typed-fields.ts';
import { writePart } from './write-part.server.ts';

type Event = RequestEvent & { params: { id: string } };
/** A part that a policy makes: what somebody typed is read without it, so that it comes back when the policy cannot be had. */
type PartUnderPolicy<T> = {
  typed: Part<T>['typed'];
  under: (policy: FilingView['policy']) => Promise<Answer<Part<T>>>;
};
/** Each is one change by somebody else between reading and writing. */
const ATTEMPTS = 5;

/**
 * Saves one step, field by field: what others wrote elsewhere in it stays, what cannot be sent waits, and where somebody else
 * changed the same field nothing is overwritten: both texts come back for a person to choose. A stale version is only the sign
 * that somebody was faster, and the draft is read and merged again.
 */
export async function savePart<T>(event: Event, asked: Part<T> | PartUnderPolicy<T>) {
  const { id } = event.params;
  const form = await event.request.formData();
  const unread = (problem: ProblemFields) => {
    resumeAfterSignIn(event, problem);
    return fail(problem.status, { typed: asked.typed(form), version: 0, base: textOf(form, 'base'), problem });
  };
  for (let attempt = 1; ; attempt += 1) {
    const read = await createApi(event.locals.api).get<FilingView>(`/filings/${id}`);
    if (!read.ok) return unread(read.problem);
    const filing = read.data;
    const found = 'under' in asked ? await asked.under(filing.policy) : { ok: true as const, data: asked };
    if (!found.ok) return unread(found.problem);
    const part = found.data;
    const theirs = part.of(filing);
    const sent = sentPart(part, form, theirs);
    const { value, conflicts } = mergeDrafts(sent.base, sent.mine, theirs);
    const safe = mergeDrafts(sent.base, sent.mine, theirs, (each) => each.theirs).value;
    const written = await writePart(event.locals.api, part, filing, safe);
    if (written.problem?.code === 'stale-version' && attempt < ATTEMPTS) continue;
    const now = part.of(written.filing);
    const reply: StepReply<T> = {
      typed: value,
      version: written.filing.version,
      base: JSON.stringify(keepOpen(now, value, conflicts)),
    };
    if (conflicts.length > 0) return fail(409, { ...reply, ...disputed(part, written.filing, conflicts), theirs: now });
    const { problem, errors } = written;
    if (problem !== undefined || Object.keys(errors).length > 0) {
      if (problem !== undefined) resumeAfterSignIn(event, problem);
      return fail(problem?.status ?? 422, { ...reply, errors, ...(problem && { problem }) });
    }
    return done(form, part, written.filing, reply);
  }
}

/** What is in dispute, with who of the others last wrote there. */
function disputed<T>(part: Part<T>, filing: FilingView, conflicts: readonly MergeConflict[]) {
  const keys = new Set(conflicts.map(({ pointer }) => fieldAt(part, pointer).split('.')[0]));
  const by = filing.othersEdits.find(({ parts }) => parts.some((each) => keys.has(each)));
  return {
    disputes: conflicts.map((each) => ({ ...each, field: fieldAt(part, each.pointer) })),
    by: by === undefined ? null : { name: by.name, at: by.at },
  };
}

function done<T>(form: FormData, part: Part<T>, filing: FilingView, reply: StepReply<T>): StepReply<T> {
  const intent = textOf(form, 'intent');
  const after = stepAfter(part.step);
  const stays = form.has('remove') || form.has('settle') || intent === 'stay';
  if (stays) redirect(303, stepHref(filing.id, part.step));
  if (intent !== 'auto' && after !== null) redirect(303, stepHref(filing.id, after));
  return { ...reply, savedAt: new Date().toISOString() };
}
