import { getContext, setContext } from 'svelte';
import type { CorrectionItem } from './typed-form.ts';

const KEY = Symbol('pointing');

/** What an officer has pointed at so far, on the page and in the form of the correction. */
export class Pointing {
  items = $state<CorrectionItem[]>([]);

  constructor(items: CorrectionItem[], places: readonly string[]) {
    const pointed = places.map((pointer) => ({ code: '', pointer, text: '' }));
    this.items = items.length > 0 ? items : pointed.length > 0 ? pointed : [{ code: '', pointer: '', text: '' }];
  }

  has(place: string): boolean {
    return this.items.some(
      ({ pointer, code, text }) => pointer === place && (place !== '' || code !== '' || text !== ''),
    );
  }

  /** Adds an item for the place, or takes it away again while nothing was written. */
  toggle(place: string) {
    const at = this.items.findIndex(({ pointer }) => pointer === place);
    if (at >= 0) {
      if (this.items[at]?.text === '') this.items.splice(at, 1);
    } else {
      // The form begins with one empty item: the first place takes it.
      const empty = this.items.findIndex(({ pointer, code, text }) => pointer === '' && code === '' && text === '');
      if (empty >= 0) this.items.splice(empty, 1);
      this.items.push({ code: '', pointer: place, text: '' });
    }
    if (this.items.length === 0) this.items.push({ code: '', pointer: '', text: '' });
  }
}

export const setPointing = (pointing: () => Pointing | null) => setContext(KEY, pointing);
export const getPointing = (): Pointing | null => getContext<(() => Pointing | null) | undefined>(KEY)?.() ?? null;
