/** Which addresses a link may have. The server's sanitiser decides again. */

const ALLOWED = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|\/(?![/\\])|#)/i;

/**
 * The address to store, or null when it may not be one: only http, https, mailto and places on
 * this site. Mends what people leave out ("www.…", a bare e-mail address). Browsers ignore control
 * characters inside a scheme ("java\tscript:"), so they are taken out before looking.
 */
export function safeAddress(typed: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  const address = typed.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  if (ALLOWED.test(address)) return address;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(address)) return `mailto:${address}`;
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#]\S*)?$/u.test(address)) return `https://${address}`;
  return null;
}
