/** The mark for ordinary links. Links to people and items are nodes of their own: reference.ts. */
import { Mark, markPasteRule } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { safeAddress } from "./address";

const PASTED_ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

export const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML() {
    return [
      {
        tag: "a[href]:not([data-item]):not([data-person])",
        getAttrs: (element) => {
          const href = safeAddress(element.getAttribute("href") ?? "");
          return href ? { href } : false;
        },
      },
    ];
  },
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  addPasteRules() {
    return [
      markPasteRule({
        find: PASTED_ADDRESS,
        type: this.type,
        getAttributes: (match) => ({ href: match[0] }),
      }),
    ];
  },
  /** An address pasted over chosen words makes them a link instead of replacing them. */
  addProseMirrorPlugins() {
    const { type } = this;
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const text = event.clipboardData?.getData("text/plain").trim() ?? "";
            const { from, to, empty } = view.state.selection;
            if (empty || !/^https?:\/\/\S+$/.test(text)) return false;
            view.dispatch(view.state.tr.addMark(from, to, type.create({ href: text })));
            return true;
          },
        },
      }),
    ];
  },
});
