/**
 * What was written without network and is sent later, from whatever page is open then. The words stand in
 * `[data-waiting]`, written by the server: to somebody signed in it says what was sent, to others that
 * something waits for whoever wrote it.
 *
 * A form that is open sends its text itself (autosave.ts) and holds a lock as long.
 */
import { csrfToken, device, make } from "./dom";
import { forgetOthersSaved } from "./last-saved";
import { type LocalCopy, readCopy } from "./local-copy";
import { ASKS_JSON, sheet } from "./sending";
import { COPY, keyOf } from "./sent-form";

const SOON = 1500; // ms; forms that are open in other tabs take their locks first
const TOO_SLOW = 20_000; // ms

interface Answer {
  url?: string;
  message?: string;
  conflict?: { url?: string; message?: string };
}

export interface Waiting {
  key: string;
  copy: LocalCopy & { waits: NonNullable<LocalCopy["waits"]> };
}

/** The texts of a person (of everybody, without one) that could not be sent, newest first. */
export function waiting(person = ""): Waiting[] {
  const found: Waiting[] = [];
  for (const key of device.keys(person ? `${COPY}${person}:` : COPY)) {
    const copy = readCopy(key);
    if (copy?.waits?.to) found.push({ key, copy: { ...copy, waits: copy.waits } });
  }
  return found.sort((one, other) => other.copy.at - one.copy.at);
}

export function startWaiting(): void {
  const person = document.body.dataset.person ?? "";
  forgetOthersSaved(person);
  if (!person) return askToSignIn();
  setTimeout(() => void sendAll(person), SOON);
  window.addEventListener("online", () => void sendAll(person));
}

function askToSignIn(): void {
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  if (!place || waiting().length === 0) return;
  const link = make("a", { href: place.dataset.login ?? "/" }, place.dataset.textSignin ?? "");
  say("ask", place.dataset.textAnothers ?? "", link);
}

async function sendAll(person: string): Promise<void> {
  if (!navigator.onLine) return;
  const open = new Set([...document.querySelectorAll<HTMLFormElement>("form[data-autosave]")].map(keyOf));
  for (const one of waiting(person)) {
    if (open.has(one.key)) continue; // also before what betters the form is here, which may take long
    const send = (lock: unknown) => (lock ? sendOne(one) : undefined);
    if (navigator.locks) await navigator.locks.request(one.key, { ifAvailable: true }, send);
  }
  document.dispatchEvent(new Event("lubuk:sent"));
}

async function sendOne({ key, copy }: Waiting): Promise<void> {
  const { version, revision, draft, waits } = copy;
  const response = await fetch(waits.to, {
    method: "POST",
    body: sheet(copy.fields, { item: waits.item, from_version: version, revision, draft }),
    headers: { ...ASKS_JSON, "X-CSRFToken": csrfToken() },
    signal: AbortSignal.timeout(TOO_SLOW),
  }).catch(() => null);
  const isJson = response?.headers.get("content-type")?.includes("json");
  if (!response || !isJson || response.redirected) return; // no network after all, or signed out: it waits
  const answer: Answer = await response.json().catch(() => ({}));
  if (!response.ok && !answer.conflict) return; // a field isn't right: its writer mends it in the form
  device.remove(key);
  told(titleOf(copy), answer);
}

function told(title: string, { url, conflict }: Answer): void {
  const words = document.querySelector<HTMLElement>("[data-waiting]")?.dataset;
  if (!words) return;
  if (conflict) {
    const link = make("a", { href: conflict.url ?? "/" }, words.textCompare ?? "");
    return say("ask", conflict.message ?? "", link);
  }
  say("good", words.textSent ?? "", make("a", { href: url ?? "/" }, title || (words.textOpen ?? "")));
}

export function titleOf(copy: LocalCopy): string {
  return copy.fields.find(([name]) => name === "title")?.[1].trim() ?? "";
}

function say(tone: "good" | "ask", text: string, link: HTMLAnchorElement): void {
  const place = document.querySelector<HTMLElement>("[data-waiting]");
  if (!place) return;
  place.hidden = false;
  place.append(make("div", { class: `note ${tone}` }, make("p", {}, `${text} `, link)));
}
