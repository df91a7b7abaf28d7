/**
 * What makes forms better than a browser does by itself: text that is never lost, pickers, files and photos that
 * are sent ahead, fields that hang on an answer, a preview beside the form. Fetched by pages that have a form to
 * write in (core/fetched.ts).
 */
import { startAutosave } from "./core/autosave";
import { startCells } from "./core/cells";
import { startFiles } from "./core/files";
import { startFolders } from "./core/folder";
import { startFromFiles } from "./core/from-files";
import { startLookAlikes } from "./core/look-alikes";
import { startPhotos } from "./core/photo";
import { startPickers } from "./core/picker";
import { startShaping } from "./core/shaping";
import { startSubjectSuggestions } from "./core/suggest-subjects";
import { startConditions } from "./core/when";

export function improve(root: ParentNode): void {
  startSubjectSuggestions(root);
  startLookAlikes(root);
  startPhotos(root);
  startPickers(root);
  startShaping(root);
  startConditions(root);
  startFromFiles(root);
  startFiles(root);
  startFolders(root);
  startAutosave(root);
  startCells(root, improve);
}
