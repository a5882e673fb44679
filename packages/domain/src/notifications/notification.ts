import type { Day, Locale, Words } from '../kernel/index.ts';

/** Ways beside the product itself, in which everything always stands. */
export const CHANNELS = ['mail', 'text'] as const;
export type Channel = (typeof CHANNELS)[number];

/** When what is not urgent goes out: at once, once a day at half past eight, or not at all. */
export const PACES = ['now', 'daily', 'never'] as const;
export type Pace = (typeof PACES)[number];

/** How somebody wants to be told. */
export type Choices = {
  readonly mail: boolean;
  readonly text: boolean;
  readonly pace: Pace;
  /** The language of mails and texts; pages follow the browser. */
  readonly locale: Locale;
};

/** What holds for whoever never chose. */
export const DEFAULT_CHOICES: Choices = { mail: true, text: true, pace: 'now', locale: 'zh' };

/** What a notification names; the words are made from it when somebody reads them. */
export type Facts = {
  readonly consortium: string | null;
  readonly lead: string;
  readonly jurisdiction: string;
  readonly member?: string;
  readonly dueOn?: Day | null;
  readonly days?: number;
  readonly material?: Words;
  readonly number?: string;
  readonly signed?: number;
  readonly members?: number;
};

/** Whether something goes to a person on a channel now, stands in the next digest, or only in the product. A phone rings for what is urgent only. */
export function deliveryOf(
  { urgent, channels }: { readonly urgent: boolean; readonly channels: readonly Channel[] },
  choices: Choices,
  channel: Channel,
): 'now' | 'digest' | 'none' {
  if (!channels.includes(channel) || !choices[channel]) return 'none';
  if (urgent) return 'now';
  if (channel === 'text' || choices.pace === 'never') return 'none';
  return choices.pace === 'daily' ? 'digest' : 'now';
}
