/**
 * The preview beside the form of a kind: <form data-shaping> is asked for its preview while one writes, and the
 * part of the answer that is marked data-preview takes the place of the one on the page. Without this file the
 * button “Preview” does the same.
 */
import { fresh } from "./dom";

const PAUSE = 600; // milliseconds without a key

export function startShaping(root: ParentNode): void {
  for (const form of fresh<HTMLFormElement>(root, "form[data-shaping]")) {
    let timer = 0;
    let asking: AbortController | undefined;
    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        asking?.abort();
        asking = new AbortController();
        void renew(form, asking.signal);
      }, PAUSE);
    });
  }
}

async function renew(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const sent = new FormData(form);
  sent.set("preview", "yes");
  try {
    const answer = await fetch(location.href, { method: "POST", body: sent, signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-preview]");
    if (answer.ok && next) document.querySelector("[data-preview]")?.replaceWith(document.adoptNode(next));
  } catch {
    // No network, or a newer preview was asked for: the one that is there stays.
  }
}
