/**
 * `[data-from-files]` shows what the files of a form say of themselves, as soon as they are sent and read. Without this
 * script it is there when the page comes back.
 */
import { fresh } from "./dom";

const LOOKS = 20; // half a minute: on a busy day the worker has others before this one
const WAIT = 1_500; // ms: a worker reads a paper in about a second

export function startFromFiles(root: ParentNode): void {
  for (const place of fresh<HTMLElement>(root, "[data-from-files]")) {
    const form = place.closest("form");
    for (const files of form?.querySelectorAll("[data-files]") ?? []) {
      files.addEventListener("input", (event) => {
        if (form && event.target === files) void look(form, place, LOOKS);
      });
    }
    if (form && place.querySelector("[data-waiting]")) void look(form, place, LOOKS);
  }
}

async function look(form: HTMLFormElement, place: HTMLElement, left: number): Promise<void> {
  const sent = new FormData(form);
  sent.set("do", "look");
  sent.delete("photo"); // it says nothing, and is the heaviest part
  const answer = await fetch(form.action, {
    method: "POST",
    body: sent,
    headers: { "X-Part": "from-files" },
  }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return; // it is there the next time the page is opened
  place.innerHTML = await answer.text(); // our own template, escaped by the server
  if (left > 1 && place.querySelector("[data-waiting]")) {
    window.setTimeout(() => void look(form, place, left - 1), WAIT);
  }
}
