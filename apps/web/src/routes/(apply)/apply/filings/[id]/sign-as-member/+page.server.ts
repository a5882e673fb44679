import type { FilingMemberView, FilingView } from '@lianchuang/contract/filings';
import type { PolicyView } from '@lianchuang/contract/policies';
import { EDITABLE } from '@lianchuang/domain/filings';
import { fail, redirect } from '@sveltejs/kit';
import type { PassView, SigningView } from '@lianchuang/contract/signing';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { scanState, signaturePageHref } from '#lib/filings/signature-page.ts';
import { statementTitles } from '#lib/filings/statements.ts';
import { talkActions } from '#lib/filings/talk.server.ts';
import { textOf, textsOf } from '#lib/filings/typed-fields.ts';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

/** The stamped page of a member as its signing page names it; worded here, so that the page's script stays light. */
function paperOf(filing: FilingView, own: FilingMemberView) {
  const state = scanState(filing, own.id);
  if (own.pageHash === null || (state === 'none' && !EDITABLE.includes(filing.status))) return null;
  const words = {
    none: m['signing.paper.own_way'],
    current: m['signing.paper.line.have'],
    old: m['signing.paper.line.old'],
  };
  return {
    href: signaturePageHref(filing.id, own.id),
    text: words[state](),
    note: state === 'none' ? m['signing.paper.own']() : '',
  };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const api = createApi(locals.api);
  const filing = unwrap(await api.get<FilingView>(`/filings/${params.id}`));
  const own = filing.members.find((each) => each.id === filing.ownMemberId);
  if (own === undefined) redirect(303, link(`/apply/filings/${filing.id}`));
  const signing = unwrap(await api.get<SigningView>(`/filings/${filing.id}/signing`));
  const { rules } = unwrap(
    await api.get<PolicyView>(`/policies/${filing.policy.id}/versions/${filing.policy.version}`),
  );
  return {
    filing,
    own,
    signing,
    about: url.searchParams.get('about') ?? '',
    open: EDITABLE.includes(filing.status),
    paper: paperOf(filing, own),
    titles: statementTitles(rules),
    rule: rules.find((each) => each.kind === 'signatures') ?? null,
    key: formKey(locals),
  };
};

const here = (id: string, said: string) => link(`/apply/filings/${id}/sign-as-member`) + said;

export const actions: Actions = {
  ...talkActions((id) => here(id, '')),
  seen: async ({ locals, params, request }) => {
    const contentHash = textOf(await request.formData(), 'contentHash');
    const answer = await createApi(locals.api).post(`/filings/${params.id}/readings`, { contentHash });
    return { noted: answer.ok };
  },
  pass: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const typed = textsOf(form, ['role', 'email', 'note']);
    const refused = (error: string) => ({ pass: { ...typed, error } });
    if (typed.email === '') return fail(422, refused(m['signing.pass.missing']()));
    const { note, ...body } = typed;
    const path = `/filings/${id}/members/${encodeURIComponent(textOf(form, 'member'))}/passes`;
    const answer = await createApi(event.locals.api).post<PassView>(path, note === '' ? body : { ...body, note }, {
      idempotencyKey: textOf(form, 'key'),
    });
    if (answer.ok) redirect(303, here(id, '?passed=1#pass'));
    resumeAfterSignIn(event, answer.problem);
    const isMalformed = answer.problem.errors?.some(({ pointer }) => pointer === '/email') ?? false;
    return isMalformed
      ? fail(422, refused(m['signing.pass.malformed']()))
      : toFail(answer.problem, { pass: { ...typed, error: '' } });
  },
  sign: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const ticks = { authorized: form.has('authorized'), read: form.has('read') };
    const errors: Record<string, string> = {};
    if (!ticks.authorized) errors['authorized'] = m['apply.sign.authorized.missing']();
    if (!ticks.read) errors['read'] = m['apply.sign.read.missing']();
    if (Object.keys(errors).length > 0) return fail(422, { ticks, errors, reason: '', problem: null });
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/filings/${id}/actions/sign`,
      { contentHash: textOf(form, 'contentHash') },
      { idempotencyKey: textOf(form, 'key') },
    );
    if (answer.ok) redirect(303, here(id, '?signed=1'));
    resumeAfterSignIn(event, answer.problem);
    return toFail(answer.problem, { ticks: { authorized: ticks.authorized, read: false }, errors, reason: '' });
  },
  refuse: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const reason = textOf(form, 'reason');
    const ticks = { authorized: false, read: false };
    const answer = await createApi(event.locals.api).post<FilingView>(
      `/filings/${id}/actions/refuse`,
      { reason },
      { idempotencyKey: `${textOf(form, 'key')}-refuse` },
    );
    if (answer.ok) redirect(303, here(id, '?refused=1'));
    resumeAfterSignIn(event, answer.problem);
    const wrong = answer.problem.errors?.find((each) => each.pointer === '/reason');
    const errors: Record<string, string> = wrong ? { reason: m['apply.refuse.reason.missing']() } : {};
    return toFail(answer.problem, { ticks, errors, reason });
  },
};
