/**
 * `[data-look-alikes]` stands under the title of a page that is being written and shows what has nearly the same one.
 * It asks when the keys have been still for a while, once for each title, and lets go of a question that the next key
 * has overtaken. It stops nobody; without network, or without this script, the page is written as well.
 */
import { fresh } from "./dom";

const PAUSE = 700; // ms: a writer who stops to look up, not one between two words
const SHORTEST = 4; // letters

export function startLookAlikes(root: ParentNode): void {
  for (const place of fresh<HTMLElement>(root, "[data-look-alikes]")) {
    const form = place.closest("form");
    const title = form?.elements.namedItem("title");
    if (form && title instanceof HTMLInputElement) follow(place, form, title);
    if (form && title instanceof HTMLTextAreaElement) follow(place, form, title);
  }
}

function follow(
  place: HTMLElement,
  form: HTMLFormElement,
  title: HTMLInputElement | HTMLTextAreaElement,
): void {
  let timer = 0;
  let asked = title.value.trim(); // a page that has its title already was looked at when it got it
  let request = new AbortController();
  const note = place.querySelector<HTMLElement>(".note");
  const list = note?.querySelector("div");

  title.addEventListener("input", () => {
    clearTimeout(timer);
    request.abort();
    timer = window.setTimeout(() => void ask(title.value.trim()), PAUSE);
  });

  async function ask(words: string): Promise<void> {
    if (words === asked) return;
    asked = words;
    if (words.length < SHORTEST) return show("");
    request = new AbortController();
    try {
      const answer = await fetch(address(words), { signal: request.signal });
      if (answer.ok && !answer.redirected) show((await answer.text()).trim());
    } catch {
      asked = ""; // overtaken, or no network: the next pause asks again
    }
  }

  function show(found: string): void {
    if (!note || !list) return;
    list.innerHTML = found; // our own template, escaped by the server
    note.hidden = !found;
  }

  function address(words: string): URL {
    const address = new URL(place.dataset.lookAlikes ?? "", location.href);
    address.searchParams.set("title", words);
    address.searchParams.set("but", form.dataset.item ?? "");
    return address;
  }
}
