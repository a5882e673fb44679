import { canonicalJson } from '@lianchuang/domain/filings';
import { sha256 } from '../ids.ts';

/** Which fields an event's hash covers; events of before this form cover name and content themselves and name no form. */
export const EVENT_FORM = 'lianchuang-event-2';

/** SHA-256 over the canonical JSON: what stands in a chain for something that may be hidden or erased. */
export const committed = (told: object): Promise<string> =>
  sha256(canonicalJson(told as Parameters<typeof canonicalJson>[0]));
