import { expect, type Page } from '@playwright/test';

/** Sends what a form of the product would send, as whoever is signed in there: for what a test only needs to stand. */
export async function post<T>(page: Page, path: string, data: unknown): Promise<T> {
  const { request } = page.context();
  const at = page.url().startsWith('http') ? page.url() : (await request.get('/robots.txt')).url();
  const answer = await request.post(path, { data, headers: { origin: new URL(at).origin } });
  expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}
