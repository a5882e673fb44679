import { listChildren } from '@lianchuang/domain/divisions';
import { ORGANIZATION_KINDS } from '@lianchuang/domain/organizations';
import type { OrganizationView } from '@lianchuang/contract/organizations';
import { redirect } from '@sveltejs/kit';
import { fieldOf } from '#lib/filings/part.ts';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { textOf, textsOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

const NAMES = ['uscc', 'name', 'kind', 'province', 'prefecture', 'county'] as const;
type Typed = Record<(typeof NAMES)[number], string>;

const below = (code: string) =>
  listChildren(code === '' ? null : code).map((each) => ({ value: each.code, text: each.name }));

/** What the selects of region offer for what is chosen so far; a municipality has its districts in the second. */
function regions({ province, prefecture }: Typed) {
  const second = province === '' ? [] : below(province);
  const isSecond = second.some((each) => each.value === prefecture);
  return { provinces: below(''), prefectures: second, counties: isSecond ? below(prefecture) : [] };
}

/** The deepest division chosen, or which select still has to be filled. */
function divisionOf(typed: Typed): { code: string; missing?: 'province' | 'prefecture' | 'county' } {
  const { prefectures, counties } = regions(typed);
  if (typed.province === '') return { code: '', missing: 'province' };
  if (prefectures.length > 0 && !prefectures.some((each) => each.value === typed.prefecture))
    return { code: '', missing: 'prefecture' };
  if (counties.length > 0 && !counties.some((each) => each.value === typed.county))
    return { code: '', missing: 'county' };
  return { code: (counties.length > 0 && typed.county) || typed.prefecture || typed.province };
}

export const load: PageServerLoad = ({ locals, url }) => {
  // Without script the selects are filled step by step, and everything typed travels in the address.
  const asked = Object.fromEntries(NAMES.map((name) => [name, url.searchParams.get(name) ?? ''])) as Typed;
  const kind = ORGANIZATION_KINDS.find((each) => each === asked.kind) ?? '';
  const typed: Typed = { ...asked, kind };
  return { typed, regions: regions(typed), next: nextPath(url.searchParams.get('next'), ''), key: formKey(locals) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const typed = textsOf(form, NAMES);
    const next = nextPath(textOf(form, 'next'), link('/apply'));
    const { code, missing } = divisionOf(typed);
    const kept = { typed, regions: regions(typed) };
    const regionMissing = missing ? { [missing]: m['apply.organization.division.missing']() } : {};
    const errors: Record<string, string> = {};
    const body = { uscc: typed.uscc, name: typed.name, kind: typed.kind, divisionCode: code };
    const answer = await createApi(event.locals.api).post<OrganizationView>('/organizations', body, {
      idempotencyKey: textOf(form, 'key'),
    });
    if (answer.ok) redirect(303, next);
    resumeAfterSignIn(event, answer.problem);
    for (const each of answer.problem.errors ?? []) {
      const field = fieldOf(each.pointer);
      if (field !== 'divisionCode') errors[field] = each.detail ?? each.code;
      else if (!missing) errors['county'] = each.detail ?? each.code;
    }
    if (answer.status === 409) errors['uscc'] = answer.problem.detail ?? answer.problem.title;
    if (typed.kind === '' && errors['kind']) errors['kind'] = m['apply.kind.missing']();
    return toFail(answer.problem, { ...kept, errors: { ...errors, ...regionMissing } });
  },
};
