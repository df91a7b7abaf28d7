/**
 * The quoted answer of a search asks for what a model writes of it once the page stands. Nothing that may be shown,
 * or no network: the passages stand alone.
 */
import { fresh } from "./dom";

export function startWritten(root: ParentNode): void {
  for (const form of fresh<HTMLFormElement>(root, "form[data-written]")) void ask(form);
}

async function ask(form: HTMLFormElement): Promise<void> {
  const body = new FormData(form);
  body.set("part", "yes");
  form.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok && !answer.redirected) form.outerHTML = (await answer.text()).trim(); // our own template
  } catch {
    form.remove();
  }
}
