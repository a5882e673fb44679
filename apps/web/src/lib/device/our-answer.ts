type Said = { id?: string; code?: string; title?: string; detail?: string };

/** What the server said; null where something else answered in its place, such as the sign-in page of a public network. */
export async function ourAnswer(answer: Response): Promise<Said | null> {
  if (!answer.headers.get('content-type')?.includes('json')) return null;
  const said: unknown = await answer.json().catch(() => null);
  return typeof said === 'object' ? (said as Said | null) : null;
}
