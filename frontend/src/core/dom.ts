/** Small readings of the page that several islands need. */

const improved = new WeakMap<Element, Set<string>>();

/** Elements in `root` (itself included) that match and were not handed out before for this selector. */
export function fresh<T extends HTMLElement>(root: ParentNode, selector: string): T[] {
  const found = [...root.querySelectorAll<T>(selector)];
  if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root as T);
  return found.filter((element) => {
    const seen = improved.get(element) ?? new Set<string>();
    if (seen.has(selector)) return false;
    improved.set(element, seen.add(selector));
    return true;
  });
}

/** Makes an element; text is always text, never HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Fills {names} in a text that the server translated. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Django's token: the cookie is newer than the form after signing in again in another tab. */
export function csrfToken(): string {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const input = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return cookie ?? input?.value ?? "";
}

/** A page read again without network has the token of then; Django takes the cookie's in its place. */
export function renewToken(form: HTMLFormElement): void {
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  if (field instanceof HTMLInputElement) field.value = csrfToken();
}

/** Storage that may be switched off or full; says whether it kept the value. */
function storage(area: () => Storage) {
  const attempt = <T>(act: (store: Storage) => T, otherwise: T): T => {
    try {
      return act(area());
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key: string) => attempt((store) => store.getItem(key), null),
    write: (key: string, value: string) =>
      attempt((store) => {
        store.setItem(key, value);
        return true;
      }, false),
    keys: (start: string) =>
      attempt((store) => Object.keys(store).filter((key) => key.startsWith(start)), []),
    remove: (key: string) => attempt((store) => store.removeItem(key), undefined),
  };
}

export const device = storage(() => localStorage);
export const visit = storage(() => sessionStorage); // this tab, until it closes
