/** Asks for a link's address and words, and sets or removes the link. */
import type { Editor } from "@tiptap/core";
import { safeAddress } from "./address";
import { Dialog } from "./dialog";
import type { Labels } from "./labels";

export async function editLink(editor: Editor, labels: Labels): Promise<void> {
  const present = String(editor.getAttributes("link").href ?? "");
  const needsText = editor.state.selection.empty && !present;
  const dialog = new Dialog(labels.linkTitle);
  const address = dialog.field(labels.linkAddress, present, labels.linkAddressHint);
  address.inputMode = "url";
  const text = needsText ? dialog.field(labels.linkText, "") : null;
  dialog.buttons(
    { value: "set", label: labels.linkSave },
    ...(present ? [{ value: "remove", label: labels.linkRemove, tone: "risk" }] : []),
    { value: "cancel", label: labels.cancel },
  );
  const answer = await dialog.ask((value) => {
    if (value === "remove" || safeAddress(address.value)) return true;
    dialog.complain(address, labels.linkWrong);
    return false;
  });
  const href = safeAddress(address.value);
  const chain = editor.chain().focus();
  if (answer === "remove") chain.extendMarkRange("link").unsetMark("link").run();
  if (answer !== "set" || !href) return;
  if (!text) {
    chain.extendMarkRange("link").setMark("link", { href }).run();
    return;
  }
  const words = text.value.trim() || address.value.trim();
  chain.insertContent({ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] }).run();
}
