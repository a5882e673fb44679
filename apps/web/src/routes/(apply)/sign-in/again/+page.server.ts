import { fail } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { accountRefusal, fieldsOf } from '#lib/server/account.ts';
import { enterSecondStep, signInByPassword } from '#lib/server/second-step.ts';
import type { Actions, PageServerLoad } from './$types';

type Pairs = [string, string][];

const pairsOf = (form: FormData): Pairs =>
  [...form].flatMap(([name, value]): Pairs => (typeof value === 'string' ? [[name, value]] : []));

function unpacked(kept: FormDataEntryValue | null): Pairs {
  try {
    return JSON.parse(String(kept)) as Pairs;
  } catch {
    return [];
  }
}

export const load: PageServerLoad = ({ url }) => ({ back: nextPath(url.searchParams.get('next'), link('/apply')) });

export const actions: Actions = {
  /** First comes the form that met an expired session, whole; then the sign-in form that carries it. */
  default: async ({ request, locals }) => {
    const form = await request.formData();
    const none = { email: '', refused: '', needsCode: false, signedIn: false };
    if (!form.has('kept')) return { ...none, kept: pairsOf(form) };
    const kept = unpacked(form.get('kept'));
    const { email, password, code } = fieldsOf(form, ['email', 'password', 'code']);
    const typed = { ...none, kept, email };
    if (form.has('code')) {
      const entered = await enterSecondStep(locals.api, code);
      if (entered.ok) return { ...typed, signedIn: true };
      const { status, problem } = entered;
      return fail(status, {
        ...typed,
        refused: problem.detail ?? problem.title,
        needsCode: problem.code !== 'code-too-late',
      });
    }
    if (!email || !password) return fail(422, { ...typed, refused: m['account.password.missing']() });
    const answer = await signInByPassword(locals.api, { email, password });
    if (!answer.ok) return fail(answer.status, { ...typed, refused: accountRefusal(answer.status) });
    const needsCode = answer.data.twoFactorRedirect === true;
    return { ...typed, needsCode, signedIn: !needsCode };
  },
};
