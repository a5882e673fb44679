import type { Attachment } from 'svelte/attachments';

const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';

/**
 * j and k go up and down the rows, Enter opens the row's first link, x picks it, / goes to the search field.
 * Keys stay with whoever is typing, and with the browser when a modifier is held.
 */
export function rowKeys(): Attachment<HTMLTableElement> {
  return (table) => {
    const rows = () => [...table.querySelectorAll<HTMLTableRowElement>('tbody tr[data-row]')];
    const current = () => table.querySelector<HTMLTableRowElement>('tr[aria-current]');

    function go(row: HTMLTableRowElement | undefined) {
      if (!row) return;
      const before = current();
      before?.removeAttribute('aria-current');
      row.setAttribute('aria-current', 'true');
      row.querySelector<HTMLAnchorElement>('a[href]')?.focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
    }

    const moves: Record<string, () => void> = {
      j: () => go(rows()[rows().findIndex((row) => row === current()) + 1]),
      k: () => go(rows()[Math.max(0, rows().findIndex((row) => row === current()) - 1)]),
      Enter: () => current()?.querySelector<HTMLAnchorElement>('a[href]')?.click(),
      x: () => current()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click(),
      '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
    };

    function press(event: KeyboardEvent) {
      const target = event.target as Element | null;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (target?.closest(typing) || target?.closest('dialog[open]')) return;
      if (event.key === 'Enter' && target?.closest('a, button, input, summary')) return;
      const move = moves[event.key];
      if (!move) return;
      event.preventDefault();
      move();
    }

    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  };
}
