/** What the server writes in front of the worker: addresses, and sentences in each language. */

/** Why a reader sees a copy. */
export type Why = "offline" | "slow" | "silent";

/** Why a reader sees the list: asked for it, never read that page, could not send something or not sign out. */
export type Standing = "here" | "unread" | "unsent" | "signedIn";

export interface Given {
  parts: string[]; // static files that each page needs
  statics: string; // the folder of static files
  list: string; // the page of what is kept
  check: string; // answers which items are still open to the reader
  signOut: string;
  /** Language code, then the name of a sentence: HTML, with {date} in it. */
  words: Record<string, Record<Why | Standing, string>>;
}

declare global {
  var LUBUK: Given;
}

export const given: Given = globalThis.LUBUK;
