/**
 * Fields that hang on an answer: <lubuk-when field="f_visibility" answers="yes limited"> around a
 * field is folded while the form has none of these answers. What was written in it stays and is
 * sent; a field with a mistake in it stays open. Without this file all are shown, each with its
 * condition in words.
 */
import { fresh } from "./dom";

const TAG = "lubuk-when";

export function startConditions(root: ParentNode): void {
  const forms = new Set(fresh<HTMLElement>(root, TAG).map((fold) => fold.closest("form")));
  for (const form of forms) {
    if (!form) continue;
    settle(form);
    form.addEventListener("change", () => settle(form));
    form.addEventListener("lubuk:restored", () => settle(form));
  }
}

/** In the order of the page, so that what hangs on a folded field is folded with it. */
function settle(form: HTMLFormElement): void {
  const written = new FormData(form);
  for (const fold of form.querySelectorAll<HTMLElement>(TAG)) {
    fold.classList.add("folds");
    const name = fold.getAttribute("field") ?? "";
    const answers = (fold.getAttribute("answers") ?? "").split(" ");
    const above = form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest<HTMLElement>(TAG);
    const holds = !above?.hidden && written.getAll(name).some((answer) => answers.includes(String(answer)));
    fold.hidden = !holds && !fold.querySelector(".error");
  }
}
