/** `[data-print]` shows itself and prints the page; closed details are opened for paper and closed again after. */
export function startPrinting(): void {
  let opened: HTMLDetailsElement[] = [];
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
  });
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open], .drop)")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
}
