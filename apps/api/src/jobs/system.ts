import type { Actor } from '@lianchuang/db/commit';

/** The clock as an actor: what happens because a day has passed. */
export const SYSTEM: Actor = { id: null, name: '系统', organization: '系统' };
