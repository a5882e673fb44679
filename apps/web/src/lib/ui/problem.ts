type ProblemError = { pointer: string; code: string; detail?: string };

/** RFC 9457 as the API sends it. */
export type ProblemFields = {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  code: string;
  errors?: ProblemError[];
  facts?: Record<string, unknown>;
};

/** The text for one field of a refused form, by its JSON pointer. */
export function errorAt(problem: ProblemFields | null | undefined, pointer: string): string | undefined {
  const found = problem?.errors?.find((e) => e.pointer === pointer);
  return found && (found.detail ?? found.code);
}

/** Whether a form's answer says that nobody knows yet what became of it. */
export function isUnconfirmed(answer: Record<string, unknown> | undefined): boolean {
  return (answer?.['problem'] as ProblemFields | null | undefined)?.code === 'not-confirmed';
}
