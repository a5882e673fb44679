export const INVITE_NAMES = ['uscc', 'name', 'kind', 'chainPosition', 'duties', 'sendTo'] as const;
export type Invite = Record<(typeof INVITE_NAMES)[number], string>;
export const emptyInvite = (): Invite => ({ uscc: '', name: '', kind: '', chainPosition: '', duties: '', sendTo: '' });

/** The same text whether the page's server sends it or a waiting queue: under one key both count once. */
export const inviteBody = ({ uscc, name, kind, chainPosition, duties, sendTo }: Invite) => ({
  uscc,
  name,
  kind,
  chainPosition: chainPosition.trim() === '' ? null : chainPosition,
  duties,
  contributions: [],
  ...(sendTo.trim() === '' ? {} : { sendTo }),
});

/** What came of sending one member its invitation again, where that went wrong. */
export type SendReply = { member: string; to: string; error?: string };
