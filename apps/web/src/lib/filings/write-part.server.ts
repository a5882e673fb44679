import type { FilingView } from '@lianchuang/contract/filings';
import { isSame } from '@lianchuang/domain/filings';
import { createApi } from '#lib/server/api.ts';
import type { ProblemFields } from '#lib/ui/problem.ts';
import type { Edit, FieldErrors, Part } from './part.ts';
import { holdBack } from './set-aside.ts';

/** As the server then has it, and what of it could not be written: fields with a mistake, or all of it because of a problem. */
export type WrittenPart = { filing: FilingView; errors: FieldErrors; problem?: ProblemFields };

type Body = Record<string, unknown>;
/** Once for what the form itself finds, once for what the API does, once for what remains. */
const ROUNDS = 3;

/** Only what differs from what the server has, so that its history says what was changed. */
function changed(edits: readonly Edit[], was: readonly Edit[]): Edit[] {
  return edits.flatMap((edit) => {
    const before = was.find(({ path }) => path === edit.path)?.body;
    const body = differing(edit.body as Body, (before ?? {}) as Body);
    return Object.keys(body).length === 0 ? [] : [{ ...edit, body }];
  });
}

function differing(body: Body, was: Body): Body {
  const kept = Object.entries(body).flatMap(([key, value]) => {
    const before = was[key];
    if (key !== 'plan') return isSame(value, before) ? [] : [[key, value] as const];
    const inner = differing(value as Body, (before ?? {}) as Body);
    return Object.keys(inner).length === 0 ? [] : [[key, inner] as const];
  });
  return Object.fromEntries(kept);
}

async function send(api: typeof fetch, filing: FilingView, edits: readonly Edit[]): Promise<WrittenPart> {
  let last = filing;
  for (const { path, body, field } of edits) {
    const answer = await createApi(api).patch<FilingView>(`/filings/${filing.id}${path}`, body, {
      ifMatch: last.version,
    });
    if (!answer.ok) {
      const { problem } = answer;
      const wrong = (problem.errors ?? []).map((each) => [field(each.pointer), each.detail ?? each.code] as const);
      return { filing: last, errors: Object.fromEntries(wrong), problem };
    }
    last = answer.data;
  }
  return { filing: last, errors: {} };
}

/** Writes what can be written of a part. A field that is refused stays as the server has it and is named; the others are saved. */
export async function writePart<T>(
  api: typeof fetch,
  part: Part<T>,
  filing: FilingView,
  typed: T,
): Promise<WrittenPart> {
  const { prefix = '' } = part;
  let [last, value] = [filing, typed];
  let told: Pick<WrittenPart, 'errors' | 'problem'> | undefined;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const theirs = part.of(last);
    const { edits, errors } = part.edit(value, last);
    const sent: WrittenPart =
      Object.keys(errors).length > 0
        ? { filing: last, errors }
        : await send(api, last, changed(edits, part.edit(theirs, last).edits));
    last = sent.filing;
    const wrong = Object.keys(sent.errors);
    if (wrong.length === 0) return sent.problem ? sent : { errors: {}, ...told, filing: last };
    // The first mistakes are told: after them rows may have another place.
    told ??= { errors: sent.errors, ...(sent.problem && { problem: sent.problem }) };
    const paths = wrong.map((field) => field.slice(prefix.length).split('.'));
    value = holdBack(value, theirs, paths) as T;
  }
  return { errors: {}, ...told, filing: last };
}
