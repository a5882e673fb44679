export const INVITE_NAMES = ['uscc', 'name', 'kind', 'chainPosition', 'duties'] as const;
export type Invite = Record<(typeof INVITE_NAMES)[number], string>;
export const emptyInvite = (): Invite => ({ uscc: '', name: '', kind: '', chainPosition: '', duties: '' });
