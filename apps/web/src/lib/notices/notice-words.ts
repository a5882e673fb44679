import type { NoticeRow } from '@lianchuang/contract/notices';
import { m } from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/State.svelte';

type Counted = Pick<NoticeRow, 'status' | 'workingDaysLeft'>;

function open({ workingDaysLeft: left }: Counted): { kind: StateKind; text: string } {
  if (left === null) return { kind: 'run', text: m['site.notice.open']() };
  if (left <= 0) return { kind: 'warn', text: m['ui.days.today']() };
  return { kind: left === 1 ? 'warn' : 'run', text: m['ui.days.left']({ count: left }) };
}

const states: Record<NoticeRow['status'], (notice: Counted) => { kind: StateKind; text: string }> = {
  open,
  closed: () => ({ kind: 'end', text: m['site.notice.closed']() }),
};

/** How a notice stands, in a word and a shape. */
export const noticeState = (notice: Counted) => states[notice.status](notice);
