import { enqueue, type WaitingRequest } from '#lib/device/store.ts';

/** Keeps a request on this device until the network is back; it goes out by itself, once, under its key. False where nothing can be kept. */
export async function waitForNetwork(request: Omit<WaitingRequest, 'at' | 'method' | 'headers'>): Promise<boolean> {
  const outcome = await enqueue({
    ...request,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    at: new Date().toISOString(),
  }).catch(() => 'refused');
  if (outcome !== 'kept') return false;
  dispatchEvent(new Event('lianchuang:queued'));
  return true;
}
