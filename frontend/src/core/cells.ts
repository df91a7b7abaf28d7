/**
 * A table whose cells can be changed in their place: `a[data-cell]` leads to a page with one field, and this puts the
 * field into the cell instead. Enter saves, Escape leaves it as it was, and the pencil has the focus again.
 */
import { fresh } from "./dom";

type Improve = (root: ParentNode) => void;

export function startCells(root: ParentNode, improve: Improve): void {
  for (const table of fresh<HTMLElement>(root, "[data-cells]")) {
    table.addEventListener("click", (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-cell]");
      const cell = link?.closest<HTMLElement>("td");
      if (!link || !cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void new Cell(cell, link, table.dataset.failed ?? "", improve).open();
    });
  }
}

class Cell {
  private readonly before: Node[];
  private readonly listening = new AbortController();

  constructor(
    private readonly cell: HTMLElement,
    private readonly link: HTMLAnchorElement,
    private readonly failed: string,
    private readonly improve: Improve,
  ) {
    this.before = [...cell.childNodes];
  }

  async open(): Promise<void> {
    try {
      const answer = await fetch(this.link.href, { headers: { "X-Part": "cell" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.show(await answer.text());
    } catch {
      window.location.href = this.link.href;
      return;
    }
    const { signal } = this.listening;
    this.cell.addEventListener("keydown", (event) => event.key === "Escape" && this.leave(), { signal });
    this.cell.addEventListener("submit", (event) => void this.save(event), { signal });
    this.cell.addEventListener(
      "click",
      (event) => {
        if (!(event.target as Element).closest("[data-cell-leave]")) return;
        event.preventDefault();
        this.leave();
      },
      { signal },
    );
  }

  private show(form: string): void {
    this.cell.innerHTML = form; // our own template, escaped by the server
    this.improve(this.cell);
    const first = this.cell.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }

  private leave(): void {
    this.listening.abort();
    this.cell.replaceChildren(...this.before);
    this.link.focus();
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Part": "cell" },
      });
      if (answer.status === 422) return this.show(await answer.text());
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.listening.abort();
      this.cell.innerHTML = await answer.text();
      this.cell.querySelector<HTMLElement>("a[data-cell]")?.focus();
    } catch {
      this.tell(form);
    }
  }

  private tell(form: HTMLFormElement): void {
    const told =
      form.querySelector("[role=alert]") ??
      form.insertAdjacentElement("afterbegin", document.createElement("p"));
    if (!told) return;
    told.setAttribute("role", "alert");
    told.textContent = this.failed;
  }
}
