/**
 * The core that each page loads: small improvements of pages that work without it.
 * Nothing heavy lives here; the editor is fetched only by pages that have one.
 */
import { startAutosave } from "./core/autosave";
import { startDrops } from "./core/drop";
import { loadEditor } from "./core/editor-loader";
import { startFiles } from "./core/files";
import { startLive } from "./core/live";
import { startOffline } from "./core/offline";
import { startPhotos } from "./core/photo";
import { startPickers } from "./core/picker";
import { startPrinting } from "./core/printing";
import { startShaping } from "./core/shaping";
import { startShortcuts } from "./core/shortcuts";
import { startSuggestions } from "./core/suggest";
import { startSubjectSuggestions } from "./core/suggest-subjects";
import { startTheme } from "./core/theme";
import { startToasts } from "./core/toast";
import { startWaiting } from "./core/waiting";
import { startConditions } from "./core/when";

startTheme();
startShortcuts();
startDrops();
startPrinting();
startToasts();

/** Improves what is in `root` now; again for each part that htmx swaps in. */
function improve(root: ParentNode): void {
  startSuggestions(root);
  startSubjectSuggestions(root);
  startPhotos(root);
  startPickers(root);
  startShaping(root);
  startConditions(root);
  startFiles(root);
  startLive(root);
  startAutosave(root);
  loadEditor(root);
}

improve(document);
startWaiting();
startOffline();
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element && event.target !== document.body) improve(event.target);
});
