/** What the worker keeps and throws away when the server has answered. What it answers itself is in answering.ts. */
import { copies, forget, isOld, keep, OFFLINE, openRead, PARTS, READ, READER, readAt, sweep } from "./copies";
import { given } from "./given";

const GONE = new Set([401, 403, 404, 410]);
const HOUR = 3600 * 1000; // ms
const DAY = 24 * HOUR;
const MOST_PARTS = 60; // static files; each build brings about four, so old copies keep theirs

let wipes = 0;
const beingKept = new Set<string>(); // pages whose copy is on its way: their pictures come earlier

/** A mark to take before a question to the server: an answer that comes after a wipe is not kept. */
export const wipedSoFar = () => wipes;

/** Throws away all pages of everybody but the one whose cache is named. */
export async function wipe(but = ""): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(READ) && name !== but);
  if (others.length === 0) return;
  wipes += 1;
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The server answered for this address: keep the page, or what it takes back. */
export async function hear(address: string, answer: Response, since: number): Promise<void> {
  const reader = answer.headers.get(READER);
  if (!reader || since !== wipes) return;
  const name = READ + reader;
  await wipe(name);
  const cache = await caches.open(name);
  if (GONE.has(answer.status) || (answer.ok && !answer.headers.has(OFFLINE))) await forget(cache, address);
  else if (answer.ok && !answer.redirected) await keepPage(cache, address, answer);
  await keepList(cache, answer.headers.get("Content-Language"));
  await askWhatIsOpen(cache);
}

async function keepPage(cache: Cache, address: string, answer: Response): Promise<void> {
  beingKept.add(address);
  await keep(cache, address, answer);
  beingKept.delete(address);
  await sweep(cache);
}

/** Pages that were not opened but will be wanted, such as the forms behind “Share”; at most once a day each. */
export async function keepAhead(addresses: string[]): Promise<void> {
  for (const address of addresses) {
    const cache = await openRead();
    const kept = await cache?.match(address, { ignoreVary: true });
    if (kept && !isOld(readAt(kept.headers), DAY)) continue;
    const since = wipes;
    await hear(address, await ask(address), since);
  }
}

export async function keepParts(addresses: string[]): Promise<void> {
  const cache = await caches.open(PARTS);
  for (const address of addresses) if (!(await cache.match(address))) await cache.add(address);
}

/** A part that is asked for often stays by being put in again at each build; the oldest go. */
export async function sweepParts(): Promise<void> {
  const cache = await caches.open(PARTS);
  const kept = await cache.keys();
  for (const request of kept.slice(0, Math.max(0, kept.length - MOST_PARTS))) await cache.delete(request);
}

export async function keepPicture(page: string, address: string, answer: Response): Promise<void> {
  const cache = await openRead();
  const shown = beingKept.has(page) || (await cache?.match(page, { ignoreVary: true }));
  if (cache && shown) await keep(cache, address, answer, page);
}

/** The page that stands in for those never read, in the language of what is read now. */
async function keepList(cache: Cache, language: string | null): Promise<void> {
  const kept = await cache.match(given.list, { ignoreVary: true });
  const isSame = kept?.headers.get("Content-Language") === language;
  if (kept && isSame && !isOld(readAt(kept.headers), DAY)) return;
  const answer = await ask(given.list);
  if (answer.ok && !answer.redirected) await keep(cache, given.list, answer);
}

/** Once an hour: a page that was closed to the reader since then goes, although nobody opened it. */
async function askWhatIsOpen(cache: Cache): Promise<void> {
  const last = await cache.match(given.check, { ignoreVary: true });
  if (last && !isOld(readAt(last.headers), HOUR)) return;
  const kept = (await copies(cache)).filter((copy) => copy.item && !copy.pictureOf);
  const query = kept.map((copy) => `${copy.writes ? "write" : "read"}=${copy.item}`);
  const answer = await ask(`${given.check}?${[...new Set(query)].join("&")}`);
  if (!answer.ok) return;
  const open = (await answer.clone().json()) as { read: number[]; write: number[] };
  for (const copy of kept) {
    if (!open[copy.writes ? "write" : "read"].includes(copy.item ?? 0)) await forget(cache, copy.address);
  }
  await keep(cache, given.check, answer);
}

/** After a build the list has other parts. */
export async function forgetList(): Promise<void> {
  await (await openRead())?.delete(given.list, { ignoreVary: true });
}

const ask = (address: string) => fetch(address, { headers: { Accept: "text/html, application/json" } });
