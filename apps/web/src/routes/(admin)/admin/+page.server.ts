import { redirect } from '@sveltejs/kit';
import type { InboxView } from '@lianchuang/contract/filings';
import { publishedCalendar } from '@lianchuang/domain/calendar';
import { dueGroup } from '#lib/admin/deadline.ts';
import { readGroup, readInbox } from '#lib/admin/inbox.server.ts';
import { onlyRecommends, worksOnCases } from '#lib/admin/offices.ts';
import { saveView } from '#lib/admin/save-view.server.ts';
import { link } from '#lib/link.ts';
import { readView } from '#lib/admin/table-view.ts';
import type { Due } from '#lib/admin/words.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

const order: Due[] = ['overdue', 'today', 'week', 'later', 'none'];

export const load: PageServerLoad = async ({ locals, url, parent, cookies }) => {
  const { me } = await parent();
  if (!worksOnCases(me)) redirect(303, link('/admin/accounts'));
  const group = readGroup(url.searchParams);
  const [counted, inbox] = await Promise.all([
    createApi(locals.api).get<InboxView>('/filings/inbox'),
    readInbox(locals.api, me, group),
  ]);
  const { today, counts } = unwrap(counted);
  return {
    today,
    counts,
    group,
    recommends: onlyRecommends(me),
    more: inbox.more,
    groups: order
      .map((due) => ({ due, rows: inbox.rows.filter((row) => dueGroup(row.clock, today) === due) }))
      .filter(({ rows }) => rows.length > 0),
    view: readView(cookies, 'inbox', ['due', 'left', 'step', 'state', 'division', 'jurisdiction']),
    years: Object.keys(publishedCalendar.years),
    done: url.searchParams.get('done') === 'return',
  };
};

export const actions: Actions = { view: (event) => saveView(event, 'inbox') };
