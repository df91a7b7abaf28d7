/**
 * The service worker: pages read before can be read again without network. It stands at /worker.js, behind
 * a line of the server's with what it must know (offline/given.ts). What it may keep says the server, page
 * by page; whose copies there are, and when they go, is in offline/copies.ts and offline/keeping.ts.
 */
import { page, part, picture, sending } from "./offline/answering";
import { given } from "./offline/given";
import { forgetList, keepAhead, keepParts, sweepParts } from "./offline/keeping";

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open("lubuk-parts").then((cache) => cache.addAll(given.parts)));
  // A new worker may take over at once: parts are kept under names that change with their content, so an
  // open page goes on with its own.
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(begin());
});

async function begin(): Promise<void> {
  await self.registration.navigationPreload?.enable(); // the worker's start costs the reader nothing
  await forgetList();
  await sweepParts();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? page(event) : sending(event));
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith(given.statics)) event.respondWith(part(request));
  else if (request.destination === "image") event.respondWith(picture(event));
});

interface Wish {
  pages?: string[];
  parts?: string[];
}

self.addEventListener("message", (event) => {
  const { pages = [], parts = [] } = event.data as Wish;
  // Without network, or on a full device, there is no copy: the reader loses nothing that was there.
  event.waitUntil(Promise.allSettled([keepAhead(pages), keepParts(parts)]));
});
