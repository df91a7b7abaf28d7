/**
 * A part that changes by itself, as an import that is coming in: `data-live="3"` is looked at every 3 seconds
 * for as long as the page is seen. Without this there is a link that does the same by hand.
 */
export function startLive(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>("[data-live]")) later(part);
}

function later(part: HTMLElement): void {
  window.setTimeout(() => void look(part), Number(part.dataset.live) * 1000);
}

async function look(part: HTMLElement): Promise<void> {
  if (document.hidden || part.contains(document.activeElement)) return later(part);
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(part.id);
    if (!answer.ok || !fresh) return later(part);
    if (!fresh.dataset.live) return window.location.reload();
    part.replaceWith(fresh);
    later(fresh);
  } catch {
    later(part);
  }
}
