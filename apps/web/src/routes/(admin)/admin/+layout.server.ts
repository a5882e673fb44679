import { requireMe } from '#lib/server/me.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => ({ me: await requireMe(event) });
