/**
 * What a text may hold: the one subset of HTML that is stored, as Tiptap extensions. Whoever
 * adds something here adds it to the server's sanitiser too, or it is lost on saving.
 */
import type { Extensions } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { Gapcursor, Placeholder, TrailingNode, UndoRedo } from "@tiptap/extensions";
import { Callout } from "./callout";
import type { Labels } from "./labels";
import { Link } from "./link";
import { Lookup, type LookupAddresses } from "./lookup";
import { Picture } from "./picture";
import { ItemReference, PersonReference } from "./reference";
import { Table, TableCell, TableHeader, TableRow } from "./table";
import { PastedPictures, type SendPicture } from "./upload";

interface Needs {
  labels: Labels;
  send: SendPicture | null;
  addresses: LookupAddresses;
}

const LEVELS = [2, 3, 4] as const; // h1 is the page's title

/** Headings of pasted text that are too high or too low come to the nearest level. */
const Headings = Heading.extend({
  parseHTML() {
    const near = [
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h5", attrs: { level: 4 } },
      { tag: "h6", attrs: { level: 4 } },
    ];
    return [...LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })), ...near];
  },
}).configure({ levels: [...LEVELS] });

/** The language of a code block would be stored as a class, and no class but "person" is kept. */
const PlainCodeBlock = CodeBlock.extend({ addAttributes: () => ({}) });

const NumberedList = OrderedList.extend({ addAttributes: () => ({}) });

export function extensions({ labels, send, addresses }: Needs): Extensions {
  return [
    Document,
    Paragraph,
    Text,
    Headings,
    Bold,
    Italic,
    Code,
    Link,
    BulletList,
    NumberedList,
    ListItem,
    ListKeymap,
    Blockquote,
    PlainCodeBlock,
    HorizontalRule,
    HardBreak,
    Callout,
    Table,
    TableRow,
    TableHeader,
    TableCell,
    Picture.configure({ caption: labels.caption }),
    PersonReference,
    ItemReference,
    UndoRedo,
    Gapcursor,
    TrailingNode,
    Placeholder.configure({ placeholder: labels.placeholder }),
    Lookup.configure({ addresses, labels }),
    ...(send ? [PastedPictures.configure({ labels, send })] : []),
  ];
}
