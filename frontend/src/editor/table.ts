/**
 * Tables on ProseMirror's own table rules. Tiptap's table extension writes column widths as
 * inline styles, which the content security policy forbids; ours have no widths at all.
 */
import { type CommandProps, callOrReturn, getExtensionField, mergeAttributes, Node } from "@tiptap/core";
import type { Node as Content, Schema } from "@tiptap/pm/model";
import { type Command, TextSelection } from "@tiptap/pm/state";
import * as tables from "@tiptap/pm/tables";

declare module "@tiptap/core" {
  interface NodeConfig {
    tableRole?: string;
  }
  interface Commands<ReturnType> {
    table: {
      insertTable: (size: { rows: number; columns: number }) => ReturnType;
      changeTable: (change: TableChange) => ReturnType;
    };
  }
}

const changes = {
  rowBefore: tables.addRowBefore,
  rowAfter: tables.addRowAfter,
  rowRemove: tables.deleteRow,
  columnBefore: tables.addColumnBefore,
  columnAfter: tables.addColumnAfter,
  columnRemove: tables.deleteColumn,
  headerRow: tables.toggleHeader("row"),
  tableRemove: tables.deleteTable,
} satisfies Record<string, Command>;

export type TableChange = keyof typeof changes;

export const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  tableRole: "table",
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["table", ["tbody", 0]],
  addCommands: () => ({
    insertTable:
      ({ rows, columns }) =>
      ({ tr, editor, dispatch }) => {
        const table = empty(editor.schema, rows, columns);
        if (!dispatch) return true;
        const at = tr.selection.from;
        tr.replaceSelectionWith(table).scrollIntoView();
        tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
        return true;
      },
    changeTable:
      (change) =>
      ({ state, dispatch }: CommandProps) =>
        changes[change](state, dispatch),
  }),
  addKeyboardShortcuts() {
    const go = (step: 1 | -1) => () =>
      this.editor.commands.command(({ state, dispatch }) => tables.goToNextCell(step)(state, dispatch));
    // In the last cell Tab leaves the editor as it does everywhere: a table is no trap for the keyboard.
    return { Tab: go(1), "Shift-Tab": go(-1) };
  },
  addProseMirrorPlugins: () => [tables.tableEditing()],
  extendNodeSchema(extension) {
    const { name, options, storage } = extension;
    return { tableRole: callOrReturn(getExtensionField(extension, "tableRole", { name, options, storage })) };
  },
});

export const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  tableRole: "row",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

const cell = {
  content: "block+",
  isolating: true,
  addAttributes: () => ({ colspan: spanning("colspan"), rowspan: spanning("rowspan"), colwidth: noWidth }),
} as const;

export const TableCell = Node.create({
  ...cell,
  name: "tableCell",
  tableRole: "cell",
  parseHTML: () => [{ tag: "td" }],
  renderHTML: ({ HTMLAttributes }) => ["td", mergeAttributes(HTMLAttributes), 0],
});

export const TableHeader = Node.create({
  ...cell,
  name: "tableHeader",
  tableRole: "header_cell",
  parseHTML: () => [{ tag: "th" }],
  renderHTML: ({ HTMLAttributes }) => ["th", mergeAttributes(HTMLAttributes), 0],
});

/** prosemirror-tables expects the attribute; nothing reads or writes it. */
const noWidth = { default: null, rendered: false, parseHTML: () => null };

function spanning(name: "colspan" | "rowspan") {
  return {
    default: 1,
    parseHTML: (element: HTMLElement) => Math.max(1, Number(element.getAttribute(name)) || 1),
    renderHTML: (attributes: Record<string, unknown>) =>
      attributes[name] === 1 ? {} : { [name]: attributes[name] },
  };
}

function empty(schema: Schema, rows: number, columns: number): Content {
  const { table, tableRow, tableCell, tableHeader, paragraph } = schema.nodes;
  if (!table || !tableRow || !tableCell || !tableHeader || !paragraph) throw new Error("No tables here");
  const lines = Array.from({ length: rows }, (_, row) => {
    const type = row === 0 ? tableHeader : tableCell;
    return tableRow.create(
      null,
      Array.from({ length: columns }, () => type.create(null, paragraph.create())),
    );
  });
  return table.create(null, lines);
}
