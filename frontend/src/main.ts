/**
 * The core that each page loads: small improvements of pages that work without it.
 * Nothing heavy lives here; the editor and what betters forms are fetched only by pages that have one.
 */
import { startDrops } from "./core/drop";
import { improveForms, loadEditor } from "./core/fetched";
import { startLive } from "./core/live";
import { startOffline } from "./core/offline";
import { startPrinting } from "./core/printing";
import { settleSent } from "./core/sent-form";
import { startShortcuts } from "./core/shortcuts";
import { startSuggestions } from "./core/suggest";
import { startTheme } from "./core/theme";
import { startToasts } from "./core/toast";
import { settleUnsent, startUnsent } from "./core/unsent";
import { startWaiting } from "./core/waiting";
import { startWritten } from "./core/written";

startTheme();
startShortcuts();
startDrops();
startPrinting();
startToasts();

/** Improves what is in `root` now; again for each part that htmx swaps in. */
function improve(root: ParentNode): void {
  startSuggestions(root);
  startLive(root);
  startWritten(root);
  startUnsent(root);
  improveForms(root);
  loadEditor(root);
}

settleSent();
settleUnsent();
improve(document);
startWaiting();
startOffline();
document.addEventListener("lubuk:fresh", (event) => improve((event as CustomEvent<HTMLElement>).detail));
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element && event.target !== document.body) improve(event.target);
});
