import { afterEach, expect, it, vi } from 'vitest';
import { reach } from './reach.ts';

const json = (status: number) => Response.json({ code: 'not-signed-in' }, { status });
const portal = () => new Response('<html>请登录 Wi-Fi</html>', { headers: { 'content-type': 'text/html' } });
const answering = (answer: () => Response) => vi.stubGlobal('fetch', () => Promise.resolve().then(answer));

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['reached where it says who is signed in', () => json(200), 'reached'],
  ['signed out where it asks for a sign-in', () => json(401), 'signed-out'],
  ['not reached while it has no time', () => json(503), 'unreached'],
  ['not reached through the sign-in page of a public network', portal, 'unreached'],
  [
    'not reached without a network',
    () => {
      throw new TypeError('Failed to fetch');
    },
    'unreached',
  ],
] as const)('the server is %s', async (_, answer, outcome) => {
  answering(answer);
  expect(await reach()).toBe(outcome);
});
