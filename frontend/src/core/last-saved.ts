/**
 * What the server saved last of a form, kept for the day when the form is read without network: the page's
 * copy is from when it was opened. Only a page that was read from such a copy asks for it.
 */
import { device } from "./dom";
import { type LocalCopy, readCopy, written } from "./local-copy";
import { COPY, keyOf } from "./sent-form";

const SAVED = "lubuk-saved:";
const keyFor = (form: HTMLFormElement) => keyOf(form).replace(COPY, SAVED);

export function keepLastSaved(form: HTMLFormElement, draft: string): void {
  const { version = "", revision = "0" } = form.dataset;
  const copy: LocalCopy = { version, revision, draft, at: Date.now(), fields: written(form) };
  device.write(keyFor(form), JSON.stringify(copy));
}

/** Null on a page that the server just sent: it says the same, or better. */
export function lastSaved(form: HTMLFormElement): LocalCopy | null {
  const { readAt } = document.documentElement.dataset;
  const copy = readAt ? readCopy(keyFor(form)) : null;
  if (copy && readAt && copy.at > Date.parse(readAt)) return copy;
  if (!readAt) device.remove(keyFor(form));
  return null;
}

/** On a device that several people use, nobody leaves a saved text behind. */
export function forgetOthersSaved(person: string): void {
  for (const key of device.keys(SAVED)) if (!key.startsWith(`${SAVED}${person}:`)) device.remove(key);
}
