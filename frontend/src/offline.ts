/**
 * The page /offline/: what waits to be sent, forms to write in, and the pages read on this device, found
 * by the words of their titles. It reads the worker's cache itself, so it is the same with and without network.
 */
import { clock } from "./core/autosave-words";
import { fill, make } from "./core/dom";
import { titleOf, waiting } from "./core/waiting";
import { type Copy, copies, isOld, openRead } from "./offline/copies";

const place = document.querySelector<HTMLElement>("[data-offline]");
const filter = place?.querySelector<HTMLInputElement>("input[type=search]");
let kept: Copy[] = [];

async function begin(): Promise<void> {
  if (!place) return;
  const cache = "caches" in window ? await openRead() : null;
  kept = cache ? (await copies(cache)).filter((copy) => !copy.pictureOf && !isOld(copy.at)) : [];
  showWaiting();
  list(
    "forms",
    kept
      .filter((copy) => copy.writes)
      .sort((one, other) => one.title.localeCompare(other.title))
      .map((copy) => row(copy)),
  );
  showRead();
  filter?.addEventListener("input", showRead);
  filter?.form?.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("lubuk:sent", showWaiting);
  const forget = document.querySelector<HTMLElement>("[data-forget]");
  forget?.addEventListener("click", () => void forgetAll());
  forget?.removeAttribute("hidden");
}

function showWaiting(): void {
  const person = document.body.dataset.person;
  const rows = (person ? waiting(person) : []).map(({ copy }) => {
    const title = titleOf(copy) || text("untitled");
    return entry(copy.waits.page, title, "", fill(text("written"), { date: clock(copy.at) }));
  });
  list("waiting", rows);
}

function showRead(): void {
  const words = plain(filter?.value ?? "").split(" ");
  const pages = kept.filter((copy) => !copy.writes);
  const found = pages.filter((copy) =>
    words.every((word) => plain(`${copy.title} ${copy.kind}`).includes(word)),
  );
  list(
    "read",
    found.map((copy) => row(copy)),
  );
  for (const [name, shown] of Object.entries({
    empty: pages.length === 0,
    unfound: pages.length > 0 && found.length === 0,
    tools: pages.length > 0,
  })) {
    const part = place?.querySelector<HTMLElement>(`[data-part=${name}]`);
    if (part) part.hidden = !shown;
  }
}

/** Without case and accents: who looks for "resume" finds "Résumé". */
const plain = (words: string) =>
  words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

const text = (name: string) => place?.dataset[`text${name[0]?.toUpperCase()}${name.slice(1)}`] ?? "";

function row(copy: Copy): HTMLElement {
  const when = fill(text("read"), { date: clock(copy.at) });
  return entry(copy.address, copy.title, copy.kind, copy.writes ? "" : when, copy.language);
}

function entry(href: string, title: string, kind: string, facts: string, language = ""): HTMLElement {
  const link = make("a", { href, ...(language ? { lang: language } : {}) }, title);
  const more = [kind, facts].filter(Boolean).join(" · ");
  return make("li", {}, link, make("span", { class: "meta" }, more));
}

/** Fills a section's list; a section with nothing in it is not there. */
function list(name: string, rows: HTMLElement[]): void {
  const section = place?.querySelector<HTMLElement>(`[data-part=${name}]`);
  if (!section) return;
  section.hidden = rows.length === 0 && name !== "read";
  section.querySelector("ul")?.replaceChildren(...rows);
}

/** All pages of this device; what waits to be sent stays. */
async function forgetAll(): Promise<void> {
  const cache = await openRead();
  for (const copy of cache ? await copies(cache) : [])
    await cache?.delete(copy.address, { ignoreVary: true });
  kept = [];
  list("forms", []);
  showRead();
}

void begin();
