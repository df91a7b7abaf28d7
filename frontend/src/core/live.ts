/**
 * A part that changes by itself, as an import that is coming in: `data-live="3"` is looked at every 3 seconds
 * for as long as the page is seen, in this page or where `data-live-from` says. Without this there is a link
 * that does the same by hand. Nobody is disturbed: while one writes in it, it stays as it is.
 */
import { fresh } from "./dom";

export function startLive(root: ParentNode): void {
  for (const part of fresh<HTMLElement>(root, "[data-live]")) later(part);
}

function later(part: HTMLElement): void {
  window.setTimeout(() => void look(part), Number(part.dataset.live) * 1000);
}

async function look(part: HTMLElement): Promise<void> {
  if (document.hidden || part.contains(document.activeElement) || isWrittenIn(part)) return later(part);
  try {
    const from = part.dataset.liveFrom;
    const answer = await fetch(from ?? window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById(part.id);
    if (!answer.ok || !found) return later(part);
    if (!found.dataset.live && !from) return window.location.reload();
    if (from && found.textContent === part.textContent) return later(part);
    part.replaceWith(found);
    say(found);
    document.dispatchEvent(new CustomEvent("lubuk:fresh", { detail: found }));
  } catch {
    later(part);
  }
}

function isWrittenIn(part: HTMLElement): boolean {
  return [...part.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

/** Who can't see that something came hears it. */
function say(part: HTMLElement): void {
  const status = document.querySelector("[data-live-status]");
  if (status && part.dataset.liveSaid) status.textContent = part.dataset.liveSaid;
}
