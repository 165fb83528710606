// The village pages with script: an outbox that survives closing, a form that works without a signal.
// Everything here is an addition; without it the same pages post their forms.
import { mendItem, startForm } from './src/form';
import { startOutbox } from './src/outbox';
import * as store from './src/store';

async function startWorker(): Promise<void> {
  // Only over TLS or on this very computer; elsewhere the pages work without it.
  if (!('serviceWorker' in navigator)) return;
  const kept = await navigator.serviceWorker.register('/village/worker.js', { scope: '/village' });
  // The language or the server may be another one than when the form was kept.
  kept.active?.postMessage('refresh');
}

// Whoever signs out leaves no name behind for the next one at this telephone.
document.querySelector('form[action="/village/leave"]')?.addEventListener('submit', () => {
  void store.keepMeta({ account: '', villages: [] });
});

void startForm()
  .then(() => startOutbox(mendItem))
  .catch(() => undefined);
void startWorker().catch(() => undefined);
