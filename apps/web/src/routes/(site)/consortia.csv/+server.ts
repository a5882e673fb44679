import type { ConsortiumPage } from '@lianchuang/contract/consortia';
import { csvCut, csvHead, csvRows, mostRows } from '#lib/consortia/register-csv.ts';
import { readFilter } from '#lib/consortia/register-filter.ts';
import { m } from '#lib/paraglide/messages.js';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

const pageSize = 100;

export const GET: RequestHandler = async ({ url, locals }) => {
  const api = createApi(locals.api);
  const filter = readFilter(url.searchParams);
  const ask = (cursor: string | null) => api.get<ConsortiumPage>('/consortia', { ...filter, limit: pageSize, cursor });
  const first = await ask(null);
  const text = new TextEncoder();
  let page: ConsortiumPage | null = unwrap(first);
  let written = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(text.encode(csvHead())),
    async pull(out) {
      if (page === null) return out.close();
      out.enqueue(text.encode(csvRows(page.items)));
      written += page.items.length;
      const { nextCursor } = page;
      page = null;
      if (nextCursor === null) return;
      if (written >= mostRows) return out.enqueue(text.encode(csvCut()));
      const next = await ask(nextCursor);
      // A file that ends early without a word would pass for the whole register.
      if (next.ok) page = next.data;
      else out.error(new Error(next.problem.code));
    },
  });
  const name = `${m['site.csv.file']()}-${new Date().toISOString().slice(0, 10)}.csv`;
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="consortia.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': first.headers.get('cache-control') ?? 'private, no-store',
    },
  });
};
