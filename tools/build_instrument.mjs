/**
 * Bundles the instrument's own modules, some seventy that name each other in layers, into one file that is asked for once.
 *
 * Written to dateline/ui/instrument/instrument-HASH.js, where HASH is that of the modules it is made of (dateline/scripts.py computes the
 * same): a bundle of other modules is not served, and a test says so. The libraries in vendor/ stay apart, each loaded when first needed.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const instrument = resolve(dirname(fileURLToPath(import.meta.url)), "../dateline/ui/instrument");
const BUNDLE = /^instrument-[0-9A-F]{8}\.js(\.br)?$/;

const WAY = "way.js"; // for the pages without the instrument, by itself

const files = await readdir(instrument);
const modules = files.filter((name) => name.endsWith(".js") && name !== WAY && !BUNDLE.test(name)).sort();
const hash = createHash("sha256");
for (const name of modules) hash.update(name).update("\0").update(await readFile(join(instrument, name))).update("\0");
const { outputFiles } = await build({
  entryPoints: [join(instrument, "instrument.js")],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  write: false,
  logLevel: "warning",
});
for (const old of files.filter((name) => BUNDLE.test(name))) await rm(join(instrument, old));
const name = `instrument-${hash.digest("hex").slice(0, 8).toUpperCase()}.js`;
await writeFile(join(instrument, name), outputFiles[0].contents);
console.log(name, `${Math.round(outputFiles[0].contents.length / 1000)} kB`);
