import type { FilingView } from '@lianchuang/contract/filings';
import type { KnownOrganizations } from '@lianchuang/contract/member-lists';
import type { SigningView } from '@lianchuang/contract/signing';
import { fail, redirect } from '@sveltejs/kit';
import { liveCheck } from '#lib/filings/live-lines.ts';
import { ruleFor } from '#lib/filings/mend.ts';
import { fieldOf } from '#lib/filings/part.ts';
import { resignBefore, resignedBy, ROSTER } from '#lib/filings/resign.server.ts';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { textOf, textsOf } from '#lib/filings/typed-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import { INVITE_NAMES, inviteBody, type SendReply } from './invite-fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const signing = unwrap(await createApi(locals.api).get<SigningView>(`/filings/${params.id}/signing`));
  const { filing, rules } = await parent();
  return {
    live: liveCheck(filing, rules),
    clauses: rules.filter((rule) => rule.kind === 'member_count' || rule.kind === 'member_share'),
    topicsRule: ruleFor(rules, 'content_part', 'part', 'duties') ?? null,
    newest: url.searchParams.get('invited'),
    resigned: resignedBy(filing, ROSTER),
    resign: resignBefore(filing.members),
    resignWithout: new Map(
      filing.members.map((each) => [each.id, resignBefore(filing.members, ({ id }) => id !== each.id)]),
    ),
    added: Number(url.searchParams.get('added')) || 0,
    origin: url.origin,
    key: formKey(locals),
    invited: new Map(signing.members.map((each) => [each.memberId, each.invited])),
    channels: signing.channels,
  };
};

export const actions: Actions = {
  invite: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const typed = textsOf(form, INVITE_NAMES);
    const answer = await createApi(event.locals.api).post<FilingView>(`/filings/${id}/members`, inviteBody(typed), {
      idempotencyKey: textOf(form, 'key'),
    });
    if (!answer.ok) {
      resumeAfterSignIn(event, answer.problem);
      const errors: Record<string, string> = {};
      for (const each of answer.problem.errors ?? []) errors[fieldOf(each.pointer)] = each.detail ?? each.code;
      if (typed.kind === '' && errors['kind']) errors['kind'] = m['apply.kind.missing']();
      return toFail(answer.problem, { typed, errors });
    }
    const added = answer.data.members.at(-1);
    redirect(303, `${stepHref(id, 'members')}?invited=${added?.id ?? ''}#${added?.id ?? ''}`);
  },
  /** Without script: what the system knows goes where nothing was typed. */
  lookUp: async (event) => {
    const typed = textsOf(await event.request.formData(), INVITE_NAMES);
    const answer = await createApi(event.locals.api).post<KnownOrganizations>(
      `/filings/${event.params.id}/member-lookups`,
      { codes: [typed.uscc] },
    );
    if (!answer.ok) {
      resumeAfterSignIn(event, answer.problem);
      const errors: Record<string, string> = {};
      for (const each of answer.problem.errors ?? []) errors['uscc'] = each.detail ?? each.code;
      return toFail(answer.problem, { typed, errors });
    }
    const found = answer.data.items[0];
    const filled = {
      ...typed,
      name: typed.name || (found?.name ?? ''),
      kind: typed.kind || (found?.kind ?? ''),
      chainPosition: typed.chainPosition || (found?.chainPosition ?? ''),
    };
    return { typed: filled, errors: {} as Record<string, string> };
  },
  send: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const [member, to] = [textOf(form, 'member'), textOf(form, 'to')];
    const path = `/filings/${id}/members/${encodeURIComponent(member)}/actions/send-invitation`;
    const idempotencyKey = textOf(form, 'key');
    const answer = await createApi(event.locals.api).post<FilingView>(path, { to }, { idempotencyKey });
    if (!answer.ok) {
      resumeAfterSignIn(event, answer.problem);
      const error = answer.problem.errors?.[0]?.detail;
      const sending: SendReply = { member, to, ...(error === undefined ? {} : { error }) };
      const errors: Record<string, string> = error === undefined ? {} : { [`${member}-to`]: error };
      return toFail(answer.problem, { typed: null, errors, sending });
    }
    redirect(303, stepHref(id, 'members', member));
  },
  remove: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const member = textOf(form, 'member');
    const answer = await createApi(event.locals.api).delete<FilingView>(
      `/filings/${id}/members/${encodeURIComponent(member)}`,
    );
    if (!answer.ok && answer.status !== 404)
      return fail(answer.status, { typed: null, errors: {} as Record<string, string>, problem: answer.problem });
    redirect(303, stepHref(id, 'members'));
  },
};
