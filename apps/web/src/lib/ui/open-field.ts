import { getContext, setContext } from 'svelte';

const KEY = Symbol('open fields');

/** Says for the name of a field whether it may be changed. */
export type Openness = (name: string) => boolean;

/** Below this component only the fields that `openness` allows may be changed; null allows all. */
export const setOpenness = (openness: () => Openness | null) => setContext(KEY, openness);

/** Whether a field may be changed; asked while the component starts, answered whenever it is called. */
export function openField(): Openness {
  const openness = getContext<(() => Openness | null) | undefined>(KEY);
  return (name) => openness?.()?.(name) ?? true;
}
