/** The service worker: the client's files for opening without the server, and push. */

const cacheName = "client-1";
const files = [/* files */];
const pages = /^\/(c\/|requests|search|new|setup|join|i|s|stop|signin|register|settings|admin)?/;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await Promise.all(files.map((file) => cache.add(new Request(file, { cache: "reload" })).catch(() => {})));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const file = event.request.mode === "navigate" && pages.test(url.pathname) && !url.pathname.startsWith("/api/") ? "/" : url.pathname;
  if (files.includes(file)) event.respondWith(freshOrKept(event.request, file));
});

/** The server's, if it answers soon; else what is kept. */
async function freshOrKept(request, file) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(file);
  const fresh = fetch(request).then((response) => {
    if (response.ok && !response.redirected) cache.put(file, response.clone());
    return response;
  });
  if (!kept) return fresh;
  const patience = new Promise((resolve) => setTimeout(resolve, 4000, kept));
  return Promise.race([fresh.catch(() => kept), patience]);
}

/** A push holds {c, seq, sender, title, text, request, call, missed}; nothing is shown when the conversation is being looked at. */
self.addEventListener("push", (event) => {
  let data = {};
  try { data = event.data?.json() ?? {}; } catch { data = {}; }
  const who = data.sender || "Confab";
  const title = data.call ? who + " is calling" : data.missed ? "Missed call from " + who : data.request ? who + " wants to talk with you" : data.title ? `${who} · ${data.title}` : who;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    if (open.some((page) => page.focused && (data.call || new URL(page.url).pathname.startsWith("/c/" + data.c)))) return;
    await self.registration.showNotification(title, { body: data.call || data.missed ? data.title || "" : data.text || "A new message", requireInteraction: !!data.call, tag: (data.call || data.missed ? "call-" : "") + data.c, renotify: !!data.c, icon: "/icon.svg", badge: "/icon.svg", data });
  })());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { c, seq } = event.notification.data ?? {};
  const path = c ? "/c/" + c + (seq ? "/" + seq : "") : "/";
  event.waitUntil((async () => {
    const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (!page) return self.clients.openWindow(path);
    page.postMessage({ go: path });
    return page.focus();
  })());
});
