// Without network, an address that cannot be reached is answered by the page kept for that. It holds no personal data.
"use strict";
const CACHE = "balai-offline-1";
const SHELL = "/luring/";
const SIGN_OUT = "/keluar/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === "POST" && address.pathname === SIGN_OUT) event.waitUntil(forgetSheets());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(SHELL)));
  else if (["style", "script", "image"].includes(request.destination))
    event.respondWith(fetch(request).catch(() => kept(request)));
});

async function kept(what) {
  const cache = await caches.open(CACHE);
  return (await cache.match(what)) ?? Response.error();
}

// Names leave the device with the sign-out; what waits to be sent stays, sealed.
function forgetSheets() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("balai");
    asked.onerror = () => resolve();
    asked.onsuccess = () => {
      const db = asked.result;
      if (!db.objectStoreNames.contains("sheets")) return resolve(db.close());
      const told = db.transaction("sheets", "readwrite");
      told.objectStore("sheets").clear();
      told.oncomplete = told.onerror = () => resolve(db.close());
    };
  });
}
