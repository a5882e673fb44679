import type { FilingMemberView, FilingView } from '@lianchuang/contract/filings';
import type { MemberStanding, SigningView } from '@lianchuang/contract/signing';

export const ORDERS = ['next', 'name', 'state', 'read'] as const;
export type Order = (typeof ORDERS)[number];
export type SigningRow = { readonly member: FilingMemberView; readonly standing: MemberStanding };

const URGENCY: readonly MemberStanding['next'][] = [
  'settle',
  'answer',
  'sign_again',
  'send_link',
  'remind_to_read',
  'remind_to_sign',
  'nothing',
];
const STATES: readonly FilingMemberView['signature']['status'][] = ['refused', 'void', 'missing', 'current'];

/** The order that an address asks for; what needs the lead first unless it says otherwise. */
export const orderOf = (given: string | null): Order => ORDERS.find((each) => each === given) ?? 'next';

const byPlace = <T>(order: readonly T[], a: T, b: T): number => order.indexOf(a) - order.indexOf(b);

const compare: Record<Order, (a: SigningRow, b: SigningRow) => number> = {
  next: (a, b) => byPlace(URGENCY, a.standing.next, b.standing.next),
  name: (a, b) => a.member.organization.name.localeCompare(b.member.organization.name, 'zh'),
  state: (a, b) => byPlace(STATES, a.member.signature.status, b.member.signature.status),
  // Who read longest ago, or never, stands first.
  read: (a, b) => (a.standing.read?.at ?? '').localeCompare(b.standing.read?.at ?? ''),
};

/** Every member with how it stands, in an order; equal ones as the draft lists them. */
export function signingRows(
  { members }: Pick<FilingView, 'members'>,
  signing: SigningView,
  order: Order,
): SigningRow[] {
  return members
    .flatMap((member) => {
      const standing = signing.members.find(({ memberId }) => memberId === member.id);
      return standing === undefined ? [] : [{ member, standing }];
    })
    .sort(compare[order]);
}
