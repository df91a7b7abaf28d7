/** `details.drop` menus close on a click outside, on Esc and when the keyboard leaves them. */
const openDrops = () => document.querySelectorAll<HTMLDetailsElement>("details.drop[open]");

function closeOutside(target: EventTarget | null): void {
  for (const drop of openDrops()) {
    if (!(target instanceof Node && drop.contains(target))) drop.open = false;
  }
}

export function startDrops(): void {
  document.addEventListener("click", (event) => closeOutside(event.target));
  document.addEventListener("focusin", (event) => closeOutside(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of openDrops()) {
      const held = drop.contains(document.activeElement);
      drop.open = false;
      if (held) drop.querySelector("summary")?.focus();
    }
  });
}
