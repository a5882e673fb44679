import { 'ui.busy.text' as text, 'ui.busy.title' as title } from '../src/lib/paraglide/messages.js';

/**
 * How many pages, and how many forms that were sent, may be under way in one isolate. One thread renders them all: more would
 * only wait, and be shown to somebody who has gone. Forms are let in long after pages are not.
 */
export const MOST_UNDER_WAY = { pages: 24, forms: 96 } as const;
const RETRY_SECONDS = '2';

// Nothing is rendered for who is sent away: one page in both languages, made once.
const said = (['zh', 'en'] as const).map((locale) => {
  const [head, words] = [title({}, { locale }), text({}, { locale })];
  return { locale, head, section: `<section lang="${locale}"><h1>${head}</h1><p>${words}</p></section>` };
});
const BUSY = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${said.map(({ head }) => head).join(' ')}</title>${said.map(({ section }) => section).join('')}</html>`;

/** Answers at once, with the time to come back. */
function busy(): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'retry-after': RETRY_SECONDS,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  return new Response(BUSY, { status: 503, headers });
}

/** Lets requests through while there is room for their kind, and sends the others away. */
export function aGate(): (request: Request, render: () => Promise<Response>) => Promise<Response> {
  let underWay = 0;
  return async ({ method }, render) => {
    const isPage = method === 'GET' || method === 'HEAD';
    if (underWay >= (isPage ? MOST_UNDER_WAY.pages : MOST_UNDER_WAY.forms)) return busy();
    underWay += 1;
    try {
      return await render();
    } finally {
      underWay -= 1;
    }
  };
}
