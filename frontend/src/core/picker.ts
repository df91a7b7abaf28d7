/**
 * Naming people, pages, units and subjects: <lubuk-picker lookup="/lookup/people/?"> around an input
 * for one, or with `many` around a text area that holds a line for each. One types in a line put in
 * its place, so that half a name is not sent; what is chosen is written into the field as "Ratna
 * Halimun (ratna)", which the server understands. Without this file people write so themselves.
 */
import { fill, fresh, make } from "./dom";

const PAUSE = 150; // ms between keys, as under the search box
let pickers = 0;

interface Found {
  key: string;
  name?: string;
  title?: string;
  unit?: string;
  kind?: string;
}

export function startPickers(root: ParentNode): void {
  for (const host of fresh<HTMLElement>(root, "lubuk-picker")) {
    const field = host.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    if (field) new Picker(host, field);
  }
}

class Picker {
  private readonly input = make("input", { class: "input", autocomplete: "off" });
  private readonly many: boolean;
  private readonly list = make("div", { class: "lookup", role: "listbox", hidden: "" });
  private readonly status = make("span", { class: "vh", role: "status" });
  private readonly chosen = make("ul", { class: "picked" });
  private found: Found[] = [];
  private at = -1;
  private timer = 0;
  private request = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private readonly field: HTMLInputElement | HTMLTextAreaElement,
  ) {
    pickers += 1;
    this.list.id = `picker-${pickers}`;
    this.many = host.hasAttribute("many");
    this.takePlace();
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.list.id],
    ] as const) {
      this.input.setAttribute(name, value);
    }
    this.list.setAttribute("aria-label", this.label());
    this.input.after(this.list, this.status);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.left());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
  }

  private label(): string {
    return this.host.closest(".field")?.querySelector("label")?.firstChild?.textContent?.trim() ?? "";
  }

  /** The line has the field's id, so that its label and the summary of mistakes lead to it. */
  private takePlace(): void {
    for (const name of ["id", "aria-describedby", "aria-invalid"]) {
      const said = this.field.getAttribute(name);
      if (said) this.input.setAttribute(name, said);
      this.field.removeAttribute(name);
    }
    this.field.hidden = true;
    this.host.append(this.chosen, this.input);
    this.showChosen();
    this.field.form?.addEventListener("lubuk:restored", () => this.showChosen());
  }

  private lines(): string[] {
    return this.field.value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  }

  private keep(lines: string[]): void {
    this.field.value = lines.join("\n");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.showChosen();
  }

  private showChosen(): void {
    const lines = this.lines();
    if (!this.many) this.input.value = lines[0] ?? "";
    if (!this.many) lines.length = 0;
    this.chosen.hidden = lines.length === 0;
    this.chosen.replaceChildren(
      ...lines.map((line) => {
        const name = line.replace(/\s*\([^()]*\)$/, "");
        const label = fill(this.host.getAttribute("remove") ?? "", { name });
        const away = make("button", { type: "button", class: "chip", title: label }, name, " ");
        away.append(make("span", { "aria-hidden": "true" }, "×"), make("span", { class: "vh" }, label));
        away.addEventListener("click", () => {
          this.keep(this.lines().filter((other) => other !== line));
          this.input.focus();
        });
        return make("li", {}, away);
      }),
    );
  }

  private typed(): void {
    clearTimeout(this.timer);
    this.request.abort();
    if (this.input.value.trim().length < 2) return this.close();
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    this.request = new AbortController();
    const address = new URL(this.host.getAttribute("lookup") ?? "", location.href);
    address.searchParams.set("q", this.input.value.trim());
    try {
      const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
      const answer = await fetch(address, { signal: this.request.signal, headers });
      if (!answer.ok || answer.redirected) return this.close();
      this.found = (await answer.json()) as Found[];
    } catch {
      return; // Overtaken by the next key, or no network: what was typed stays as text.
    }
    this.show();
  }

  private show(): void {
    const count = this.found.length;
    const words = count ? "found" : "nothing";
    this.status.textContent = fill(this.host.getAttribute(words) ?? "", { count: String(count) });
    this.list.replaceChildren(...this.found.map((found, place) => this.option(found, place)));
    this.list.hidden = count === 0 || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.pick(-1);
  }

  private option(found: Found, place: number): HTMLElement {
    const about = [found.kind, found.title ? found.key : "", found.unit].filter(Boolean).join(" · ");
    const name = make("span", {}, found.title ?? found.name ?? "");
    return make("div", { role: "option", id: `${this.list.id}-${place}` }, name, make("small", {}, about));
  }

  private close(): void {
    this.list.hidden = true;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.pick(-1);
  }

  private pick(at: number): void {
    this.at = at;
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.found.length;
    if (this.list.hidden) {
      // Enter means "this one", not "send the form".
      if (event.key === "Enter" && this.input.value.trim()) this.left();
      else return;
    } else if (event.key === "ArrowDown") this.pick((this.at + 1) % count);
    else if (event.key === "ArrowUp") this.pick((Math.max(this.at, 0) - 1 + count) % count);
    else if (event.key === "Enter") this.choose(Math.max(this.at, 0));
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element && event.target.closest("[role=option]");
    if (option) this.choose([...this.list.children].indexOf(option));
  }

  private choose(at: number): void {
    const found = this.found[at];
    if (!found) return;
    const line = `${found.title ?? found.name ?? ""} (${found.key})`;
    this.close();
    this.input.value = "";
    this.keep(this.many ? [...this.lines().filter((other) => other !== line), line] : [line]);
  }

  /** What was typed and not chosen is kept as it is: the server says what it could mean. */
  private left(): void {
    const typed = this.input.value.trim();
    this.close();
    if (this.many ? !typed : typed === this.field.value) return;
    this.input.value = "";
    this.keep(this.many ? [...this.lines(), typed] : [typed]);
  }
}
