/**
 * What only some pages need is fetched when a page needs it: the editor, and what makes forms better. The
 * addresses come from the page (data-editor-src and data-forms-src on the script), because only Django knows the
 * hashed names. What can't be fetched is tried again when there is a network; the plain form works without.
 */
interface Forms {
  improve(root: ParentNode): void;
}

const BETTERED = [
  "form[data-autosave]",
  "form[data-shaping]",
  "[data-cells]",
  "[data-files]",
  "[data-folder]",
  "input[data-photo]",
  "[data-suggest-subjects]",
  "lubuk-picker",
  "lubuk-when",
].join();

export function loadEditor(root: ParentNode): void {
  if (!root.querySelector("lubuk-editor") || customElements.get("lubuk-editor")) return;
  void fetched("editorSrc", () => loadEditor(root));
}

export function improveForms(root: ParentNode): void {
  if (!root.querySelector(BETTERED) && !(root instanceof Element && root.matches(BETTERED))) return;
  void fetched<Forms>("formsSrc", () => improveForms(root)).then((forms) => forms?.improve(root));
}

async function fetched<Part>(name: string, again: () => void): Promise<Part | undefined> {
  const script = document.querySelector<HTMLElement>("script[data-editor-src]");
  const address = script?.dataset[name];
  if (!address) return;
  try {
    return await import(address);
  } catch {
    window.addEventListener("online", again, { once: true });
  }
}
