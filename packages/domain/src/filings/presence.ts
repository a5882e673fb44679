/** So long after the last sign of somebody writing, that person is taken to be still there; in milliseconds. */
export const PRESENT_FOR = 45_000;
