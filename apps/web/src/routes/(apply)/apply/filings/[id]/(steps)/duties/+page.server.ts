import { duties } from '#lib/filings/duties.ts';
import { savePart } from '#lib/filings/save-part.server.ts';
import type { Actions } from './$types';

export const actions: Actions = { save: (event) => savePart(event, duties) };
