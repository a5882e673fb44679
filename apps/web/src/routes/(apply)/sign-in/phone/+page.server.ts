import { codeSignIn, loadSignedOut } from '#lib/codes/steps.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadSignedOut;

export const actions: Actions = codeSignIn('phone');
