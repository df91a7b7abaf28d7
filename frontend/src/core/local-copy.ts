/**
 * The copy of a form that stays on the device until the server has it: what is kept, whether
 * the server already has the same, and how it is put back. Nothing here talks to the server.
 */
import { device } from "./dom";

/** Field names that belong to the request and not to what a person wrote. */
const NOT_WRITTEN = new Set(["csrfmiddlewaretoken", "from_version", "revision", "item", "draft"]);

export type Field = [name: string, value: string];

export interface LocalCopy {
  /** The text on the server that this was written on top of. */
  version: string;
  revision: string;
  /** Made on the device for a new item, so that a first save sent twice makes one item. */
  draft: string;
  at: number; // ms since 1970
  /** Set when it could not be sent: where it goes, and the page with its form. */
  waits?: { to: string; page: string; item: string };
  fields: Field[];
}

/** What a person wrote: all fields but files (which can't be put back) and what the request carries. */
export function written(form: HTMLFormElement): Field[] {
  const fields: Field[] = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_WRITTEN.has(name)) fields.push([name, value]);
  }
  return fields;
}

/** True when somebody wrote while scripts were still on their way; not when the browser puts an old text back. */
export function isTouched(form: HTMLFormElement): boolean {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.type !== "navigate") return false;
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement) || field.type === "file") return false;
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  });
}

export function readCopy(key: string): LocalCopy | null {
  const kept = device.read(key);
  if (!kept) return null;
  try {
    const copy = JSON.parse(kept) as LocalCopy;
    return Array.isArray(copy.fields) ? copy : null;
  } catch {
    return null; // Written by something else under the same name.
  }
}

/** True when the form already says, to the letter, what the copy says. */
export function isSame(copy: LocalCopy, form: HTMLFormElement): boolean {
  return comparable(form, copy.fields, exactly, plain) === comparable(form, served(form), exactly, plain);
}

/** True when the words are the same, whatever became of the markup on the server's side. */
export function saysTheSame(copy: LocalCopy, form: HTMLFormElement): boolean {
  return comparable(form, copy.fields, wordsOf, letters) === comparable(form, served(form), wordsOf, letters);
}

/** The form as the server sent it, with rich text as HTML although the text area holds Markdown. */
function served(form: HTMLFormElement): Field[] {
  const fields = new Map(written(form));
  const entries = written(form).filter(([name]) => !isRich(form, name) && !isFormat(form, name));
  for (const name of richNames(form)) {
    const html = form.querySelector(`lubuk-editor [name="${name}"]`)?.closest("lubuk-editor");
    const template = html?.querySelector("template");
    const asHtml = fields.get(`${name}_format`) === "html" || !template;
    entries.push([name, asHtml ? (fields.get(name) ?? "") : template.innerHTML]);
  }
  return entries;
}

type Reading = (text: string) => string;

function comparable(form: HTMLFormElement, fields: Field[], rich: Reading, plain: Reading): string {
  return fields
    .filter(([name]) => !isFormat(form, name))
    .map(([name, value]) => `${name}=${isRich(form, name) ? rich(value) : plain(value)}`)
    .sort()
    .join("\n");
}

const plain = (text: string) => text.replace(/\r\n?/g, "\n").trim();
const parse = (html: string) => new DOMParser().parseFromString(html, "text/html").body;
const exactly = (html: string) => parse(html).innerHTML.replace(/\s+/g, " ").trim();
const letters = (text: string) => text.replace(/\s+/g, "");
const wordsOf = (html: string) => letters(parse(html).textContent ?? "");

function richNames(form: HTMLFormElement): string[] {
  const areas = form.querySelectorAll<HTMLTextAreaElement>("lubuk-editor textarea[name]");
  return [...areas].map((area) => area.name);
}
const isRich = (form: HTMLFormElement, name: string) => richNames(form).includes(name);
const isFormat = (form: HTMLFormElement, name: string) =>
  richNames(form).some((rich) => name === `${rich}_format`);

/** Puts the copy back into the form's fields; an editor that already runs hears of it. */
export function putBack(copy: LocalCopy, form: HTMLFormElement): void {
  const values = new Map<string, string[]>();
  for (const [name, value] of copy.fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) {
      if (control.name) control.checked = (values.get(control.name) ?? []).includes(control.value);
    } else if (control instanceof HTMLSelectElement && values.has(control.name)) {
      const chosen = values.get(control.name) ?? [];
      for (const option of control.options) option.selected = chosen.includes(option.value);
    } else if (isText(control) && !NOT_WRITTEN.has(control.name)) {
      const value = values.get(control.name)?.shift();
      if (value !== undefined) control.value = value;
    }
  }
  form.dispatchEvent(new Event("lubuk:restored"));
}

function isText(control: Element): control is HTMLInputElement | HTMLTextAreaElement {
  if (control instanceof HTMLTextAreaElement) return true;
  return control instanceof HTMLInputElement && !/^(file|submit|button|image|reset)$/.test(control.type);
}
