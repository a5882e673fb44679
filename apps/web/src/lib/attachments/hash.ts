/** SHA-256 of a file in hex; null where the page was not reached over a safe connection and the browser computes none. */
export async function sha256Of(blob: Blob): Promise<string | null> {
  if (!globalThis.isSecureContext) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
