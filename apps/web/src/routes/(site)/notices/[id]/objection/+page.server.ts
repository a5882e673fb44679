import type { NoticeView, ObjectionReceipt } from '@lianchuang/contract/notices';
import { createApi, toFail, unwrap } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const found = await createApi(locals.api).get<NoticeView>(`/notices/${encodeURIComponent(params.id)}`);
  return { notice: unwrap(found), key: formKey(locals) };
};

const text = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '');

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const form = await request.formData();
    const typed = {
      name: text(form.get('name')),
      contact: text(form.get('contact')),
      reason: text(form.get('reason')),
    };
    const answer = await createApi(locals.api).post<ObjectionReceipt>(
      `/notices/${encodeURIComponent(params.id)}/objections`,
      typed,
      { idempotencyKey: text(form.get('key')) },
    );
    if (!answer.ok) return toFail(answer.problem, { typed, receipt: null });
    return { receipt: answer.data };
  },
};
