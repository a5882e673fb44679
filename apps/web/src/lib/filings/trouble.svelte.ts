import { m } from '#lib/paraglide/messages.js';

/** Why something waits, and what is said of it to whoever cannot see the mark: trouble when it begins, and that it is over. */
export class Trouble {
  note = $state.raw('');
  #had = $state.raw(false);
  said = $derived(this.note === '' ? (this.#had ? m['apply.save.ok_again']() : '') : this.note);

  begin(note: string) {
    this.note = note;
    this.#had = true;
  }

  end() {
    this.note = '';
  }
}
