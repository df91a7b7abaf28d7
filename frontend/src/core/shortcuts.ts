/**
 * `/` goes to the search box. A page with data-shortcuts="off" on <html> has no single-key
 * shortcuts (WCAG 2.1.4 asks for a way to turn them off).
 */
export function startShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.documentElement.dataset.shortcuts === "off" || isWriting(event.target)) return;
    const search = [...document.querySelectorAll<HTMLInputElement>("input[type=search]")];
    const box = search.find((input) => input.offsetParent !== null);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}
