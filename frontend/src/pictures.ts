/** Makes pictures smaller on the device, before they cross a slow line. */

export const LONGEST_SIDE = 1600; // px: sharp on a tablet at double density, about 300 KB
const QUALITY = 0.82;
const CAN_SHRINK = new Set(["image/jpeg", "image/png", "image/webp"]);

/**
 * The picture with its longest side at most LONGEST_SIDE. Drawing it anew also drops what a
 * phone writes into a photo (place, camera). A picture that can't be read comes back as it was:
 * the server has the last word.
 */
export async function shrink(file: File): Promise<File> {
  if (!CAN_SHRINK.has(file.type) || !("createImageBitmap" in window)) return file;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.type !== "image/jpeg") return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, file.type, QUALITY));
  if (!blob || blob.type !== file.type) return file;
  return new File([blob], file.name, { type: file.type, lastModified: file.lastModified });
}
