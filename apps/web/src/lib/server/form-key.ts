/** The key of the form's next sending: the one just sent when nobody knows whether it arrived, so that it counts once. */
export const formKey = (locals: Pick<App.Locals, 'unconfirmedKey'>): string =>
  locals.unconfirmedKey ?? crypto.randomUUID();

/** The form's own part of a key that an action may have made longer. */
export const ownPart = (key: string): string => key.slice(0, crypto.randomUUID().length);
