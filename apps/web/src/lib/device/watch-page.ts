type Told = { online: () => void; leaving: () => void };

/** Tells when the network is back, and when the page may be gone in a moment. Returns how to let go. */
export function watchPage({ online, leaving }: Told): () => void {
  const hidden = () => document.visibilityState === 'hidden' && leaving();
  addEventListener('online', online);
  addEventListener('pagehide', hidden);
  document.addEventListener('visibilitychange', hidden);
  return () => {
    removeEventListener('online', online);
    removeEventListener('pagehide', hidden);
    document.removeEventListener('visibilitychange', hidden);
  };
}
