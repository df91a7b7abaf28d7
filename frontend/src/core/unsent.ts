/**
 * A short text that is not lost before it is sent: `form[data-unsent="say-12"]` keeps the words of its text area
 * on the device and puts them back, for the person who wrote them, until the server has taken them.
 */
import { device, fresh, visit } from "./dom";

const KEPT = "lubuk-unsent:";
const SENT = "lubuk-unsent-sent";

const keyOf = (form: HTMLFormElement) =>
  `${KEPT}${document.body.dataset.person ?? ""}:${form.dataset.unsent ?? ""}`;

/** What was sent was taken when the answer led on to another address. */
export function settleUnsent(): void {
  const key = visit.read(SENT);
  if (!key) return;
  visit.remove(SENT);
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.redirectCount && arrival.responseStatus === 200) device.remove(key);
}

export function startUnsent(root: ParentNode): void {
  for (const form of fresh<HTMLFormElement>(root, "form[data-unsent]")) keep(form);
}

function keep(form: HTMLFormElement): void {
  const field = form.querySelector("textarea");
  if (!field) return;
  const state = form.querySelector<HTMLElement>("[data-unsent-state]");
  const tell = () => {
    if (state) state.textContent = field.value ? (state.dataset.unsentState ?? "") : "";
  };
  const before = device.read(keyOf(form));
  if (before && !field.value) {
    field.value = before;
    form.closest("details")?.setAttribute("open", "");
    tell();
  }
  field.addEventListener("input", () => {
    if (field.value) device.write(keyOf(form), field.value);
    else device.remove(keyOf(form));
    tell();
  });
  form.addEventListener("submit", () => visit.write(SENT, keyOf(form)));
}
