let alive = false;

/** Called once the first page's script runs. */
export function comeAlive(): void {
  alive = true;
}

/** What somebody chose in a select before the first page's script ran: it stands in the document only. */
export function chosenBefore(id: string): string | undefined {
  if (alive || typeof document === 'undefined') return undefined;
  const element = document.getElementById(id);
  return element instanceof HTMLSelectElement ? element.value : undefined;
}

/** The same for a radio button. */
export function checkedBefore(id: string): boolean | undefined {
  if (alive || typeof document === 'undefined') return undefined;
  const element = document.getElementById(id);
  return element instanceof HTMLInputElement ? element.checked : undefined;
}
