/** Pictures with their caption. Where they come from (button, paste, drop) is in upload.ts. */
import { Node } from "@tiptap/core";

export interface PictureAttributes {
  src: string;
  alt: string; // empty: decoration
  width: number | null;
  height: number | null;
}

/** Only pictures that this site keeps: one from elsewhere would tell a stranger who reads what. */
function read(image: Element | null): PictureAttributes | false {
  const src = image?.getAttribute("src") ?? "";
  if (!/^\/(?![/\\])/.test(src)) return false;
  const pixels = (name: string) => Number(image?.getAttribute(name)) || null;
  return { src, alt: image?.getAttribute("alt") ?? "", width: pixels("width"), height: pixels("height") };
}

function readAlone(paragraph: Element): PictureAttributes | false {
  const image = paragraph.firstElementChild;
  const alone = image?.matches("img") && paragraph.children.length === 1 && !paragraph.textContent?.trim();
  return alone ? read(image) : false;
}

const hidden = (value: unknown) => ({ default: value, rendered: false });

export const Picture = Node.create<{ caption: string }>({
  name: "picture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,
  addAttributes: () => ({ src: hidden(""), alt: hidden(""), width: hidden(null), height: hidden(null) }),
  parseHTML: () => [
    {
      tag: "figure",
      getAttrs: (element) => read(element.querySelector("img")),
      contentElement: (element) =>
        (element as HTMLElement).querySelector<HTMLElement>("figcaption") ??
        document.createElement("figcaption"),
    },
    // A picture without a caption is stored in a paragraph of its own, which must not stay behind empty.
    {
      tag: "p",
      priority: 60,
      getAttrs: readAlone,
      contentElement: () => document.createElement("figcaption"),
    },
    { tag: "img[src]", getAttrs: read, contentElement: () => document.createElement("figcaption") },
  ],
  renderHTML({ node }) {
    const { src, alt, width, height } = node.attrs as PictureAttributes;
    const image = { src, alt, ...(width && height ? { width, height } : {}) };
    const caption = { "data-placeholder": this.options.caption };
    return ["figure", ["img", image], ["figcaption", caption, 0]];
  },
  addKeyboardShortcuts() {
    const inPicture = () => this.editor.isActive(this.name) && this.editor.state.selection.empty;
    return {
      Enter: () => {
        if (!inPicture()) return false;
        const after = this.editor.state.selection.$from.after();
        return this.editor
          .chain()
          .insertContentAt(after, { type: "paragraph" })
          .focus(after + 1)
          .run();
      },
      Backspace: () => {
        const { $from } = this.editor.state.selection;
        if (!inPicture() || $from.parentOffset > 0) return false;
        // At the start of a caption: take an empty caption's picture away, never join the text above.
        return $from.parent.childCount > 0 || this.editor.commands.deleteNode(this.name);
      },
    };
  },
});
