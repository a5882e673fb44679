import type { HandleClientError } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';

export const handleError: HandleClientError = ({ status }) =>
  status === 404
    ? { message: m['ui.error.not_found'](), code: 'not-found', status }
    : { message: m['ui.error.fault'](), code: 'internal', status };
