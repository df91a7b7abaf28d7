/** A written form as a request to the server that keeps it. */
import type { Field } from "./local-copy";

export const ASKS_JSON = { Accept: "application/json", "X-Requested-With": "fetch" };

export function sheet(fields: Field[], ours: Record<string, string>): FormData {
  const body = new FormData();
  for (const [name, value] of [...fields, ...Object.entries(ours)]) body.append(name, value);
  return body;
}

/** Bytes at most: UTF-8, and a part's head for each field. */
export function weight(body: FormData): number {
  let size = 0;
  for (const [name, value] of body) size += name.length + String(value).length * 3 + 120;
  return size;
}
