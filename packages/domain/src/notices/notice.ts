import { endOfDay, ok, refuse, startOfDay, type Day, type Instant, type Result } from '../kernel/index.ts';

export type NoticeStatus = 'open' | 'closed';
/** Objections are real-name and reasoned; each gets one ruling. */
export const RULINGS = ['upheld', 'dismissed'] as const;
export type Ruling = (typeof RULINGS)[number];

export type NoticeRefusal =
  | { code: 'notice.closed'; lastDay: Day }
  | { code: 'notice.not-open-yet'; firstDay: Day }
  | { code: 'notice.already-ruled' };

/** Objections are taken from the first day until the last day is over (24:00 China time), unless publicity was closed before. */
export function takesObjections(
  notice: { readonly firstDay: Day; readonly lastDay: Day; readonly closedAt: Instant | null },
  at: Instant,
): Result<true, NoticeRefusal> {
  if (at < startOfDay(notice.firstDay)) return refuse({ code: 'notice.not-open-yet', firstDay: notice.firstDay });
  return notice.closedAt !== null || at >= endOfDay(notice.lastDay)
    ? refuse({ code: 'notice.closed', lastDay: notice.lastDay })
    : ok(true);
}
