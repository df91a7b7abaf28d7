/**
 * Autosave of the unpublished version: <form data-autosave="/items/12/autosave/" data-item="12"
 * data-version="40" data-revision="6" data-kind="guide" data-person="3" data-presence="/items/12/presence/">.
 * Version and revision name the text that the writer started from; the server compares them.
 *
 * The order is the promise: first the device keeps the text, then the server gets it, and only
 * when the server has answered for exactly this text is the device's copy thrown away.
 */
import { clock, Words } from "./autosave-words";
import { csrfToken, device, fresh, renewToken } from "./dom";
import { keepLastSaved, lastSaved } from "./last-saved";
import { isSame, isTouched, putBack, readCopy, saysTheSame, written } from "./local-copy";
import { keepAhead } from "./offline";
import { ASKS_JSON, sheet, weight } from "./sending";
import { cameWithErrors, holdOpen, keyOf, markSent } from "./sent-form";

const KEEP_AFTER = 250; // ms after a key: the copy on the device
const SAVE_AFTER = 1500; // ms after the last key: the copy on the server
const FIRST_RETRY = 2000; // ms, doubled each time
const LAST_RETRY = 60_000;
const TOO_SLOW = 20_000; // ms without an answer
const KEEPALIVE_LIMIT = 60_000; // bytes; browsers refuse more than 64 KiB when a page closes
const PRESENCE = 20_000; // ms; the server forgets someone after three silences
const LONGEST_WAIT = 4000; // ms that a pressed button waits for a save on its way

interface Conflict {
  by?: string;
  url?: string;
  message?: string;
}

interface Answer {
  version?: number | string;
  revision?: number | string;
  item?: number | string;
  url?: string;
  autosave?: string;
  presence?: string;
  saved_at?: string;
  editors?: string[];
  message?: string;
  conflict?: Conflict;
}

export function startAutosave(root: ParentNode): void {
  for (const form of fresh<HTMLFormElement>(root, "form[data-autosave]")) new Autosave(form).start();
}

class Autosave {
  private readonly words: Words;
  private draft: string = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  private changes = 0; // counted, so that an answer can be matched to what was sent
  private saved = 0;
  private keepTimer = 0;
  private saveTimer = 0;
  private retry = FIRST_RETRY;
  private sending: Promise<void> | null = null;
  private kept = true; // false when the device refuses to keep a copy
  private stopped = false; // nothing goes to the server any more; the device still keeps
  private discarded = false; // nothing is kept any more
  private waited = false;
  private failed = false; // the last attempt to send came to nothing

  constructor(private readonly form: HTMLFormElement) {
    this.words = new Words(form);
  }

  start(): void {
    holdOpen(this.form);
    const touched = isTouched(this.form);
    this.restore();
    if (touched) this.changed();
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
      else void this.save(); // Back from signing in, or from a place without network.
    });
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved() && !this.kept) event.preventDefault();
    });
    window.addEventListener("online", () => void this.save());
    window.setInterval(() => void this.present(), PRESENCE);
    void this.present();
    window.addEventListener("offline", () => this.unsaved() && this.words.say("offline"));
  }

  private unsaved(): boolean {
    return this.changes > this.saved && !this.discarded;
  }

  private changed(): void {
    if (this.discarded) return;
    this.changes += 1;
    clearTimeout(this.keepTimer);
    clearTimeout(this.saveTimer);
    this.keepTimer = window.setTimeout(() => this.keep(), KEEP_AFTER);
    this.saveTimer = window.setTimeout(() => this.save(), SAVE_AFTER);
  }

  private keep(): void {
    clearTimeout(this.keepTimer);
    const { version, revision } = this;
    const { autosave: to = "", item = "" } = this.form.dataset;
    const waits = this.failed || !navigator.onLine ? { waits: { to, page: location.pathname, item } } : {};
    const fields = written(this.form);
    const copy = { version, revision, draft: this.draft, at: Date.now(), fields, ...waits };
    this.kept = device.write(keyOf(this.form), JSON.stringify(copy));
    if (!this.kept) this.words.say("full");
    else if (navigator.onLine) this.words.say("kept");
    else this.words.say("offline");
  }

  private get version(): string {
    return this.form.dataset.version ?? "";
  }

  private get revision(): string {
    return this.form.dataset.revision ?? "0";
  }

  /** The tab closes or goes to the back: nothing may wait for a timer any more. */
  private leave(): void {
    if (!this.unsaved()) return;
    this.keep();
    void this.save({ leaving: true });
  }

  private save({ leaving = false } = {}): Promise<void> {
    clearTimeout(this.saveTimer);
    if (this.stopped || !this.unsaved()) return Promise.resolve();
    // One at a time: two first saves at once would make two items.
    this.sending ??= this.send(leaving).finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  private async send(leaving: boolean): Promise<void> {
    this.keep();
    const upTo = this.changes;
    if (!leaving) this.words.say("saving");
    let response: Response;
    try {
      response = await fetch(this.form.dataset.autosave ?? "", this.request(leaving));
    } catch {
      this.waits();
      this.words.say(navigator.onLine ? "failed" : "offline");
      return this.later();
    }
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const answer: Answer = isJson ? await response.json().catch(() => ({})) : {};
    this.hear(response, isJson, answer, upTo);
  }

  private request(leaving: boolean): RequestInit {
    const { version, revision, draft } = this;
    const item = this.form.dataset.item ?? "";
    const body = sheet(written(this.form), { item, from_version: version, revision, draft });
    const headers = { ...ASKS_JSON, "X-CSRFToken": csrfToken() };
    const common = { method: "POST", body, headers, credentials: "same-origin" } as const;
    return leaving
      ? { ...common, keepalive: weight(body) < KEEPALIVE_LIMIT }
      : { ...common, signal: AbortSignal.timeout(TOO_SLOW) };
  }

  private hear(response: Response, isJson: boolean, answer: Answer, upTo: number): void {
    const { status } = response;
    const signedOut = response.redirected || status === 401 || (status === 403 && !isJson);
    if (signedOut) return this.askToSignIn(answer.url ?? (response.redirected ? response.url : ""));
    if (answer.conflict) return this.conflict(answer.conflict, upTo);
    if (status >= 500 || status === 429 || (response.ok && !isJson)) {
      this.waits();
      this.words.say("failed");
      return this.later();
    }
    if (!response.ok) return this.refused(status, answer);
    this.accepted(answer, upTo);
  }

  /** The copy is marked, so that other pages send it too (waiting.ts). */
  private waits(): void {
    this.failed = true;
    this.keep();
  }

  private accepted(answer: Answer, upTo: number): void {
    const before = keyOf(this.form);
    this.failed = false;
    this.retry = FIRST_RETRY;
    this.saved = upTo;
    this.moveTo(String(answer.version ?? this.version), String(answer.revision ?? this.revision));
    if (answer.item && String(answer.item) !== this.form.dataset.item) this.becomes(answer);
    if (before !== keyOf(this.form) || !this.unsaved()) device.remove(before);
    this.words.note("refused", "", "");
    this.words.note("session", "", "");
    this.others(answer.editors ?? []);
    if (this.unsaved()) {
      this.keep();
      this.saveTimer = window.setTimeout(() => this.save(), SAVE_AFTER);
    } else {
      keepLastSaved(this.form, this.draft);
      this.words.note("restored", "", "");
      this.words.say("saved", { time: answer.saved_at ?? clock(Date.now()) });
    }
  }

  private moveTo(version: string, revision: string): void {
    Object.assign(this.form.dataset, { version, revision });
    for (const [name, value] of Object.entries({ from_version: version, revision })) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
  }

  /** The first save made the item: from now on this page is its edit page. */
  private becomes(answer: Answer): void {
    this.form.dataset.item = String(answer.item);
    if (answer.autosave) this.form.dataset.autosave = answer.autosave;
    if (answer.presence) this.form.dataset.presence = answer.presence;
    holdOpen(this.form);
    if (!answer.url) return;
    keepAhead([answer.url]);
    history.replaceState(history.state, "", answer.url);
    this.form.action = answer.url;
  }

  /** Says that the form is open, and learns who else has it open. */
  private async present(): Promise<void> {
    const address = this.form.dataset.presence;
    if (!address || document.visibilityState === "hidden" || !navigator.onLine) return;
    const headers = { ...ASKS_JSON, "X-CSRFToken": csrfToken() };
    const response = await fetch(address, { method: "POST", headers }).catch(() => null);
    const isJson = response?.headers.get("content-type")?.includes("json");
    if (!response?.ok || !isJson) return;
    const answer: Answer = await response.json().catch(() => ({}));
    this.others(answer.editors ?? []);
  }

  private others(names: string[]): void {
    const language = document.documentElement.lang || "en";
    const list = new Intl.ListFormat(language, { type: "conjunction" }).format(names);
    const text = names.length > 1 ? "editors" : "editor";
    this.words.note("others", "ask", names.length > 0 ? this.words.text(text, { names: list }) : "");
  }

  /** Both texts are on the server now. What is typed from here on stays on the device. */
  private conflict(conflict: Conflict, upTo: number): void {
    this.stopped = true;
    this.saved = upTo;
    if (!this.unsaved()) device.remove(keyOf(this.form));
    const text = conflict.message || this.words.text("conflict", { name: conflict.by ?? "" });
    const link = conflict.url ? [this.words.link("compare", conflict.url)] : [];
    this.words.note("conflict", "ask", text, ...link);
    this.words.tell("", "conflict");
    this.words.note("restored", "", "");
  }

  private askToSignIn(url: string): void {
    const address = url || this.form.dataset.login || "";
    const link = address ? [this.words.link("signin", address)] : [];
    this.waits();
    this.words.say("session");
    this.words.note("session", "bad", this.words.text("session"), ...link);
  }

  /** 400, 409, 422: the text may be mended and sent again. 403, 404, 413: it will not be taken here. */
  private refused(status: number, answer: Answer): void {
    this.stopped = ![400, 409, 422].includes(status);
    this.words.note("refused", "bad", answer.message || this.words.text("failed"));
    this.words.tell(this.words.text("kept"), "kept");
  }

  private later(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = window.setTimeout(() => this.save(), this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  private restore(): void {
    const key = keyOf(this.form);
    const copy = readCopy(key);
    if (!copy) return this.catchUp();
    // The same form again with errors: what it holds is nowhere but here and in the copy.
    if (cameWithErrors() && isSame(copy, this.form)) return this.changed();
    this.draft = copy.draft || this.draft;
    const moved = this.revision !== copy.revision || this.version !== copy.version;
    if (isSame(copy, this.form) || (moved && saysTheSame(copy, this.form))) return device.remove(key);
    putBack(copy, this.form);
    // Keep what the copy was written on: if someone wrote meanwhile, the server must see the conflict.
    this.moveTo(copy.version, copy.revision);
    this.changes += 1;
    const discard = this.words.button("discard", () => this.discard());
    this.words.note("restored", "ask", this.words.text("restored", { time: clock(copy.at) }), discard);
    this.saveTimer = window.setTimeout(() => this.save(), SAVE_AFTER * 2);
  }

  /** A form read without network is as old as its page; what was saved since is on the device. */
  private catchUp(): void {
    const saved = lastSaved(this.form);
    if (!saved) return;
    putBack(saved, this.form);
    this.moveTo(saved.version, saved.revision);
  }

  private discard(): void {
    this.discarded = true;
    clearTimeout(this.saveTimer);
    clearTimeout(this.keepTimer);
    device.remove(keyOf(this.form));
    this.form.reset();
    location.reload();
  }

  private submitted(event: SubmitEvent): void {
    if (event.defaultPrevented) return;
    if (this.sending && !this.waited) {
      // The answer on its way carries the revision that this form must be sent with.
      event.preventDefault();
      this.waited = true;
      const enough = new Promise((done) => setTimeout(done, LONGEST_WAIT));
      void Promise.race([this.sending, enough]).then(() => this.form.requestSubmit(event.submitter));
      return;
    }
    this.waited = false;
    if (!navigator.onLine) {
      // The button can be pressed again later; the text needn't leave the page now.
      event.preventDefault();
      this.changes += 1;
      return this.keep();
    }
    renewToken(this.form);
    if (this.changes > 0) {
      this.keep();
      markSent(this.form);
    }
    clearTimeout(this.saveTimer);
    this.saved = this.changes; // What leaves now must not be saved again behind its back.
  }
}
