import type { FilingMemberView, FilingView } from '@lianchuang/contract/filings';
import { m } from '#lib/paraglide/messages.js';

type Members = FilingView['members'];

const counted = (members: Members) => ({
  count: members.length,
  names: members.map(({ organization }) => organization.name).join(m['ui.join.list']()),
});

/** Says who would have to sign again after a step that touches these signatures; empty where none counts now. */
export function resignBefore(members: Members, isTouched: (member: FilingMemberView) => boolean = () => true): string {
  const touched = members.filter((each) => each.signature.status === 'current' && isTouched(each));
  return touched.length === 0 ? '' : m['signing.resign.before'](counted(touched));
}

export const ROSTER = ['filing.add_member', 'filing.add_members', 'filing.remove_member'];
export const FILES = ['filing.attach_file', 'filing.remove_file', 'filing.refuse_file'];

/** Says who has to sign again because of the last change, where that is one of these and somebody has not done so; else empty. */
export function resignedBy({ lastVoided, members }: FilingView, actions: readonly string[]): string {
  if (lastVoided === null || !actions.includes(lastVoided.action)) return '';
  const left = members.filter(({ id, signature }) => signature.status === 'void' && lastVoided.members.includes(id));
  return left.length === 0 ? '' : m['signing.resign.after']({ what: lastVoided.label, ...counted(left) });
}
