/**
 * A photo to share: <input type="file" accept="image/*" capture data-photo> with an optional
 * <img data-photo-preview hidden> in the same form. Shows what was taken and makes it smaller;
 * without this file the photo is sent as it is.
 */
import { shrink } from "../pictures";
import { fresh } from "./dom";

export function startPhotos(root: ParentNode): void {
  for (const input of fresh<HTMLInputElement>(root, "input[type=file][data-photo]")) {
    input.addEventListener("change", () => void prepare(input));
    if (input.files?.length) void prepare(input); // chosen before this file came
  }
}

async function prepare(input: HTMLInputElement): Promise<void> {
  const taken = input.files?.[0];
  preview(input, taken);
  if (!taken?.type.startsWith("image/")) return;
  const smaller = await shrink(taken);
  if (smaller === taken || input.files?.[0] !== taken) return;
  const transfer = new DataTransfer();
  transfer.items.add(smaller);
  input.files = transfer.files;
}

function preview(input: HTMLInputElement, file: File | undefined): void {
  const image = input.form?.querySelector<HTMLImageElement>("img[data-photo-preview]");
  if (!image) return;
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
  image.hidden = !file?.type.startsWith("image/");
  if (file && !image.hidden) image.src = URL.createObjectURL(file);
}
