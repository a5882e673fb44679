import type { FilingView } from '@lianchuang/contract/filings';
import type { KnownOrganizations } from '@lianchuang/contract/member-lists';
import { readMemberTable, TABLE_FIELDS } from '@lianchuang/domain/filings';
import { parseUscc } from '@lianchuang/domain/identifiers';
import { fail, redirect } from '@sveltejs/kit';
import { resignBefore, resignedBy, ROSTER } from '#lib/filings/resign.server.ts';
import { resumeAfterSignIn } from '#lib/filings/resume-after-sign-in.server.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { rowNumbers, textOf, textsOf } from '#lib/filings/typed-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, toFail } from '#lib/server/api.ts';
import { formKey } from '#lib/server/form-key.ts';
import { cellsOf } from './cells.server.ts';
import { LIST_MOST, type ListReply, type ListRow } from './list-row.ts';
import { bodyOfRow, checkedRows, filledIn } from './rows.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { filing } = await parent();
  return { key: formKey(locals), resign: resignBefore(filing.members), resigned: resignedBy(filing, ROSTER) };
};

type Known = KnownOrganizations['items'][number];

/** Without an answer the list is shown as it is: knowing more only helps. */
async function knownOf(api: ReturnType<typeof createApi>, id: string, codes: string[]): Promise<Map<string, Known>> {
  if (codes.length === 0) return new Map();
  const answer = await api.post<KnownOrganizations>(`/filings/${id}/member-lookups`, { codes });
  return new Map(answer.ok ? answer.data.items.map((each) => [each.uscc, each]) : []);
}

const rowsIn = (form: FormData): ListRow[] =>
  rowNumbers(form, 'rows').map((index) => ({
    row: Number(textOf(form, `rows.${index}.row`)) || index + 1,
    typed: textsOf(form, TABLE_FIELDS, `rows.${index}.`),
    errors: {},
    notes: [],
    state: 'ready',
  }));

export const actions: Actions = {
  read: async (event) => {
    const { id } = event.params;
    const text = textOf(await event.request.formData(), 'list');
    const { rows, columns, unused } = readMemberTable(cellsOf(text));
    const reply: ListReply = { text, rows: [], unused, added: 0 };
    if (rows.length === 0) return fail(422, { ...reply, error: m['apply.list.error.empty']() });
    if (rows.length > LIST_MOST)
      return fail(422, { ...reply, error: m['apply.list.error.many']({ count: rows.length, most: LIST_MOST }) });
    if (columns.uscc === undefined && columns.name === undefined)
      return fail(422, { ...reply, error: m['apply.list.error.columns']() });
    const api = createApi(event.locals.api);
    const read = await api.get<FilingView>(`/filings/${id}`);
    if (!read.ok) {
      resumeAfterSignIn(event, read.problem);
      return toFail(read.problem, reply);
    }
    const codes = rows.flatMap(({ given }) => {
      const code = parseUscc(given.uscc);
      return code.ok ? [code.value] : [];
    });
    const known = await knownOf(api, id, codes);
    const filled = rows.map((each) => filledIn(each, known));
    return { ...reply, rows: checkedRows(filled, read.data) };
  },

  add: async (event) => {
    const { id } = event.params;
    const form = await event.request.formData();
    const reply: ListReply = { text: textOf(form, 'list'), rows: rowsIn(form), unused: [], added: 0 };
    const api = createApi(event.locals.api);
    const read = await api.get<FilingView>(`/filings/${id}`);
    if (!read.ok) {
      resumeAfterSignIn(event, read.problem);
      return toFail(read.problem, reply);
    }
    const rows = checkedRows(reply.rows, read.data);
    const ready = rows.filter((each) => each.state === 'ready');
    const left = rows.filter((each) => each.state !== 'ready');
    if (ready.length === 0) return fail(422, { ...reply, rows });
    const members = ready.map(bodyOfRow);
    const answer = await api.post<FilingView>(
      `/filings/${id}/members/batch`,
      { members },
      { idempotencyKey: textOf(form, 'key') },
    );
    if (!answer.ok) {
      resumeAfterSignIn(event, answer.problem);
      for (const { pointer, detail, code } of answer.problem.errors ?? []) {
        const [, , at, field = ''] = pointer.split('/');
        const row = ready[Number(at)];
        if (row) Object.assign(row, { state: 'mend', errors: { ...row.errors, [field]: detail ?? code } });
      }
      return toFail(answer.problem, { ...reply, rows });
    }
    if (left.length === 0) redirect(303, `${stepHref(id, 'members')}?added=${ready.length}`);
    return { ...reply, rows: left, added: ready.length };
  },
};
