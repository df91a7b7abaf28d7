/**
 * `[data-suggest-subjects]` asks for subjects and tags without leaving the page. Without this script the same button
 * sends the form, which comes back with the text and the suggestions in it. When the network fails, it does so too.
 */
import { fresh } from "./dom";

export function startSubjectSuggestions(root: ParentNode): void {
  for (const button of fresh<HTMLButtonElement>(root, "[data-suggest-subjects]")) {
    const place = button.form?.querySelector<HTMLElement>("[data-suggestions]");
    if (place) button.addEventListener("click", (event) => suggest(event, button, place));
  }
}

async function suggest(event: Event, button: HTMLButtonElement, place: HTMLElement): Promise<void> {
  const form = button.form;
  if (!form || button.dataset.failed) return;
  event.preventDefault();
  const sent = new FormData(form);
  sent.set(button.name, button.value);
  sent.delete("photo"); // it says nothing, and is the heaviest part
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: sent,
      headers: { "X-Part": "suggestions" },
    });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    place.innerHTML = await answer.text(); // our own template, escaped by the server
    button.disabled = false;
  } catch {
    button.disabled = false;
    button.dataset.failed = "yes";
    button.click();
  }
}
