import { savePart } from '#lib/filings/save-part.server.ts';
import { topics } from '#lib/filings/topics.ts';
import type { Actions } from './$types';

export const actions: Actions = { save: (event) => savePart(event, topics) };
