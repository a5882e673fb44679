import { parsePhone } from '@lianchuang/domain/identifiers';
import { z } from 'zod';
import { parsed } from './text.ts';

const phone = parsed(parsePhone, 'A mobile number of the mainland; full width, spaces and +86 are mended.');

export const SendPhoneCode = z.strictObject({ phone });
/** Another number takes the password, where there is one; without one, a sign-in of just now. */
export const BeginPhone = z.strictObject({ phone, password: z.string().max(200).optional() });
export const RemovePhone = z.strictObject({ password: z.string().min(1).max(200) });
