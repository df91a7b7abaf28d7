/** Pictures by button, paste and drop: made smaller, sent, described, put in the text. */
import { type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { csrfToken, make } from "../core/dom";
import { shrink } from "../pictures";
import { Dialog } from "./dialog";
import type { Labels } from "./labels";
import type { PictureAttributes } from "./picture";

export interface Sent {
  id: number | string;
  url: string;
  width: number;
  height: number;
}

export type SendPicture = (file: File) => Promise<Sent>;

/** The server's own sentence, when it refused a picture. */
class Refused extends Error {}

/** A sender for one address; the form's item goes with the picture so that its rights apply. */
export function sender(address: string, item: () => string): SendPicture {
  return async (file) => {
    const body = new FormData();
    body.append("file", await shrink(file), file.name);
    if (item()) body.append("item", item());
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" };
    const response = await fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
    const isJson = response.headers.get("content-type")?.includes("json");
    const answer = isJson ? await response.json() : {};
    if (!response.ok || !isJson) throw new Refused(answer.message ?? "");
    return answer as Sent;
  };
}

export function choosePicture(editor: Editor, labels: Labels, send: SendPicture): void {
  const input = make("input", { type: "file", accept: "image/png,image/jpeg,image/webp,image/gif" });
  input.addEventListener("change", () => void addPictures(editor, labels, send, [...(input.files ?? [])]));
  input.click();
}

async function addPictures(editor: Editor, labels: Labels, send: SendPicture, files: File[]): Promise<void> {
  for (const file of files) await addPicture(editor, labels, send, file);
}

/** Sending runs while the person writes the description: one wait instead of two. */
async function addPicture(editor: Editor, labels: Labels, send: SendPicture, file: File): Promise<void> {
  const dialog = new Dialog(labels.pictureTitle);
  const address = URL.createObjectURL(file);
  dialog.form.append(make("img", { class: "dialog-picture", src: address, alt: "" }));
  const asked = askAlt(dialog, labels, "");
  const status = make("p", { class: "meta", role: "status" }, labels.pictureSending);
  dialog.form.append(status);
  dialog.buttons({ value: "insert", label: labels.pictureInsert }, { value: "cancel", label: labels.cancel });
  let sent: Sent | null = null;
  let failed = false;
  const attempt = async () => {
    failed = false;
    status.textContent = labels.pictureSending;
    try {
      sent = await send(file);
      status.textContent = "";
    } catch (reason) {
      failed = true;
      status.textContent = (reason instanceof Refused && reason.message) || labels.pictureFailed;
    }
  };
  let sending = attempt();
  const answer = await dialog.ask(() => {
    if (!asked.complete()) return false;
    if (failed) sending = attempt();
    if (!sent) void sending.then(() => sent && dialog.press());
    return sent !== null;
  });
  URL.revokeObjectURL(address);
  const { url: src, width, height } = (sent as Sent | null) ?? { url: "", width: 0, height: 0 };
  if (answer === "" || !src) return void editor.commands.focus();
  editor
    .chain()
    .focus()
    .insertContent(picture({ src, alt: asked.alt(), width, height }))
    .run();
}

const picture = (attrs: PictureAttributes) => ({ type: "picture", attrs });

/** The words for a picture that is in the text already. */
export async function describePicture(editor: Editor, labels: Labels): Promise<void> {
  const present = editor.getAttributes("picture") as PictureAttributes;
  const dialog = new Dialog(labels.pictureTitle);
  dialog.form.append(make("img", { class: "dialog-picture", src: present.src, alt: "" }));
  const asked = askAlt(dialog, labels, present.alt, present.alt === "");
  dialog.buttons({ value: "keep", label: labels.pictureSave }, { value: "cancel", label: labels.cancel });
  const answer = await dialog.ask(() => asked.complete());
  const chain = editor.chain().focus();
  if (answer === "keep") chain.updateAttributes("picture", { alt: asked.alt() });
  chain.run();
}

function askAlt(dialog: Dialog, labels: Labels, value: string, decorative = false) {
  const alt = dialog.field(labels.pictureAlt, value, labels.pictureAltHint);
  const tick = dialog.tick(labels.pictureDecorative, decorative);
  const follow = () => {
    alt.disabled = tick.checked;
  };
  tick.addEventListener("change", follow);
  follow();
  return {
    alt: () => (tick.checked ? "" : alt.value.trim()),
    complete(): boolean {
      if (tick.checked || alt.value.trim()) return true;
      dialog.complain(alt, labels.pictureAltMissing);
      return false;
    },
  };
}

const hasWords = (html: string) => /\S/.test(html.replace(/<(style|title)[\s\S]*?<\/\1>|<[^>]*>/gi, ""));

/** Pictures that are pasted or dropped. Formatted text that carries a picture of itself stays text. */
export const PastedPictures = Extension.create<{ labels: Labels; send: SendPicture }>({
  name: "pastedPictures",
  addProseMirrorPlugins() {
    const { editor } = this;
    const { labels, send } = this.options;
    const take = (data: DataTransfer | null): boolean => {
      const files = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
      if (files.length === 0 || hasWords(data?.getData("text/html") ?? "")) return false;
      void addPictures(editor, labels, send, files);
      return true;
    };
    return [
      new Plugin({
        props: {
          handlePaste: (_, event) => take(event.clipboardData),
          handleDrop(view, event, _slice, moved) {
            if (moved) return false;
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (place && event.dataTransfer?.files.length) editor.commands.setTextSelection(place.pos);
            const taken = take(event.dataTransfer);
            if (taken) event.preventDefault();
            return taken;
          },
        },
      }),
    ];
  },
});
