import type { Snippet } from 'svelte';

/** What every field takes. `id` is the name unless said otherwise, so that an error summary can link to it. */
export type FieldProps = {
  name: string;
  label: string;
  id?: string;
  help?: string | Snippet;
  error?: string | undefined;
  optional?: boolean;
  clause?: Snippet;
  below?: Snippet;
};

export function frameOf(props: FieldProps) {
  const { name, label, id = name, help, error, optional, clause, below } = props;
  return {
    id,
    label,
    error,
    ...(help && { help }),
    ...(optional && { optional }),
    ...(clause && { clause }),
    ...(below && { below }),
  };
}
