import type { FilingView } from '@lianchuang/contract/filings';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { createApi } from '#lib/server/api.ts';
import type { ProblemFields } from '#lib/ui/problem.ts';
import { resumeAfterSignIn } from './resume-after-sign-in.server.ts';
import { fingerprint, type FieldErrors, type Part, type StepReply } from './part.ts';
import { stepAfter, stepHref } from './steps.ts';
import { textOf } from './typed-fields.ts';

type Event = RequestEvent & { params: { id: string } };
const ATTEMPTS = 3;

type Written = { filing: FilingView } | { problem: ProblemFields; errors: FieldErrors; last: FilingView };

async function write<T>(
  api: typeof fetch,
  filing: FilingView,
  edits: ReturnType<Part<T>['edit']>['edits'],
): Promise<Written> {
  let last = filing;
  for (const { path, body, field } of edits) {
    const answer = await createApi(api).patch<FilingView>(`/filings/${filing.id}${path}`, body, {
      ifMatch: last.version,
    });
    if (!answer.ok) {
      const { problem } = answer;
      const errors = Object.fromEntries(
        (problem.errors ?? []).map((each) => [field(each.pointer), each.detail ?? each.code]),
      );
      return { problem, errors, last };
    }
    last = answer.data;
  }
  return { filing: last };
}

/**
 * Saves one step. Somebody else's change elsewhere in the draft (a signature, another step) is no conflict: the version moves
 * on and the part is written again; a change of this very part is, and then both texts are shown.
 */
export async function savePart<T>(event: Event, partFor: Part<T> | ((filing: FilingView) => Promise<Part<T>>)) {
  const { id } = event.params;
  const form = await event.request.formData();
  let version = Number(textOf(form, 'version'));
  let base = textOf(form, 'base');
  for (let attempt = 1; ; attempt += 1) {
    const read = await createApi(event.locals.api).get<FilingView>(`/filings/${id}`);
    if (!read.ok) {
      resumeAfterSignIn(event, read.problem);
      const typed = typeof partFor === 'function' ? undefined : partFor.typed(form);
      return fail(read.status, { typed, version, base, problem: read.problem });
    }
    const filing = read.data;
    const part = typeof partFor === 'function' ? await partFor(filing) : partFor;
    const typed = part.typed(form);
    const theirs = part.of(filing);
    const found = fingerprint(theirs);
    const kept: StepReply<T> = { typed, version: filing.version, base: found };
    if (filing.version !== version && found !== base && JSON.stringify(theirs) !== JSON.stringify(typed))
      return fail(409, { ...kept, theirs });
    const { edits, errors } = part.edit(typed, filing);
    if (Object.keys(errors).length > 0) return fail(422, { ...kept, errors });
    const isSame = JSON.stringify(theirs) === JSON.stringify(typed);
    const written = await write(event.locals.api, filing, isSame ? [] : edits);
    if ('filing' in written) return done(event, form, part, written.filing, typed);
    const { problem, errors: refused, last } = written;
    if (problem.code !== 'stale-version' || attempt === ATTEMPTS) {
      resumeAfterSignIn(event, problem);
      return fail(problem.status, { ...kept, problem, errors: refused });
    }
    version = last.version;
    base = fingerprint(part.of(last));
  }
}

function done<T>(event: Event, form: FormData, part: Part<T>, filing: FilingView, typed: T): StepReply<T> {
  const intent = textOf(form, 'intent');
  const after = stepAfter(part.step);
  if (form.has('remove') || intent === 'stay') redirect(303, stepHref(filing.id, part.step));
  if (intent !== 'auto' && after !== null) redirect(303, stepHref(filing.id, after));
  return { typed, version: filing.version, base: fingerprint(part.of(filing)), savedAt: new Date().toISOString() };
}
