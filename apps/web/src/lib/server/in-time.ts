/** How long a page waits for the API. A database may stall for over a minute; nobody looks at an empty page for so long. */
const PATIENCE_MS = 15_000;

/**
 * The answer, or undefined when none came in time. The call is not cut off: what was asked for may still be done, and the
 * same key then tells what became of it.
 */
export async function inTime<T>(work: Promise<T>, patienceMs = PATIENCE_MS): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
