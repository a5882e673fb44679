/** What was said and not taken, so that it stands in its field again. */
export type TalkRefused = {
  readonly thread: string;
  readonly pointer: string;
  readonly text: string;
  readonly error: string;
};
