import { requireDesk } from '#lib/admin/desk.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => ({ me: await requireDesk(event) });
