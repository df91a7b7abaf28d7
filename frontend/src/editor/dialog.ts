/**
 * A modal question on the native <dialog>: it keeps the focus inside, closes on Escape and gives
 * the focus back. It stands at the end of <body>, because a form may not lie inside a form.
 */
import { make } from "../core/dom";

let dialogs = 0;

export class Dialog {
  readonly form = make("form", { class: "stack", method: "dialog", novalidate: "" });
  private readonly error = make("p", { class: "error", role: "alert", hidden: "" });
  private readonly element: HTMLDialogElement;
  private readonly id: string;
  private main: HTMLButtonElement | null = null;

  constructor(title: string) {
    dialogs += 1;
    this.id = `dialog-${dialogs}`;
    const heading = make("h2", { id: `${this.id}-title` }, title);
    this.element = make("dialog", { class: "dialog", "aria-labelledby": heading.id }, this.form);
    this.error.id = `${this.id}-error`;
    this.form.append(heading, this.error);
  }

  /** A labelled text field; `hint` is read after the label. */
  field(label: string, value: string, hint = ""): HTMLInputElement {
    const id = `${this.id}-field-${this.form.elements.length}`;
    const input = make("input", { class: "input", id, type: "text", autocomplete: "off" });
    input.value = value;
    const field = make("div", { class: "field" }, make("label", { for: id }, label));
    if (hint) {
      field.append(make("span", { class: "hint", id: `${id}-hint` }, hint));
      input.setAttribute("aria-describedby", `${id}-hint`);
    }
    field.append(input);
    this.form.append(field);
    return input;
  }

  tick(label: string, checked: boolean): HTMLInputElement {
    const input = make("input", { type: "checkbox" });
    input.checked = checked;
    this.form.append(make("label", { class: "tick" }, input, make("span", {}, label)));
    return input;
  }

  /** Buttons in a row; the first is the main one and answers Enter. */
  buttons(...names: { value: string; label: string; tone?: string }[]): void {
    const row = make("div", { class: "row" });
    names.forEach(({ value, label, tone }, place) => {
      const look = tone ?? (place === 0 ? "" : "plain");
      const button = make("button", { class: `btn ${look}`.trim(), value, type: "submit" }, label);
      this.main ??= button;
      row.append(button);
    });
    this.form.append(row);
  }

  complain(field: HTMLInputElement, text: string): void {
    this.error.textContent = text;
    this.error.hidden = false;
    field.setAttribute("aria-invalid", "true");
    const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
    field.setAttribute("aria-describedby", [...described.add(this.error.id)].join(" "));
    field.focus();
  }

  /** Presses the main button for the person, who pressed it before the answer was there. */
  press(): void {
    this.form.requestSubmit(this.main);
  }

  /** Opens, and gives the value of the button that closed it; "" after Escape. `mayClose` can refuse. */
  ask(mayClose: (value: string) => boolean = () => true): Promise<string> {
    document.body.append(this.element);
    this.form.addEventListener("submit", (event) => {
      const value = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "";
      if (value !== "cancel" && !mayClose(value)) event.preventDefault();
    });
    this.element.showModal();
    return new Promise((answer) => {
      this.element.addEventListener("close", () => {
        this.element.remove();
        const { returnValue } = this.element;
        answer(returnValue === "cancel" ? "" : returnValue);
      });
    });
  }
}
