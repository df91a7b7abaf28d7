/**
 * Fetches the editor when a page has a <lubuk-editor>. Its address comes from the page
 * (data-editor-src on the script or <html>), because only Django knows the hashed name.
 * If it can't be fetched, the plain text area stays and works.
 */
export function loadEditor(root: ParentNode): void {
  if (!root.querySelector("lubuk-editor") || customElements.get("lubuk-editor")) return;
  const address = document.querySelector<HTMLElement>("[data-editor-src]")?.dataset.editorSrc;
  if (address) import(address).catch(() => retryOnline(root));
}

function retryOnline(root: ParentNode): void {
  window.addEventListener("online", () => loadEditor(root), { once: true });
}
