import { parseContact, parseUscc } from '@lianchuang/domain/identifiers';
import { Keeper } from '#lib/device/keeper.ts';
import type { Kept } from '#lib/device/kept.ts';
import { stepHref } from '#lib/filings/steps.ts';
import { waitForNetwork } from '#lib/filings/wait-for-network.ts';
import { m } from '#lib/paraglide/messages.js';
import { inviteBody, type Invite } from './invite-fields.ts';

/** Keeps what is typed of an invitation on this device until it is sent. */
export const keeperOfInvite = (filingId: string, userId: string, told: (kept: Kept) => void): Keeper =>
  new Keeper(
    {
      userId,
      filingId,
      step: 'invite',
      href: stepHref(filingId, 'members', 'invite'),
      title: m['apply.members.invite.title'](),
    },
    told,
  );

/** Only what the server would take waits for it: of anything else nobody would hear. */
const isComplete = ({ uscc, name, kind, duties, sendTo }: Invite): boolean =>
  parseUscc(uscc).ok &&
  [name, kind, duties].every((each) => each.trim() !== '') &&
  (sendTo.trim() === '' || parseContact(sendTo).ok);

/** Lets an invitation wait for the network. */
export async function waitWithInvite(filingId: string, userId: string, key: string, typed: Invite): Promise<boolean> {
  return (
    isComplete(typed) &&
    waitForNetwork({
      userId,
      key,
      url: `/api/v1/filings/${filingId}/members`,
      body: JSON.stringify(inviteBody(typed)),
      title: m['apply.queue.invite']({ name: typed.name }),
    })
  );
}

/** Lets a sending to one member wait for the network. */
export async function waitWithSending(
  filingId: string,
  userId: string,
  key: string,
  { id, name, to }: { id: string; name: string; to: string },
): Promise<boolean> {
  return (
    parseContact(to).ok &&
    waitForNetwork({
      userId,
      key,
      url: `/api/v1/filings/${filingId}/members/${id}/actions/send-invitation`,
      body: JSON.stringify({ to }),
      title: m['apply.members.send.title']({ name }),
    })
  );
}
