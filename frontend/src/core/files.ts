/**
 * Files in a form: <div data-files="f_files" data-begin="/uploads/">. Several at once, dropped or
 * chosen, each with its progress. Without this file they come with the form.
 */
import { fill, fresh, make } from "./dom";
import { Refused, type Taken, upload } from "./upload";

export function startFiles(root: ParentNode): void {
  for (const place of fresh<HTMLElement>(root, "[data-files]")) new Files(place).start();
}

class Files {
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly label: HTMLElement;
  private readonly running = new Set<Promise<void>>();
  private next: number;

  constructor(private readonly place: HTMLElement) {
    this.input = place.querySelector<HTMLInputElement>(".files-new input") as HTMLInputElement;
    this.list = place.querySelector(".files-kept") as HTMLElement;
    this.label = place.querySelector(".files-new") as HTMLElement;
    this.next = Number(place.dataset.next);
  }

  start(): void {
    const drop = this.place.querySelector<HTMLElement>(".files-drop");
    if (drop) drop.hidden = false;
    this.place.classList.add("is-live");
    this.input.addEventListener("change", (event) => {
      event.stopPropagation(); // nothing was written yet
      this.takeChosen();
    });
    for (const name of ["dragover", "dragleave", "drop"] as const) {
      this.label.addEventListener(name, (event) => this.dragged(event));
    }
    this.input.form?.addEventListener("submit", (event) => this.hold(event), { capture: true });
    this.takeChosen(); // on a slow network they are there before this file is
  }

  private takeChosen(): void {
    this.take([...(this.input.files ?? [])]);
    this.input.value = "";
  }

  private dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.label.classList.toggle("is-over", event.type === "dragover");
    if (event.type === "drop") this.take([...event.dataTransfer.files]);
  }

  /** A form that is sent before its files have arrived waits for them. */
  private hold(event: SubmitEvent): void {
    if (this.running.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void Promise.all(this.running).then(() => this.input.form?.requestSubmit(event.submitter));
  }

  private take(files: File[]): void {
    for (const file of this.place.dataset.many === "yes" ? files : files.slice(0, 1)) {
      const sent = this.send(file, this.next++).finally(() => this.running.delete(sent));
      this.running.add(sent);
    }
  }

  private async send(file: File, number: number): Promise<void> {
    const stop = new AbortController();
    const bar = make("progress", { max: "1", value: "0", "aria-label": file.name });
    const state = make("span", { class: "meta" });
    const button = make("button", { class: "btn bare small", type: "button" }, this.text("stop"));
    button.addEventListener("click", () => stop.abort());
    const row = make("li", {}, make("p", {}, make("b", {}, file.name), " ", state), bar, button);
    this.list.append(row);
    if (file.size > Number(this.place.dataset.most)) return this.fail(row, file, this.text("large"));
    const watcher = {
      progress: (part: number) => {
        bar.value = part;
        state.textContent = fill(this.text("sending"), { percent: String(Math.floor(part * 100)) });
      },
      waiting: () => {
        state.textContent = this.text("waiting");
      },
    };
    try {
      const taken = await upload(file, this.place.dataset.begin ?? "", watcher, stop.signal);
      this.keep(row, taken, number);
    } catch (reason) {
      if (stop.signal.aborted) return row.remove();
      this.fail(row, file, (reason instanceof Refused && reason.message) || this.text("failed"));
    }
  }

  private keep(row: HTMLElement, taken: Taken, number: number): void {
    if (this.place.dataset.many !== "yes") this.list.replaceChildren(row);
    const name = `${this.place.dataset.files}-${number}`;
    const about = make("input", { class: "input", name: `${name}-about`, maxlength: "300" });
    const gone = make("button", { class: "btn bare small", type: "button" }, this.text("gone"));
    gone.addEventListener("click", () => {
      row.remove();
      this.changed();
    });
    row.replaceChildren(
      make("input", { type: "hidden", name: `${name}-file`, value: taken.key }),
      make("p", {}, make("b", {}, taken.name), " ", make("span", { class: "meta" }, taken.facts)),
      ...taken.said.map((said) => make("p", { class: "meta remark" }, said)),
      make("label", { class: "small-label" }, this.text("about"), about),
      gone,
    );
    this.say(fill(this.text("done"), { name: taken.name }));
    this.changed();
  }

  private fail(row: HTMLElement, file: File, words: string): void {
    const gone = make("button", { class: "btn bare small", type: "button" }, this.text("gone"));
    gone.addEventListener("click", () => row.remove());
    row.replaceChildren(make("p", {}, make("b", {}, file.name)), make("p", { class: "error" }, words), gone);
    this.say(`${file.name}: ${words}`);
  }

  /** The autosave listens to the form: what hangs on the draft is kept like its text. */
  private changed(): void {
    this.place.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private say(words: string): void {
    const status = this.place.querySelector("[data-files-status]");
    if (status) status.textContent = words;
  }

  private text(name: string): string {
    return this.place.getAttribute(`data-text-${name}`) ?? "";
  }
}
