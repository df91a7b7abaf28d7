/**
 * Starts the service worker after the page is there, and tells it what will be wanted without network:
 * the links in `[data-keep-offline]`, and the editor. What it does with that is in ../offline/.
 */
const SOON = 2000; // ms; what was asked for comes first

interface Connection {
  saveData?: boolean;
}

export function startOffline(): void {
  const address = document.querySelector<HTMLElement>("script[data-worker]")?.dataset.worker;
  if (!address || !("serviceWorker" in navigator)) return;
  const begin = () => void register(address);
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

async function register(address: string): Promise<void> {
  const first = !navigator.serviceWorker.controller;
  // Refused in a private window, or by somebody who wants no copies: all else works.
  const registration = await navigator.serviceWorker.register(address).catch(() => null);
  if (!registration || document.documentElement.dataset.readAt) return;
  if (first) keepAhead([location.pathname]); // it was opened before there was a worker
  const links = document.querySelectorAll<HTMLAnchorElement>("[data-keep-offline] a[href]");
  const { connection } = navigator as Navigator & { connection?: Connection };
  if (links.length === 0 || connection?.saveData) return;
  const editor = document.querySelector<HTMLElement>("[data-editor-src]")?.dataset.editorSrc;
  const pages = [...links].map((link) => link.pathname);
  setTimeout(() => void tell({ pages, parts: editor ? [editor] : [] }), SOON);
}

export function keepAhead(pages: string[]): void {
  void tell({ pages });
}

async function tell(wish: { pages: string[]; parts?: string[] }): Promise<void> {
  if (!document.querySelector("script[data-worker]") || !("serviceWorker" in navigator)) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(wish);
}
