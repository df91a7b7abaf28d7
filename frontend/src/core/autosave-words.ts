/**
 * What the autosave says and where. Every text is written by the server, translated, into
 * data-text-… of `[data-autosave-state]`; the notes stand in `[data-autosave-notes]` above the form.
 */
import { fill, make } from "./dom";

export type Says =
  | "kept" // on this device only
  | "saving"
  | "saved" // {time}
  | "offline"
  | "failed" // the server could not answer; tried again
  | "full" // the device refused to keep a copy
  | "session"; // signed out

export class Words {
  private readonly state: HTMLElement | null;
  private readonly notes: HTMLElement | null;

  constructor(private readonly form: HTMLFormElement) {
    this.state = find(form, "[data-autosave-state]");
    this.notes = find(form, "[data-autosave-notes]");
    this.notes?.setAttribute("role", "status");
  }

  text(name: string, values: Record<string, string> = {}): string {
    const written = this.state?.dataset[`text${name[0]?.toUpperCase()}${name.slice(1)}`] ?? "";
    return fill(written, values);
  }

  /** Only when the words change: a screen reader would repeat them after every pause. */
  say(what: Says, values: Record<string, string> = {}): void {
    this.tell(this.text(what, values), what);
  }

  tell(text: string, state: string): void {
    if (!this.state) return;
    this.state.dataset.state = state;
    const place = this.state.querySelector("[data-autosave-words]") ?? this.state;
    if (place.textContent !== text) place.textContent = text;
  }

  /** One note of each name at a time; an empty text takes it away. */
  note(name: string, tone: "" | "ask" | "bad", text: string, ...more: Node[]): void {
    const place = this.notes ?? this.madeNotes();
    const there = place.querySelector<HTMLElement>(`[data-note="${name}"]`);
    if (!text) return there?.remove();
    if (there?.dataset.text === text) return;
    const note = make("div", { class: `note ${tone}`.trim(), "data-note": name }, make("p", {}, text));
    note.dataset.text = text;
    if (more.length > 0) note.append(make("p", { class: "row" }, ...more));
    if (there) there.replaceWith(note);
    else place.append(note);
  }

  link(name: string, href: string): HTMLAnchorElement {
    return make("a", { href, target: "_blank", rel: "noopener" }, this.text(name));
  }

  button(name: string, press: () => void): HTMLButtonElement {
    const button = make("button", { class: "btn plain small", type: "button" }, this.text(name));
    button.addEventListener("click", press);
    return button;
  }

  private madeNotes(): HTMLElement {
    const made = make("div", { "data-autosave-notes": "", role: "status", class: "stack" });
    this.form.before(made);
    return made;
  }
}

function find(form: HTMLFormElement, selector: string): HTMLElement | null {
  return form.querySelector<HTMLElement>(selector) ?? document.querySelector<HTMLElement>(selector);
}

/** 14.02 today, with the day before it on other days; the house writes times with a point. */
export function clock(at: number): string {
  const moment = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  const time = `${two(moment.getHours())}.${two(moment.getMinutes())}`;
  if (moment.toDateString() === new Date().toDateString()) return time;
  const language = document.documentElement.lang || "en";
  return `${moment.toLocaleDateString(language, { day: "numeric", month: "long" })}, ${time}`;
}
