import type { ActionView } from '@lianchuang/contract/actions';
import { m } from '#lib/paraglide/messages.js';

/** Steps that bring a case forward, the furthest first: the one that is offered is the main action of the screen. */
const forward = [
  'register',
  'close_publicity',
  'approve',
  'conclude_review',
  'start_review',
  'accept',
  'recommend',
  'waive',
  'request_correction',
  'extend',
];
const backward = ['return', 'reject'];

export const isBackward = (name: string) => backward.includes(name);

/** Main action first, then the others that lead on, then those that end or send back. */
export function inOrder(actions: readonly ActionView[]): { main: ActionView | null; others: ActionView[] } {
  const rank = ({ name }: ActionView) => {
    const at = [...forward, ...backward].indexOf(name);
    return at < 0 ? forward.length : at;
  };
  const sorted = [...actions].sort((a, b) => rank(a) - rank(b));
  const main = sorted.find(({ name }) => !isBackward(name)) ?? null;
  return { main, others: sorted.filter((each) => each !== main) };
}

const notes: Record<string, () => string> = {
  recommend: m['admin.act.note.recommend'],
  return: m['admin.act.note.return'],
  accept: m['admin.act.note.accept'],
  request_correction: m['admin.act.note.request_correction'],
  extend: m['admin.act.note.extend'],
  start_review: m['admin.act.note.start_review'],
  conclude_review: m['admin.act.note.conclude_review'],
  waive: m['admin.act.note.waive'],
  approve: m['admin.act.note.approve'],
  reject: m['admin.act.note.reject'],
  close_publicity: m['admin.act.note.close_publicity'],
  register: m['admin.act.note.register'],
};
/** What happens when it is done. */
export const noteOf = (name: string) => notes[name]?.();

const dones: Record<string, () => string> = {
  recommend: m['admin.act.done.recommend'],
  accept: m['admin.act.done.accept'],
  request_correction: m['admin.act.done.request_correction'],
  extend: m['admin.act.done.extend'],
  start_review: m['admin.act.done.start_review'],
  conclude_review: m['admin.act.done.conclude_review'],
  waive: m['admin.act.done.waive'],
  approve: m['admin.act.done.approve'],
  reject: m['admin.act.done.reject'],
  close_publicity: m['admin.act.done.close_publicity'],
  rule: m['admin.act.done.rule'],
};
export function doneWords(name: string, number: string | null): string | undefined {
  if (name === 'register' && number !== null) return m['admin.act.done.register']({ number });
  return dones[name]?.();
}

/** The element that holds an action's dialog. */
export const dialogOf = (name: string) => `act-${name}`;
