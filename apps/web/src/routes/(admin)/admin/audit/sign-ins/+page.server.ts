import type { SignInView } from '@lianchuang/contract/events';
import { requireAuditor } from '#lib/admin/desk.server.ts';
import { createApi, unwrap } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireAuditor(event);
  const { searchParams } = event.url;
  const cursor = searchParams.get('cursor');
  const actor = (searchParams.get('actor') ?? '').trim().slice(0, 80);
  const page = unwrap(
    await createApi(event.locals.api).get<{ items: SignInView[]; nextCursor: string | null }>(
      '/audit-events/sign-ins',
      {
        actor,
        cursor,
      },
    ),
  );
  return { actor, signIns: page.items, nextCursor: page.nextCursor, isFirst: cursor === null };
};
