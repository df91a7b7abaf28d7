/**
 * The last step from what the editor draws to what is stored: the plainest HTML that says the
 * same. Editing needs a paragraph in each cell and a caption under each picture; readers don't.
 */
export function tidy(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const caption of body.querySelectorAll("figcaption")) {
    caption.removeAttribute("data-placeholder");
    if (!caption.textContent?.trim()) plainPicture(caption);
  }
  for (const paragraph of body.querySelectorAll("td > p:only-child, th > p:only-child, li > p:first-child")) {
    const rest = paragraph.nextElementSibling;
    if (!rest || rest.matches("ul, ol")) paragraph.replaceWith(...paragraph.childNodes);
  }
  for (const table of body.querySelectorAll("table")) headOf(table);
  while (body.lastElementChild?.matches("p") && !body.lastElementChild.hasChildNodes()) {
    body.lastElementChild.remove();
  }
  return body.innerHTML;
}

function plainPicture(caption: Element): void {
  const figure = caption.parentElement;
  const image = figure?.querySelector("img");
  if (!figure || !image) return;
  const paragraph = caption.ownerDocument.createElement("p");
  paragraph.append(image);
  figure.replaceWith(paragraph);
}

/** Leading rows of header cells only become the table's head. */
function headOf(table: HTMLTableElement): void {
  const rows = [...table.rows];
  const body = rows.findIndex((row) => [...row.cells].some((cell) => cell.matches("td")));
  const head = rows.slice(0, body === -1 ? 1 : body);
  if (head.length === 0 || [...(head.at(-1)?.cells ?? [])].some((cell) => cell.rowSpan > 1)) return;
  table.createTHead().append(...head);
  if (table.tBodies[0]?.rows.length === 0) table.tBodies[0].remove();
}
