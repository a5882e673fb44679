/** What became of something that was to be kept: `full` where the device has no room left, `refused` where it keeps nothing at all, as in some private windows. */
export type Kept = 'kept' | 'full' | 'refused';

export const failedToKeep = (error: unknown): Kept =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'refused';
