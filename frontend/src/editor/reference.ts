/** A person or an item named in the text: one unit that is chosen, not typed. See lookup.ts. */
import { mergeAttributes, Node } from "@tiptap/core";
import { safeAddress } from "./address";

const attributes = () => ({
  id: { default: null, rendered: false },
  href: { default: null, rendered: false },
  label: { default: "", rendered: false },
});

function read(key: "person" | "item") {
  return (element: HTMLElement) => {
    const href = safeAddress(element.getAttribute("href") ?? "");
    const id = element.dataset[key];
    if (!href || !id) return false;
    return { id, href, label: (element.textContent ?? "").replace(/^@(?=.)/, "") };
  };
}

const common = {
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
} as const;

export const PersonReference = Node.create({
  ...common,
  name: "person",
  addAttributes: attributes,
  parseHTML: () => [{ tag: "a[data-person]", getAttrs: read("person") }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { id, href, label } = node.attrs;
    return ["a", mergeAttributes(HTMLAttributes, { class: "person", "data-person": id, href }), `@${label}`];
  },
  renderText: ({ node }) => `@${node.attrs.label}`,
});

export const ItemReference = Node.create({
  ...common,
  name: "item",
  addAttributes: attributes,
  parseHTML: () => [{ tag: "a[data-item]", getAttrs: read("item") }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const { id, href, label } = node.attrs;
    return ["a", mergeAttributes(HTMLAttributes, { "data-item": id, href }), label];
  },
  renderText: ({ node }) => node.attrs.label,
});
