/**
 * The core that each page loads: small improvements of pages that work without it.
 * Nothing heavy lives here; the editor is fetched only by pages that have one.
 */
import { startAutosave } from "./core/autosave";
import { startDrops } from "./core/drop";
import { loadEditor } from "./core/editor-loader";
import { startFiles } from "./core/files";
import { startPhotos } from "./core/photo";
import { startPickers } from "./core/picker";
import { startPrinting } from "./core/printing";
import { startShortcuts } from "./core/shortcuts";
import { startSuggestions } from "./core/suggest";
import { startSubjectSuggestions } from "./core/suggest-subjects";
import { startTheme } from "./core/theme";
import { startToasts } from "./core/toast";
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
  startConditions(root);
  startFiles(root);
  startAutosave(root);
  loadEditor(root);
}

improve(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element && event.target !== document.body) improve(event.target);
});
