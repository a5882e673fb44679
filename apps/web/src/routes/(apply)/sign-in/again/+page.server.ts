import { fail } from '@sveltejs/kit';
import { link } from '#lib/link.ts';
import { nextPath } from '#lib/next-path.ts';
import { m } from '#lib/paraglide/messages.js';
import { accountRefusal, fieldsOf } from '#lib/server/account.ts';
import { createApi } from '#lib/server/api.ts';
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
    if (!form.has('kept')) return { kept: pairsOf(form), email: '', refused: '', signedIn: false };
    const kept = unpacked(form.get('kept'));
    const { email, password } = fieldsOf(form, ['email', 'password']);
    if (!email || !password)
      return fail(422, { kept, email, refused: m['account.password.missing'](), signedIn: false });
    const answer = await createApi(locals.api).post('/api/auth/sign-in/email', { email, password });
    if (!answer.ok)
      return fail(answer.status, { kept, email, refused: accountRefusal(answer.status), signedIn: false });
    return { kept, email, refused: '', signedIn: true };
  },
};
