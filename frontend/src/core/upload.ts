/**
 * Sends one file in chunks to an address that remembers how far it has come
 * (src/lubuk/shared/attachments/uploading.py). A chunk that got lost is sent again, not the file;
 * the same file chosen again after a closed tab goes on where it stopped.
 */
import { csrfToken, device } from "./dom";

const FIRST_CHUNK = 256 * 1024; // bytes: some seconds on the slowest network we meet
const LAST_CHUNK = 4 * 1024 * 1024;
const QUICK = 1500; // ms; a chunk that took less lets the next be twice as large
const FIRST_RETRY = 1000; // ms, doubled each time
const LAST_RETRY = 30_000;
const BEGUN_ANEW = 2; // times that an upload the server has forgotten is begun again

export interface Taken {
  key: string;
  name: string;
  url: string;
  facts: string;
  said: string[];
}

export interface Watcher {
  progress: (part: number) => void; // 0 to 1
  waiting: () => void;
}

/** The server's own sentence: this file will not be taken. */
export class Refused extends Error {}

interface Answer {
  status: number;
  offset: number | null;
  body: Partial<Taken> & { message?: string; url?: string };
}

const placeOf = (file: File) => `lubuk-upload:${file.name}:${file.size}:${file.lastModified}`;

export async function upload(file: File, begin: string, watcher: Watcher, stop: AbortSignal): Promise<Taken> {
  for (let attempt = 0; attempt < BEGUN_ANEW; attempt += 1) {
    const taken = await goOn(file, await addressOf(file, begin, stop), watcher, stop);
    device.remove(placeOf(file));
    if (taken) return taken;
  }
  throw new Refused("");
}

/** Where an upload of this file was begun before, or a new one. */
async function addressOf(file: File, begin: string, stop: AbortSignal): Promise<string> {
  const known = device.read(placeOf(file));
  if (known) return known;
  const body = JSON.stringify({ name: file.name, length: file.size });
  const answer = await insist(() => ask("POST", begin, { "Content-Type": "application/json" }, body), stop);
  if (!answer.body.url) throw new Refused(answer.body.message ?? "");
  device.write(placeOf(file), answer.body.url);
  return answer.body.url;
}

/** What the file became; null when the server has forgotten this upload. */
async function goOn(file: File, url: string, watcher: Watcher, stop: AbortSignal): Promise<Taken | null> {
  const standing = await insist(() => ask("HEAD", url, {}, null), stop, watcher);
  if (standing.status !== 200) return null;
  let offset = standing.offset ?? 0;
  let size = FIRST_CHUNK;
  for (;;) {
    const chunk = file.slice(offset, offset + size);
    const from = offset;
    const began = performance.now();
    const told = (sent: number) => watcher.progress((from + sent) / file.size);
    const headers = await headersOf(chunk, from);
    const answer = await insist(() => ask("PATCH", url, headers, chunk, told), stop, watcher);
    if (answer.status === 200) return answer.body as Taken;
    if (answer.status === 404) return null;
    if (answer.status === 204 || answer.status === 409) offset = answer.offset ?? offset;
    else if (answer.status !== 460) throw new Refused(answer.body.message ?? "");
    if (performance.now() - began < QUICK) size = Math.min(size * 2, LAST_CHUNK);
  }
}

async function headersOf(chunk: Blob, offset: number): Promise<Record<string, string>> {
  const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
  if (!crypto.subtle) return headers; // only where the page came by TLS or from this machine
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await chunk.arrayBuffer()));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { ...headers, "Upload-Checksum": hex };
}

/** Asks until there is an answer: no network and a server that starts anew are waited for. */
async function insist(attempt: () => Promise<Answer>, stop: AbortSignal, watcher?: Watcher): Promise<Answer> {
  for (let pause = FIRST_RETRY; ; pause = Math.min(pause * 2, LAST_RETRY)) {
    stop.throwIfAborted();
    const answer = await attempt();
    if (answer.status > 0 && answer.status < 500 && answer.status !== 429) return answer;
    watcher?.waiting();
    await new Promise<void>((done) => {
      const timer = setTimeout(done, pause);
      window.addEventListener("online", () => done(), { once: true });
      stop.addEventListener("abort", () => [clearTimeout(timer), done()], { once: true });
    });
  }
}

/** One request; status 0 when no answer came. XMLHttpRequest, because it tells how much has left. */
function ask(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: Blob | string | null,
  progress?: (sent: number) => void,
): Promise<Answer> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    const ours = { Accept: "application/json", "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" };
    for (const [name, value] of Object.entries({ ...ours, ...headers }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress?.(event.loaded);
    request.onloadend = () => {
      const offset = request.status ? request.getResponseHeader("Upload-Offset") : null;
      const isJson = request.getResponseHeader("Content-Type")?.includes("json") ?? false;
      const body = isJson ? JSON.parse(request.responseText || "{}") : {};
      done({ status: request.status, offset: offset === null ? null : Number(offset), body });
    };
    request.send(body);
  });
}
