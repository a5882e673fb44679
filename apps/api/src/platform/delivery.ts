import type { TextTemplate } from '@lianchuang/domain/notifications';

/**
 * How handing something to a provider ended. `failed` is certain: it was not taken and may be tried again. `unknown` may have been
 * taken: whoever tries again may send it twice. `needless` was handed to nobody: there is nothing to tell any more.
 */
export type Delivery =
  | { readonly is: 'taken' }
  | { readonly is: 'needless' }
  | { readonly is: 'refused' | 'failed' | 'unknown'; readonly why: string };

export const TAKEN: Delivery = { is: 'taken' };
export const NEEDLESS: Delivery = { is: 'needless' };

type Letter = {
  /** Of the message; the same letter sent again carries the same, so that a mailbox may show it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Mail, whoever carries it. */
export type Mail = { send(letter: Letter): Promise<Delivery> };

/** A text to a phone: a registered template and what stands in its places. */
type TextMessage = {
  readonly id: string;
  readonly to: string;
  readonly template: TextTemplate;
  readonly parameters: Readonly<Record<string, string>>;
};

/** Texts to phones, whoever carries them. */
export type Sms = { send(message: TextMessage): Promise<Delivery> };
