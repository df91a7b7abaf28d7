/** What the worker answers: from the network, or a copy with a line above it that says so. */
/// <reference lib="webworker" />
import { isOld, OFFLINE, openRead, PARTS, readAt } from "./copies";
import { given, type Standing, type Why } from "./given";
import { hear, keepPicture, wipe, wipedSoFar } from "./keeping";

declare const self: ServiceWorkerGlobalScope;

const SLOW = 4000; // ms; somebody who read the page before needn't look at a white one for longer
const SILENT = new Set([502, 503, 504]); // a server that restarts, or the proxy in front of one
const MAIN = '<main id="main" tabindex="-1">'; // where ui/base.html lets a page's content begin

/** A page that somebody opens: the network's if it comes in time, else the copy, else the list of copies. */
export async function page(event: FetchEvent): Promise<Response> {
  const address = addressOf(event.request.url);
  const kept = await keptPage(address);
  const asked = network(event, address + new URL(event.request.url).search);
  const answer = kept ? await soon(asked) : await asked.catch(() => "offline" as const);
  if (answer instanceof Response && !(kept && SILENT.has(answer.status))) return answer;
  const why: Why = answer instanceof Response ? "silent" : answer;
  if (kept) return withLine(kept, why, 200);
  return list(address === given.list || address === "/" ? "here" : "unread", await keptList());
}

/** Something sent: never repeated by itself. Signing out takes the copies away even if the answer gets lost. */
export async function sending(event: FetchEvent): Promise<Response> {
  const signsOut = addressOf(event.request.url) === given.signOut;
  const standIn = await keptList();
  if (signsOut) await wipe();
  return fetch(event.request).catch(() => list(signsOut ? "signedIn" : "unsent", standIn));
}

/** A file whose name changes with its content. */
export async function part(request: Request): Promise<Response> {
  const cache = await caches.open(PARTS);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

export async function picture(event: FetchEvent): Promise<Response> {
  const address = addressOf(event.request.url);
  try {
    const answer = await fetch(event.request);
    const client = await self.clients.get(event.clientId);
    if (client && answer.ok && answer.type === "basic")
      event.waitUntil(keepPicture(addressOf(client.url), address, answer.clone()));
    return answer;
  } catch {
    return (await (await openRead())?.match(address, { ignoreVary: true })) ?? Response.error();
  }
}

async function network(event: FetchEvent, address: string): Promise<Response> {
  const since = wipedSoFar();
  const preloaded: Response | undefined = await event.preloadResponse;
  const answer = preloaded ?? (await fetch(event.request));
  // Only a page that is kept is read twice: a large file must not wait in memory for a second reader.
  const heard = answer.headers.has(OFFLINE) ? answer.clone() : answer;
  event.waitUntil(hear(address, heard, since).catch(() => undefined)); // the device may be full
  return answer;
}

function soon(asked: Promise<Response>): Promise<Response | "offline" | "slow"> {
  const slow = new Promise<"slow">((late) => setTimeout(() => late("slow"), SLOW));
  return Promise.race([asked.catch(() => "offline" as const), slow]);
}

async function keptPage(address: string): Promise<Response | null> {
  if (address === given.list) return null; // it is asked for as `list` below, without a line about its age
  const kept = await (await openRead())?.match(address, { ignoreVary: true });
  return kept && !isOld(readAt(kept.headers)) ? kept : null;
}

async function keptList(): Promise<Response | undefined> {
  return (await openRead())?.match(given.list, { ignoreVary: true });
}

async function list(why: Standing, kept?: Response): Promise<Response> {
  return kept ? withLine(kept, why, 503) : Response.error();
}

/** The copy with the line in the copy's language, and with data-read-at on <html> for the scripts. */
async function withLine(kept: Response, why: Why | Standing, status: number): Promise<Response> {
  const html = await kept.text();
  const language = /<html lang="([\w-]+)"/.exec(html)?.[1] ?? "en";
  const at = new Date(readAt(kept.headers));
  const line = (given.words[language] ?? given.words.en)?.[why].replace("{date}", said(at, language)) ?? "";
  const told = html
    .replace("<html ", () => `<html data-read-at="${at.toISOString()}" `)
    .replace(MAIN, () => MAIN + line);
  const headers = new Headers(kept.headers);
  headers.delete(OFFLINE);
  return new Response(told, { status, headers });
}

/** 20 November 2026, 14.02: the house writes times with a point. */
function said(at: Date, language: string): string {
  const day = at.toLocaleDateString(language === "en" ? "en-GB" : language, { dateStyle: "long" });
  const two = (number: number) => String(number).padStart(2, "0");
  return `${day}, ${two(at.getHours())}.${two(at.getMinutes())}`;
}

export const addressOf = (url: string) => new URL(url).pathname;
