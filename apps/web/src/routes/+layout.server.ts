import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ platform }) => ({ demo: platform?.env.ENVIRONMENT === 'demo' });
