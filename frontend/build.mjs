// Bundles the islands and the style sheet into src/lubuk/ui/static/built/.
// Names carry no hash here: Django's manifest storage adds it, and a page hands the final
// addresses to main.js in data-editor-src and data-forms-src. So the scripts must not import each other.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const ui = join(here, "..", "src", "lubuk", "ui");
const out = join(ui, "static", "built");
const sheet = join(ui, "css", "main.css");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

await build({
  ...shared,
  entryPoints: ["main.ts", "forms.ts", "editor.ts", "offline.ts"].map((name) => join(here, "src", name)),
  outdir: out,
  format: "esm",
  target: ["es2022"],
});

// The service worker is no module: not every browser takes one. The server puts a line before it.
await build({
  ...shared,
  entryPoints: [join(here, "src", "worker.ts")],
  outdir: out,
  format: "iife",
  target: ["es2022"],
});

if (existsSync(sheet)) {
  // Addresses in the sheets are written as seen from built/ ("../fonts/…") and stay as they are.
  await build({
    ...shared,
    entryPoints: [sheet],
    outfile: join(out, "lubuk.css"),
    external: ["../fonts/*", "../img/*"],
    target: ["esnext"],
  });
}

for (const name of ["main.js", "forms.js", "editor.js", "offline.js", "worker.js", "lubuk.css"]) {
  const path = join(out, name);
  if (!existsSync(path)) continue;
  const content = await readFile(path);
  const compressed = (gzipSync(content, { level: 9 }).length / 1024).toFixed(1);
  console.log(`${name}: ${(content.length / 1024).toFixed(1)} KB, ${compressed} KB compressed`);
}
