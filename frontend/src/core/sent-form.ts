/**
 * What became of a form that was sent, as far as the next page can tell; and the name under which
 * a form's copy is kept on the device.
 */
import { device, visit } from "./dom";

const SENT = "lubuk-sent";
export const COPY = "lubuk-copy:";

/** A copy belongs to a person and an item: a shared computer shows nobody another's text. */
export function keyOf(form: HTMLFormElement): string {
  const { person = "", item, kind = "" } = form.dataset;
  return `${COPY}${person}:${item || `new:${kind}`}`;
}

/** While a form is open, in whatever tab, nobody else sends its copy. */
export function holdOpen(form: HTMLFormElement): void {
  void navigator.locks?.request(keyOf(form), { mode: "shared" }, () => new Promise(() => {}));
}

export function markSent(form: HTMLFormElement): void {
  visit.write(SENT, JSON.stringify([keyOf(form), form.dataset.login ?? ""]));
}

/**
 * A form that was sent leaves its copy behind until the answer is known. The server answers what
 * it took with another page, or with the same one by a redirect; what it did not take comes back
 * with an error's status, or as the page to sign in. After a dead network nothing comes at all.
 */
export function settleSent(): void {
  const sent = visit.read(SENT);
  if (!sent) return;
  visit.remove(SENT);
  const [key = "", signIn = ""] = JSON.parse(sent) as string[];
  const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-autosave]")];
  const cameBack = forms.some((form) => keyOf(form) === key) && !arrival()?.redirectCount;
  const signedOut = signIn !== "" && location.pathname === new URL(signIn, location.href).pathname;
  if (arrival()?.responseStatus === 200 && !cameBack && !signedOut) device.remove(key);
}

export const cameWithErrors = () => (arrival()?.responseStatus ?? 200) >= 400;

function arrival(): PerformanceNavigationTiming | undefined {
  return performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
}
