/**
 * Naming people and items while writing: `@` and `[[` open a list at the caret, the server
 * answers what is found, arrows and Enter choose. The list is the editor's own listbox
 * (aria-activedescendant), so the caret never leaves the text.
 */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { fill, make } from "../core/dom";
import type { Labels } from "./labels";

const PAUSE = 150; // ms between keys
const SHORT_OF_EDGE = 12; // px between list and editor's edge
// A name may have several words; a list that finds nothing closes, so sentences are left alone.
const PERSON = /(?:^|[\s(“"'])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]+){0,3})$/u;
const ITEM = /\[\[([^[\]]{0,80})$/u;

export interface LookupAddresses {
  people: string | undefined;
  items: string | undefined;
}

interface Found {
  id: number | string;
  name?: string;
  unit?: string;
  title?: string;
  kind?: string;
  number?: string;
  url?: string;
}

interface Match {
  type: "person" | "item";
  from: number;
  to: number;
  query: string;
}

export const Lookup = Extension.create<{ addresses: LookupAddresses; labels: Labels }>({
  name: "lookup",
  addProseMirrorPlugins() {
    const { addresses, labels } = this.options;
    let list: List | null = null;
    return [
      new Plugin({
        view: (view) => {
          list = new List(view, addresses, labels);
          return list;
        },
        props: {
          handleKeyDown: (_, event) => list?.pressed(event) ?? false,
          handleDOMEvents: { blur: () => list?.close() },
        },
      }),
    ];
  },
});

function matchAt({ selection }: EditorState): Match | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  if ($from.marks().some((mark) => mark.type.name === "code")) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
  const item = ITEM.exec(before);
  const person = item ? null : PERSON.exec(before);
  const query = (item ?? person)?.[1];
  if (query === undefined) return null;
  const opening = item ? 2 : 1;
  return {
    type: item ? "item" : "person",
    from: $from.pos - query.length - opening,
    to: $from.pos,
    query,
  };
}

class List {
  private readonly box = make("div", { class: "lookup", role: "listbox", hidden: "" });
  private readonly status = make("span", { class: "vh", role: "status" });
  private match: Match | null = null;
  private closedAt = -1; // where Escape was pressed: stay closed for this word
  private found: Found[] = [];
  private at = 0;
  private timer = 0;
  private request = new AbortController();

  constructor(
    private readonly view: EditorView,
    private readonly addresses: LookupAddresses,
    private readonly labels: Labels,
  ) {
    this.box.id = `${view.dom.id}-lookup`;
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.box.addEventListener("click", (event) => this.clicked(event));
    view.dom.after(this.box, this.status);
  }

  update(view: EditorView, before: EditorState): void {
    if (before.doc.eq(view.state.doc) && before.selection.eq(view.state.selection)) return;
    const match = matchAt(view.state);
    const asked = match && (match.type === "person" ? this.addresses.people : this.addresses.items);
    if (!match || !asked || match.from === this.closedAt) return this.close();
    this.closedAt = -1;
    if (match.type === this.match?.type && match.query === this.match.query) {
      this.match = match;
      return;
    }
    this.match = match;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(asked, match), PAUSE);
  }

  destroy(): void {
    this.close();
    this.box.remove();
    this.status.remove();
  }

  close(): void {
    clearTimeout(this.timer);
    this.request.abort();
    this.match = null;
    this.hide();
  }

  private hide(): void {
    this.box.hidden = true;
    this.status.textContent = "";
    this.view.dom.removeAttribute("aria-activedescendant");
    this.view.dom.removeAttribute("aria-controls");
  }

  private async ask(address: string, match: Match): Promise<void> {
    this.request.abort();
    this.request = new AbortController();
    const url = new URL(address, location.href);
    url.searchParams.set("q", match.query);
    try {
      const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
      const answer = await fetch(url, { signal: this.request.signal, headers });
      if (!answer.ok || answer.redirected) return this.hide();
      this.found = (await answer.json()) as Found[];
    } catch {
      return; // Overtaken by the next key, or no network: what was typed stays as text.
    }
    if (this.match?.query === match.query) this.show();
  }

  private show(): void {
    if (this.found.length === 0) {
      this.hide();
      this.status.textContent = this.match?.query ? this.labels.foundNone : "";
      return;
    }
    this.box.setAttribute("aria-label", this.match?.type === "item" ? this.labels.items : this.labels.people);
    this.box.replaceChildren(...this.found.map((found, place) => this.option(found, place)));
    this.box.hidden = false;
    this.place();
    this.view.dom.setAttribute("aria-controls", this.box.id);
    this.status.textContent = fill(this.labels.found, { count: String(this.found.length) });
    this.pick(0);
  }

  private option(found: Found, place: number): HTMLElement {
    const about = [found.kind, found.number, found.unit].filter(Boolean).join(" · ");
    const name = make("span", {}, found.title ?? found.name ?? "");
    return make("div", { role: "option", id: `${this.box.id}-${place}` }, name, make("small", {}, about));
  }

  /** Under the caret, inside the editor's width; the box is placed by the style object, which the policy allows. */
  private place(): void {
    const host = this.box.offsetParent?.getBoundingClientRect();
    if (!host || !this.match) return;
    const caret = this.view.coordsAtPos(this.match.from);
    const most = host.width - this.box.offsetWidth - SHORT_OF_EDGE;
    this.box.style.insetBlockStart = `${caret.bottom - host.top + 4}px`;
    this.box.style.left = `${Math.max(0, Math.min(caret.left - host.left, most))}px`;
  }

  private pick(at: number): void {
    this.at = at;
    [...this.box.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    });
    this.view.dom.setAttribute("aria-activedescendant", `${this.box.id}-${at}`);
  }

  pressed(event: KeyboardEvent): boolean {
    if (this.box.hidden || event.isComposing) return false;
    const count = this.found.length;
    if (event.key === "ArrowDown") this.pick((this.at + 1) % count);
    else if (event.key === "ArrowUp") this.pick((this.at - 1 + count) % count);
    else if (event.key === "Enter" || event.key === "Tab") this.choose(this.at);
    else if (event.key === "Escape") {
      this.closedAt = this.match?.from ?? -1;
      this.close();
    } else return false;
    event.stopPropagation();
    return true;
  }

  private clicked(event: MouseEvent): void {
    const option = event.target instanceof Element && event.target.closest("[role=option]");
    if (option) this.choose([...this.box.children].indexOf(option));
  }

  private choose(at: number): void {
    const found = this.found[at];
    if (!found || !this.match) return;
    const { type, from, to } = this.match;
    const href = found.url ?? (type === "person" ? `/people/${found.id}/` : `/items/${found.id}/`);
    const node = this.view.state.schema.nodes[type]?.create({
      id: String(found.id),
      href,
      label: found.title ?? found.name ?? "",
    });
    this.close();
    if (!node) return;
    const { tr } = this.view.state;
    const after = this.view.state.doc.textBetween(to, Math.min(to + 1, tr.doc.content.size));
    tr.replaceWith(from, to, node);
    if (!/^[\s.,;:!?)]/.test(after)) tr.insertText(" ", from + node.nodeSize);
    this.view.dispatch(tr.scrollIntoView());
    this.view.focus();
  }
}
