/**
 * The copies of pages on this device: where they are, what is written on each, how many and how long.
 * Shared by the worker, which makes them, and by the page /offline/, which lists them.
 *
 * There is one cache for one reader (`READ` and a key that the server gives), and never two: as soon as
 * the server answers somebody else, the cache of the one before is gone.
 */
export const READ = "lubuk-read:";
export const PARTS = "lubuk-parts";

export const READER = "X-Reader"; // whom the server answered
export const OFFLINE = "X-Offline"; // the page may be kept; holds what the list says of it, as JSON
const READ_AT = "X-Read-At";
const BYTES = "X-Bytes";
const PICTURE_OF = "X-Picture-Of";

const DAY = 24 * 3600 * 1000; // ms
export const LONGEST = 30 * DAY; // that a copy is shown
export const MOST_PAGES = 200;
export const MOST_BYTES = 50 * 2 ** 20;

/** What the server says of a page that may be kept. */
export interface Label {
  title: string;
  kind: string;
  language: string; // of the title; "" when it is the page's own
  item?: number;
  writes: boolean; // a form to write in
}

export interface Copy extends Label {
  address: string;
  at: number; // ms since 1970
  bytes: number;
  pictureOf: string; // the page that shows it; "" for a page
}

export async function openRead(): Promise<Cache | null> {
  const name = (await caches.keys()).find((one) => one.startsWith(READ));
  return name ? caches.open(name) : null;
}

/** Newest first; what the worker keeps for itself (the list, when it last asked) has no label and isn't here. */
export async function copies(cache: Cache): Promise<Copy[]> {
  const found: Copy[] = [];
  for (const request of await cache.keys()) {
    const kept = await cache.match(request, { ignoreVary: true });
    const copy = kept && described(new URL(request.url).pathname, kept.headers);
    if (copy) found.push(copy);
  }
  return found.sort((one, other) => other.at - one.at);
}

function described(address: string, headers: Headers): Copy | null {
  const pictureOf = headers.get(PICTURE_OF) ?? "";
  const label = headers.get(OFFLINE);
  if (!label && !pictureOf) return null;
  const said = label ? (JSON.parse(label) as Label) : { title: "", kind: "", language: "", writes: false };
  return { ...said, address, pictureOf, at: readAt(headers), bytes: Number(headers.get(BYTES)) };
}

export const readAt = (headers: Headers) => Date.parse(headers.get(READ_AT) ?? "") || 0;
export const isOld = (at: number, longest = LONGEST) => Date.now() - at > longest;

/** Replaces the copy under this address by what was answered now. */
export async function keep(cache: Cache, address: string, answer: Response, pictureOf = ""): Promise<void> {
  const body = await answer.blob();
  const headers = new Headers(answer.headers);
  for (const transport of ["Content-Encoding", "Content-Length", "Set-Cookie"]) headers.delete(transport);
  headers.set(READ_AT, new Date().toISOString());
  headers.set(BYTES, String(body.size));
  if (pictureOf) headers.set(PICTURE_OF, pictureOf);
  await cache.put(address, new Response(body, { headers }));
}

/** Takes a page away, and the pictures that were kept for it. */
export async function forget(cache: Cache, address: string): Promise<void> {
  if (!(await cache.match(address, { ignoreVary: true }))) return;
  await cache.delete(address, { ignoreVary: true });
  for (const copy of await copies(cache)) {
    if (copy.pictureOf === address) await cache.delete(copy.address, { ignoreVary: true });
  }
}

/** Takes away what is too old, and the oldest of what is too much. */
export async function sweep(cache: Cache): Promise<void> {
  let pages = 0;
  let bytes = 0;
  for (const copy of await copies(cache)) {
    pages += copy.pictureOf ? 0 : 1;
    bytes += copy.bytes;
    if (isOld(copy.at) || pages > MOST_PAGES || bytes > MOST_BYTES) await forget(cache, copy.address);
  }
}
