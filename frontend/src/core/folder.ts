/**
 * A whole folder to send: a [data-folder] with an input that takes folders and a hidden one for their paths, since a
 * server is told only the names of files. Shown where the browser can do it; a ZIP archive does it without.
 */
import { fresh } from "./dom";

export function startFolders(root: ParentNode): void {
  for (const part of fresh<HTMLElement>(root, "[data-folder]")) {
    const folder = part.querySelector<HTMLInputElement>("input[type=file]");
    const paths = part.querySelector<HTMLInputElement>("input[type=hidden]");
    if (!folder || !paths || !("webkitdirectory" in folder)) continue;
    part.hidden = false;
    const others = [...(folder.form?.querySelectorAll<HTMLInputElement>("input[type=file]") ?? [])].filter(
      (input) => input !== folder && input.name === folder.name,
    );
    const follow = () => {
      paths.value = [...(folder.files ?? [])].map((file) => file.webkitRelativePath).join("\n");
      if (paths.value) for (const other of others) other.value = "";
    };
    folder.addEventListener("change", follow);
    follow();
    for (const other of others) {
      other.addEventListener("change", () => {
        folder.value = "";
        paths.value = "";
      });
    }
  }
}
