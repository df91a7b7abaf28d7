/**
 * Suggestions while typing: <form data-suggest data-suggest-url="…"> with an input and a
 * <div class="suggest" role="listbox" hidden>. The server answers `?q=` with rows
 * role="option" data-href="…"; without this file the form is a plain search.
 */
import { fresh } from "./dom";

const PAUSE = 150; // between keys, ms: shorter than a glance, longer than a fast typist's gap
let lists = 0;

export function startSuggestions(root: ParentNode): void {
  for (const form of fresh<HTMLFormElement>(root, "form[data-suggest]")) {
    const input = form.querySelector("input");
    const list = form.querySelector<HTMLElement>(".suggest");
    if (input && list) new Suggestions(form, input, list);
  }
}

class Suggestions {
  private at = -1;
  private timer = 0;
  private request = new AbortController();
  private readonly id: string;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    lists += 1;
    this.id = list.id || `suggest-${lists}`;
    list.id = this.id;
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", this.id],
      ["autocomplete", "off"],
    ] as const) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) this.show(false);
    });
  }

  private options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private typed(): void {
    clearTimeout(this.timer);
    this.request.abort();
    if (this.input.value.trim().length < 2) return this.show(false);
    this.timer = window.setTimeout(() => this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    this.request = new AbortController();
    const address = new URL(this.form.dataset.suggestUrl ?? "", location.href);
    address.searchParams.set("q", this.input.value.trim());
    try {
      const answer = await fetch(address, {
        signal: this.request.signal,
        headers: { "X-Requested-With": "fetch" },
      });
      if (!answer.ok || answer.redirected) return this.show(false);
      this.list.innerHTML = await answer.text();
    } catch {
      return this.show(false); // Overtaken by the next key, or no network: the form still searches.
    }
    const options = this.options();
    options.forEach((option, place) => {
      option.id ||= `${this.id}-${place}`;
    });
    this.pick(-1);
    this.show(options.length > 0 && document.activeElement === this.input);
  }

  private show(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.pick(-1);
  }

  private pick(at: number): void {
    this.at = at;
    const options = this.options();
    options.forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
    });
    const chosen = options[at];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  private pressed(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    const options = this.options();
    const steps: Record<string, number> = {
      ArrowDown: (this.at + 1) % options.length,
      ArrowUp: (Math.max(this.at, 0) - 1 + options.length) % options.length,
    };
    const next = steps[event.key];
    const chosen = options[this.at];
    if (next !== undefined) this.pick(next);
    else if (event.key === "Escape") this.show(false);
    else if (event.key === "Enter" && chosen) this.open(chosen);
    else return;
    event.preventDefault();
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element && event.target.closest<HTMLElement>("[role=option]");
    if (option && !(event.target as Element).closest("a")) this.open(option);
  }

  private open(option: HTMLElement): void {
    const href = option.dataset.href ?? option.querySelector("a")?.href;
    if (href) location.assign(href);
  }
}
