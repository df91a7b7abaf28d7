/**
 * The editor island, loaded only by pages that have one:
 *
 *   <lubuk-editor data-upload-url data-people-url data-items-url>
 *     <textarea name="body" data-html-source="body-html">Markdown</textarea>
 *     <input type="hidden" name="body_format" value="markdown">
 *     <template id="body-html"><p>The same as HTML</p></template>
 *   </lubuk-editor>
 *
 * Without this file the text area is the editor and the body is Markdown. With it the text area
 * is hidden, holds HTML, and body_format says "html". Someone who began to write before the file
 * came keeps the plain text area: nothing that was typed is thrown away.
 */
import { Editor } from "@tiptap/core";
import { make } from "./core/dom";
import { type Labels, readLabels } from "./editor/labels";
import { editLink } from "./editor/link-dialog";
import { extensions } from "./editor/schema";
import { tidy } from "./editor/tidy";
import { Toolbar } from "./editor/toolbar";
import { type SendPicture, sender } from "./editor/upload";

const WRITE_BACK = 200; // ms after a change; sending a form reads the newest text anyway
let editors = 0;

class LubukEditor extends HTMLElement {
  private editor: Editor | null = null;
  private toolbar: Toolbar | null = null;
  private leave = new AbortController();
  private timer = 0;
  private given = "";
  private changed = false;

  connectedCallback(): void {
    if (this.editor || !this.area || this.wroteBefore()) return;
    this.leave = new AbortController();
    this.begin(this.area);
  }

  disconnectedCallback(): void {
    if (!this.editor) return;
    this.writeBack();
    this.leave.abort();
    this.editor.destroy();
    this.editor = null;
    this.querySelector(".editor")?.remove();
  }

  private get area(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  private get format(): HTMLInputElement | null {
    return this.querySelector(`input[name="${this.area?.name}_format"]`);
  }

  /** True when the text area holds Markdown that the server's HTML does not say. */
  private wroteBefore(): boolean {
    const { area } = this;
    return this.format?.value !== "html" && area?.value !== area?.defaultValue;
  }

  private source(area: HTMLTextAreaElement): string {
    if (this.format?.value === "html") return area.value;
    const template = document.getElementById(area.dataset.htmlSource ?? "");
    return template instanceof HTMLTemplateElement ? template.innerHTML : area.value;
  }

  private begin(area: HTMLTextAreaElement): void {
    editors += 1;
    const labels = readLabels();
    const { uploadUrl, peopleUrl, itemsUrl } = this.dataset;
    const send = uploadUrl ? sender(uploadUrl, () => area.form?.dataset.item ?? "") : null;
    const surface = make("div", { class: "editor-surface" });
    const frame = make("div", { class: "editor" }, surface);
    this.append(frame);
    this.given = this.source(area);
    this.editor = new Editor({
      element: surface,
      injectCSS: false,
      extensions: extensions({ labels, send, addresses: { people: peopleUrl, items: itemsUrl } }),
      content: this.given,
      editorProps: { attributes: this.said(area, labels, frame), transformPastedHTML: plainTags },
      onUpdate: () => this.updated(area),
      onTransaction: () => this.toolbar?.refresh(),
    });
    this.dress(area, labels, send, frame);
  }

  /** What the text area told assistive technology, the editor tells too. */
  private said(area: HTMLTextAreaElement, labels: Labels, frame: HTMLElement): Record<string, string> {
    const id = `${area.id || area.name}-editor-${editors}`;
    const help = make("p", { class: "vh", id: `${id}-help` }, labels.help);
    frame.append(help);
    const label = area.labels?.[0];
    if (label) label.id ||= `${id}-label`;
    const described = [area.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" ");
    const attributes: Record<string, string> = {
      id,
      class: "prose",
      role: "textbox",
      "aria-multiline": "true",
      "aria-describedby": described,
      "aria-required": String(area.required),
      "aria-invalid": area.getAttribute("aria-invalid") ?? "false",
    };
    const name = area.getAttribute("aria-label") ?? labels.toolbar;
    return label ? { ...attributes, "aria-labelledby": label.id } : { ...attributes, "aria-label": name };
  }

  private dress(
    area: HTMLTextAreaElement,
    labels: Labels,
    send: SendPicture | null,
    frame: HTMLElement,
  ): void {
    const { editor } = this;
    if (!editor) return;
    this.toolbar = new Toolbar(editor, labels, send);
    frame.prepend(this.toolbar.element);
    const hadFocus = document.activeElement === area;
    area.required = false; // A hidden field can't show the browser's complaint; the server's is enough.
    area.hidden = true;
    const { signal } = this.leave;
    area.labels?.[0]?.addEventListener("click", () => editor.commands.focus(), { signal });
    area.form?.addEventListener("formdata", (event) => this.fill(event.formData, area), { signal });
    area.form?.addEventListener("lubuk:restored", () => this.reload(area), { signal });
    frame.addEventListener("keydown", (event) => this.pressed(event, editor, labels), { signal });
    if (hadFocus) editor.commands.focus("end");
  }

  private pressed(event: KeyboardEvent, editor: Editor, labels: Labels): void {
    if (event.altKey && event.key === "F10") this.toolbar?.focus();
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k")
      void editLink(editor, labels);
    else return;
    event.preventDefault();
  }

  private updated(area: HTMLTextAreaElement): void {
    this.changed = true;
    if (this.format) this.format.value = "html";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.writeBack(), WRITE_BACK);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Untouched text goes back exactly as it came. */
  private html(): string {
    return this.editor && this.changed ? tidy(this.editor.getHTML()) : this.given;
  }

  private writeBack(): void {
    clearTimeout(this.timer);
    if (this.area) this.area.value = this.html();
    if (this.format) this.format.value = "html";
  }

  private fill(data: FormData, area: HTMLTextAreaElement): void {
    data.set(area.name, this.html());
    if (this.format) data.set(this.format.name, "html");
  }

  private reload(area: HTMLTextAreaElement): void {
    if (this.format?.value !== "html") return;
    this.given = area.value;
    this.editor?.commands.setContent(this.given, { emitUpdate: false });
    this.changed = false;
  }
}

/**
 * Pasted tags without styles and handlers. The schema drops them anyway, but the browser would
 * report each one as a breach of the content security policy first.
 */
function plainTags(html: string): string {
  const unwanted = /\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
  return html.replace(/<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi, (tag) => tag.replace(unwanted, ""));
}

customElements.define("lubuk-editor", LubukEditor);
