import { Buffer } from 'node:buffer';

/** Opaque paging position: the sort key and id of the last row shown. */
export type Position = readonly (string | number | null)[];

/** Packs a position for the wire. */
export function packCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Unpacks a cursor of `length` parts; undefined for anything that this product did not make. */
export function unpackCursor(cursor: string, length: number): Position | undefined {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
    const position: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isPart = (each: unknown) => each === null || typeof each === 'string' || typeof each === 'number';
    return Array.isArray(position) && position.length === length && position.every(isPart)
      ? (position as Position)
      : undefined;
  } catch {
    return undefined;
  }
}
