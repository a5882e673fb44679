/** Tells when the next release waits, and looks for one now and then in a page that stays open. Returns how to let go. */
export function watchRelease(offer: (waiting: ServiceWorker) => void): () => void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return () => undefined;
  let found: ServiceWorkerRegistration | undefined;
  const look = () => found?.waiting && workers.controller && offer(found.waiting);
  const coming = () => found?.installing?.addEventListener('statechange', look);
  const ask = () => document.visibilityState === 'visible' && void found?.update().catch(() => undefined);
  const timer = setInterval(ask, 60 * 60_000);
  document.addEventListener('visibilitychange', ask);
  void workers.ready.then((registration) => {
    found = registration;
    look();
    registration.addEventListener('updatefound', coming);
  });
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', ask);
    found?.removeEventListener('updatefound', coming);
  };
}

/** The next release takes over, and this page is opened with it. */
export function takeRelease(waiting: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage({ update: true });
}
