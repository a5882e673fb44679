/**
 * How many pages, and how many forms that were sent, may be under way in one isolate. One thread renders them all: more would
 * only wait, and be shown to somebody who has gone. Forms are let in long after pages are not.
 */
export const MOST_UNDER_WAY = { pages: 24, forms: 96 } as const;
const RETRY_SECONDS = '2';

const BUSY = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>暂时繁忙 Busy</title><h1>暂时繁忙</h1><p>访问的人太多，请过几秒钟刷新。已保存的内容不会丢失。</p>
<p lang="en">Too many people at once. Please reload in a few seconds; nothing that was saved is lost.</p></html>`;

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
