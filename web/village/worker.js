// The service worker: the form opens without a signal. It keeps the empty form with its style and
// script, never a page with somebody's name in it and never an answer of the API; what was entered
// waits in IndexedDB (src/store.ts), not here.
const CACHE = 'payung-village-1';
const SHELL = '/village/shell';
const PATIENCE_MS = 8000;

/** The form as it is now, in the visitor's language, with what it needs. */
async function keepShell() {
  const shell = await fetch(SHELL, { credentials: 'same-origin', cache: 'no-store' });
  if (!shell.ok || shell.redirected) return;
  const text = await shell.clone().text();
  const files = [...text.matchAll(/(?:src|href)="(\/(?:pages|village)\/[^"]+\.(?:js|css|svg|webmanifest)[^"]*)"/g)].map((found) => found[1]);
  const cache = await caches.open(CACHE);
  for (const file of new Set(files)) {
    if (!(await cache.match(file))) await cache.add(file);
  }
  await cache.put(SHELL, shell);
  const wanted = new Set([SHELL, ...files]);
  for (const kept of await cache.keys()) {
    const url = new URL(kept.url);
    if (!wanted.has(url.pathname + url.search)) await cache.delete(kept);
  }
}

/** The page itself when the line allows, else the form. */
async function pageOrShell(request) {
  const patience = new AbortController();
  const bell = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: patience.signal });
  } catch {
    return (await caches.match(SHELL)) ?? Response.error();
  } finally {
    clearTimeout(bell);
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) {
      if (name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('message', (event) => {
  if (event.data === 'refresh') event.waitUntil(keepShell().catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const here = url.pathname === '/village' || url.pathname.startsWith('/village/');
  if (request.mode === 'navigate') {
    if (here) event.respondWith(pageOrShell(request));
    return;
  }
  if (/^\/(pages|village)\/[^/]+\.(js|css|svg|webmanifest)$/.test(url.pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
