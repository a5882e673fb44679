import { csvAnswer, toCsv, type Cell } from '#lib/admin/csv.ts';
import { requireAuditor } from '#lib/admin/desk.server.ts';
import { readEventFilter } from '#lib/admin/event-filter.ts';
import { AUDIT_MOST, eventWord, readAllEvents } from '#lib/admin/events.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  await requireAuditor(event);
  const { events, cut } = await readAllEvents(event.locals.api, readEventFilter(event.url.searchParams));
  const head = [
    m['admin.audit.at'](),
    m['admin.audit.action'](),
    m['admin.audit.by'](),
    m['admin.filing.members.name'](),
    m['admin.audit.subject'](),
    m['admin.column.version'](),
    m['admin.audit.content'](),
    m['admin.audit.previous'](),
    m['admin.audit.hash'](),
    m['admin.audit.actor'](),
    m['admin.column.id'](),
  ];
  const rows: Cell[][] = events.map((each) => [
    each.at,
    eventWord(each),
    each.actor.name,
    each.actor.organization,
    each.subject,
    each.version,
    JSON.stringify(each.payload),
    each.previousHash,
    each.hash,
    each.actor.id,
    each.id,
  ]);
  if (cut) rows.push([m['admin.filings.csv_cut']({ most: AUDIT_MOST })]);
  return csvAnswer(toCsv(head, rows), 'audit.csv');
};
