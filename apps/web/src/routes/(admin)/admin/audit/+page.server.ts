import { requireAuditor } from '#lib/admin/desk.server.ts';
import { AUDIT_MOST, eventWord, readEvents } from '#lib/admin/events.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import { readEventFilter } from '#lib/admin/event-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireAuditor(event);
  const { searchParams } = event.url;
  const filter = readEventFilter(searchParams);
  const cursor = searchParams.get('cursor');
  const page = unwrap(await readEvents(createApi(event.locals.api), { ...filter, limit: 20, cursor }));
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return {
    filter,
    query: query.toString(),
    most: AUDIT_MOST,
    isFirst: cursor === null,
    nextCursor: page.nextCursor,
    events: page.items.map((each) => ({ ...each, word: eventWord(each) })),
  };
};
