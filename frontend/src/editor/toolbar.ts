/**
 * The toolbar: one stop for Tab, arrows inside it (the ARIA toolbar pattern), Escape back to the
 * text. What it can do is the list below; buttons for tables and pictures show only inside one.
 */
import type { ChainedCommands, Editor } from "@tiptap/core";
import { make } from "../core/dom";
import { TONES, type Tone } from "./callout";
import { type IconName, icon } from "./icons";
import type { Labels } from "./labels";
import { editLink } from "./link-dialog";
import type { TableChange } from "./table";
import { choosePicture, describePicture, type SendPicture } from "./upload";

interface Tool {
  name: IconName & keyof Labels;
  keys?: string;
  run: (editor: Editor) => unknown;
  /** Name of the mark or node that makes the button pressed. */
  active?: string;
  can?: (editor: Editor) => boolean;
}

type Group = { within?: "table" | "picture"; tools: Tool[] };

const chain = (command: (chain: ChainedCommands) => ChainedCommands) => (editor: Editor) =>
  command(editor.chain().focus()).run();
const change = (name: TableChange & IconName): Tool => ({
  name,
  run: chain((c) => c.changeTable(name)),
});

function groups(labels: Labels, send: SendPicture | null): Group[] {
  const picture: Tool = { name: "picture", run: (editor) => send && choosePicture(editor, labels, send) };
  return [
    {
      tools: [
        { name: "bold", active: "bold", keys: "Control+B", run: chain((c) => c.toggleBold()) },
        { name: "italic", active: "italic", keys: "Control+I", run: chain((c) => c.toggleItalic()) },
        { name: "code", active: "code", keys: "Control+E", run: chain((c) => c.toggleCode()) },
        { name: "link", active: "link", keys: "Control+K", run: (editor) => editLink(editor, labels) },
      ],
    },
    {
      tools: [
        { name: "bulletList", active: "bulletList", run: chain((c) => c.toggleBulletList()) },
        { name: "orderedList", active: "orderedList", run: chain((c) => c.toggleOrderedList()) },
        { name: "quote", active: "blockquote", run: chain((c) => c.toggleBlockquote()) },
        { name: "codeBlock", active: "codeBlock", run: chain((c) => c.toggleCodeBlock()) },
      ],
    },
    {
      tools: [
        ...(send ? [picture] : []),
        { name: "table", run: chain((c) => c.insertTable({ rows: 3, columns: 3 })) },
        { name: "rule", run: chain((c) => c.setHorizontalRule()) },
      ],
    },
    {
      within: "table",
      tools: [
        change("rowBefore"),
        change("rowAfter"),
        change("rowRemove"),
        change("columnBefore"),
        change("columnAfter"),
        change("columnRemove"),
        { ...change("headerRow"), active: "tableHeader" },
        change("tableRemove"),
      ],
    },
    {
      within: "picture",
      tools: [
        { name: "pictureDescribe", run: (editor) => describePicture(editor, labels) },
        { name: "pictureRemove", run: chain((c) => c.deleteNode("picture")) },
      ],
    },
    {
      tools: [
        {
          name: "undo",
          keys: "Control+Z",
          run: chain((c) => c.undo()),
          can: (editor) => editor.can().undo(),
        },
        {
          name: "redo",
          keys: "Control+Y",
          run: chain((c) => c.redo()),
          can: (editor) => editor.can().redo(),
        },
      ],
    },
  ];
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly follow: (() => void)[] = [];

  constructor(
    private readonly editor: Editor,
    private readonly labels: Labels,
    send: SendPicture | null,
  ) {
    this.element = make("div", {
      class: "editor-toolbar",
      role: "toolbar",
      "aria-label": labels.toolbar,
      "aria-controls": editor.view.dom.id,
    });
    this.element.append(this.group([this.styles(), this.callouts()]));
    for (const { within, tools } of groups(labels, send)) {
      const group = this.group(tools.map((tool) => this.button(tool)));
      this.element.append(group);
      if (within) {
        this.follow.push(() => {
          group.hidden = !editor.isActive(within);
        });
      }
    }
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.element.addEventListener("focusin", (event) => this.hold(event.target as HTMLElement));
    this.refresh();
  }

  focus(): void {
    (this.stops().find((stop) => stop.tabIndex === 0) ?? this.stops()[0])?.focus();
  }

  refresh(): void {
    for (const follow of this.follow) follow();
    const stops = this.stops();
    if (!stops.some((stop) => stop.tabIndex === 0) && stops[0]) this.hold(stops[0]);
  }

  private group(children: HTMLElement[]): HTMLElement {
    return make("div", { class: "editor-group" }, ...children);
  }

  private button(tool: Tool): HTMLElement {
    const label = this.labels[tool.name];
    const button = make("button", { type: "button", tabindex: "-1", "aria-label": label }, icon(tool.name));
    button.title = tool.keys ? `${label} (${tool.keys.replace("Control", "Ctrl")})` : label;
    if (tool.keys) button.setAttribute("aria-keyshortcuts", tool.keys);
    // The caret must stay in the text while the mouse presses a button.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") tool.run(this.editor);
    });
    const { active, can } = tool;
    if (active) {
      this.follow.push(() => button.setAttribute("aria-pressed", String(this.editor.isActive(active))));
    }
    if (can) this.follow.push(() => button.setAttribute("aria-disabled", String(!can(this.editor))));
    return button;
  }

  private styles(): HTMLSelectElement {
    const levels = [2, 3, 4] as const;
    const { labels, editor } = this;
    const names: [string, string][] = [
      ["paragraph", labels.paragraph],
      ...levels.map((level): [string, string] => [String(level), labels[`heading${level}`]]),
    ];
    const now = () => String(levels.find((level) => editor.isActive("heading", { level })) ?? "paragraph");
    return this.select(labels.style, names, now, (value) => {
      const level = levels.find((each) => String(each) === value);
      if (level) editor.chain().focus().setHeading({ level }).run();
      else editor.chain().focus().setParagraph().run();
    });
  }

  private callouts(): HTMLSelectElement {
    const { labels, editor } = this;
    const words: Record<Tone, string> = {
      note: labels.calloutNote,
      good: labels.calloutGood,
      ask: labels.calloutAsk,
      bad: labels.calloutBad,
    };
    const names: [string, string][] = [
      ["", labels.calloutNone],
      ...TONES.map((tone): [string, string] => [tone, words[tone]]),
    ];
    const now = () => String(editor.getAttributes("callout").tone ?? "");
    return this.select(labels.callout, names, now, (value) => {
      editor
        .chain()
        .focus()
        .setCallout(TONES.find((tone) => tone === value) ?? null)
        .run();
    });
  }

  private select(
    label: string,
    names: [string, string][],
    now: () => string,
    choose: (value: string) => void,
  ): HTMLSelectElement {
    const select = make("select", { "aria-label": label, title: label, tabindex: "-1" });
    select.append(...names.map(([value, name]) => make("option", { value }, name)));
    select.addEventListener("change", (event) => {
      event.stopPropagation(); // The choice is not a field of the form.
      choose(select.value);
    });
    select.addEventListener("input", (event) => event.stopPropagation());
    this.follow.push(() => {
      select.value = now();
    });
    return select;
  }

  private stops(): HTMLElement[] {
    const all = this.element.querySelectorAll<HTMLElement>("button, select");
    return [...all].filter((stop) => !stop.closest("[hidden]"));
  }

  private hold(stop: HTMLElement): void {
    if (!stop.matches("button, select")) return;
    for (const other of this.element.querySelectorAll<HTMLElement>("button, select")) other.tabIndex = -1;
    stop.tabIndex = 0;
  }

  private pressed(event: KeyboardEvent): void {
    const stops = this.stops();
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const forward = getComputedStyle(this.element).direction === "rtl" ? -1 : 1;
    const places: Record<string, number> = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      Home: 0,
      End: stops.length - 1,
    };
    const place = places[event.key];
    if (event.key === "Escape") this.editor.commands.focus();
    else if (place !== undefined) stops[(place + stops.length) % stops.length]?.focus();
    else return;
    event.preventDefault();
  }
}
