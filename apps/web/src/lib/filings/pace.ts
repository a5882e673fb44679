/** How long somebody pauses before what was typed is sent. */
export const QUIET_MS = 1200;
/** Whoever never pauses is saved as well. */
const LATEST_MS = 2500;
const AGAIN_MS = 2_000;
const LONGEST_MS = 60_000;

/** When to send what is typed now, where something waits since then. */
export const sentIn = (since: number): number => Math.max(0, Math.min(QUIET_MS, since + LATEST_MS - Date.now()));

/** When to try once more: ever later while nobody answers. */
export const againIn = (failures: number): number => Math.min(LONGEST_MS, AGAIN_MS * 2 ** failures);

/** Whether the server could not take anything just now: the same is sent again later. */
export const isBusy = (status: number): boolean => status >= 500 || status === 429;
