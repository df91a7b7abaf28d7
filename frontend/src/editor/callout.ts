/** Callouts: <div data-callout="note|good|ask|bad"> round any blocks. */
import { Node } from "@tiptap/core";

export const TONES = ["note", "good", "ask", "bad"] as const;
export type Tone = (typeof TONES)[number];

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    callout: { setCallout: (tone: Tone | null) => ReturnType };
  }
}

const isTone = (value: string | null): value is Tone => TONES.some((tone) => tone === value);

export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({ tone: { default: "note", rendered: false } }),
  parseHTML: () => [
    {
      tag: "div[data-callout]",
      getAttrs: (element) => {
        const tone = element.getAttribute("data-callout");
        return isTone(tone) ? { tone } : { tone: "note" };
      },
    },
  ],
  renderHTML: ({ node }) => ["div", { "data-callout": node.attrs.tone }, 0],
  addCommands() {
    return {
      setCallout:
        (tone) =>
        ({ commands, editor }) => {
          if (!editor.isActive(this.name)) return tone ? commands.wrapIn(this.name, { tone }) : false;
          return tone ? commands.updateAttributes(this.name, { tone }) : commands.lift(this.name);
        },
    };
  },
});
