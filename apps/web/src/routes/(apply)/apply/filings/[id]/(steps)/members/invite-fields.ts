export const INVITE_NAMES = ['uscc', 'name', 'kind', 'chainPosition', 'duties'] as const;
export type Invite = Record<(typeof INVITE_NAMES)[number], string>;
export const emptyInvite = (): Invite => ({ uscc: '', name: '', kind: '', chainPosition: '', duties: '' });

/** The same text whether the page's server sends it or a waiting queue: under one key both count once. */
export const inviteBody = ({ uscc, name, kind, chainPosition, duties }: Invite) => ({
  uscc,
  name,
  kind,
  chainPosition: chainPosition.trim() === '' ? null : chainPosition,
  duties,
  contributions: [],
});
