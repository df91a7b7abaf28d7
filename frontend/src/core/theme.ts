/**
 * The light and dark switch: `[data-theme-toggle]`. The choice is kept on the device and in the
 * cookie `theme`, so that the server can write data-theme and no page flashes in the wrong light.
 */
import { device } from "./dom";

const A_YEAR = 60 * 60 * 24 * 365;
const page = document.documentElement;

function choose(theme: string): void {
  page.dataset.theme = theme;
  device.write("lubuk-theme", theme);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers yet.
  document.cookie = `theme=${theme}; path=/; max-age=${A_YEAR}; samesite=lax`;
}

function current(): string {
  return page.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function startTheme(): void {
  const kept = device.read("lubuk-theme");
  if (!page.dataset.theme && (kept === "light" || kept === "dark")) choose(kept);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-theme-toggle]")) return;
    choose(current() === "dark" ? "light" : "dark");
  });
}
