/**
 * Toasts: short words at the foot of the page, with Undo. Two ways in:
 * a server-rendered `.toast[data-toast]`, and the event `toast` with
 * detail {text, undo, undo_label} (htmx makes it from the header HX-Trigger).
 * Undo is a plain POST form, so the server answers it as any other form.
 */
import { csrfToken, fresh, make } from "./dom";

const SHOWN = 10_000; // ms; the clock stands still while the pointer or the keyboard is on the toast

interface Toast {
  text: string;
  undo?: string;
  undo_label?: string;
}

export function startToasts(): void {
  for (const element of fresh<HTMLElement>(document, ".toast[data-toast]")) leaveLater(element);
  document.addEventListener("toast", (event) => {
    const detail = (event as CustomEvent<Toast>).detail;
    if (detail?.text) show(detail);
  });
}

/** A live region must be in the page before its words are, or screen readers stay silent. */
function region(): HTMLElement {
  const there = document.querySelector<HTMLElement>("[data-toasts]");
  if (there) return there;
  const made = make("div", { role: "status", "data-toasts": "" });
  document.body.append(made);
  return made;
}

export function show({ text, undo, undo_label }: Toast): void {
  const toast = make("div", { class: "toast" }, make("span", {}, text));
  if (undo) {
    const token = make("input", { type: "hidden", name: "csrfmiddlewaretoken", value: csrfToken() });
    const button = make("button", { type: "submit" }, undo_label ?? document.body.dataset.textUndo ?? "Undo");
    toast.append(make("form", { method: "post", action: undo }, token, button));
  }
  const place = region();
  setTimeout(() => {
    place.replaceChildren(toast);
    leaveLater(toast);
  }, 50);
}

function leaveLater(toast: HTMLElement): void {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) timer = window.setTimeout(leave, SHOWN / 2);
    else toast.remove();
  };
  let timer = window.setTimeout(leave, SHOWN);
  toast.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-toast-close]")) return;
    clearTimeout(timer);
    toast.remove();
  });
}
