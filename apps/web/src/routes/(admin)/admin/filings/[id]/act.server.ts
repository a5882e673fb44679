import { FILING_ACTION_NAMES, type FilingActionName, type FilingView } from '@lianchuang/contract/filings';
import type { ObjectionView } from '@lianchuang/contract/notices';
import { fail, redirect, type Action } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { createApi, toFail } from '#lib/server/api.ts';
import { WORDS_ONLY, type CorrectionItem, type Refused, type Typed } from './typed-form.ts';

const read = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function readItems(form: FormData): CorrectionItem[] {
  const texts = form.getAll('text');
  const at = (name: string, index: number) => String(form.getAll(name)[index] ?? '').trim();
  return texts.map((_, index) => ({
    code: at('code', index),
    pointer: at('pointer', index),
    text: at('text', index),
  }));
}

function readTyped(form: FormData): Typed {
  return {
    reason: read(form, 'reason'),
    opinion: read(form, 'opinion'),
    ruleId: read(form, 'ruleId'),
    outcome: read(form, 'outcome'),
    items: readItems(form),
    workingDays: read(form, 'workingDays'),
    dueOn: read(form, 'dueOn'),
  };
}

/** Whatever an officer asks for here has to be answered before the filing comes back. */
const askedFor = ({ code, pointer, text }: CorrectionItem) => ({
  code,
  text,
  mustAnswer: true,
  ...(pointer === WORDS_ONLY ? {} : { pointer }),
});

/** The body that the form asked for: its fields say which ones the action takes. */
function bodyOf(form: FormData, typed: Typed): Record<string, unknown> {
  const days = Number(typed.workingDays);
  const isOptional = form.get('optional') === 'reason' && typed.reason === '';
  return {
    ...(form.has('reason') && !isOptional && { reason: typed.reason }),
    ...(form.has('opinion') && { opinion: typed.opinion }),
    ...(form.has('ruleId') && { ruleId: typed.ruleId }),
    ...(form.has('outcome') && { outcome: typed.outcome }),
    ...(form.has('text') && { items: typed.items.map(askedFor) }),
    ...(typed.dueOn !== '' && { dueOn: typed.dueOn }),
    ...(form.has('workingDays') &&
      typed.workingDays !== '' && { workingDays: Number.isInteger(days) ? days : typed.workingDays }),
  };
}

const empty: CorrectionItem = { code: '', pointer: '', text: '' };

/** Without script the form of a correction grows and shrinks through the server. */
function resized(form: FormData, typed: Typed): Typed | null {
  if (form.has('add')) return { ...typed, items: [...typed.items, empty] };
  const gone = form.get('remove');
  return gone === null ? null : { ...typed, items: typed.items.filter((_, at) => at !== Number(gone)) };
}

const refuse = (refused: Refused) => fail(200, refused);

function act(name: FilingActionName): Action {
  return async ({ request, locals, params }) => {
    const form = await request.formData();
    const typed = readTyped(form);
    const other = resized(form, typed);
    if (other !== null) return refuse({ action: name, typed: other });
    const done = await createApi(locals.api).post<FilingView>(
      `/filings/${params['id']}/actions/${name}`,
      bodyOf(form, typed),
      { ifMatch: read(form, 'version'), idempotencyKey: `${read(form, 'key')}-${name}` },
    );
    if (!done.ok) return toFail(done.problem, { action: name, typed });
    // What was returned is the applicant's draft again, and nobody else's business.
    redirect(303, link(name === 'return' ? '/admin?done=return' : `/admin/filings/${params['id']}?done=${name}`));
  };
}

const rule: Action = async ({ request, locals, params }) => {
  const form = await request.formData();
  const typed = readTyped(form);
  const objection = read(form, 'objection');
  const done = await createApi(locals.api).post(
    `/notices/${encodeURIComponent(read(form, 'notice'))}/objections/${encodeURIComponent(objection)}/actions/rule`,
    bodyOf(form, typed),
    { idempotencyKey: `${read(form, 'key')}-${objection}` },
  );
  if (!done.ok) return toFail(done.problem, { action: objection, typed });
  redirect(303, link(`/admin/filings/${params['id']}?done=rule`));
};

/** Tells who raised an objection in this one answer; the page loaded again masks it. */
const unmask: Action = async ({ request, locals }) => {
  const form = await request.formData();
  const typed = readTyped(form);
  const objection = read(form, 'objection');
  const done = await createApi(locals.api).post<ObjectionView>(
    `/notices/${encodeURIComponent(read(form, 'notice'))}/objections/${encodeURIComponent(objection)}/actions/unmask`,
    bodyOf(form, typed),
    { idempotencyKey: `${read(form, 'key')}-unmask-${objection}` },
  );
  return done.ok ? { unmasked: done.data } : toFail(done.problem, { action: `unmask-${objection}`, typed });
};

export const actions: Record<string, Action> = {
  ...Object.fromEntries(FILING_ACTION_NAMES.map((name) => [name, act(name)])),
  rule,
  unmask,
};
