/**
 * Builds the browser's plotly.js: ES modules with only the trace types that Dateline draws.
 *
 * Written to dateline/ui/instrument/vendor/ (see tools/README.md for what each file is for). The map part is apart from the
 * core, so that the timeline is drawn before the map code has arrived. The worker of the map is a file of its own instead of
 * a text inside the bundle: it shares half a megabyte with the map part, which would otherwise be sent twice.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";
import { environmentPlugin } from "esbuild-plugin-environment";
import { glsl } from "esbuild-plugin-glsl";

const tools = dirname(fileURLToPath(import.meta.url));
const vendor = resolve(tools, "../dateline/ui/instrument/vendor");
const modules = join(tools, "node_modules");

/** Sources of the entry points; the keys become file names. */
const ENTRIES = {
  "plotly.min": `
    import Plotly from "plotly.js/lib/core";
    import bar from "plotly.js/lib/bar";
    Plotly.register([bar]);
    export default Plotly;`,
  "plotly-map.min": `
    import Plotly from "plotly.js/lib/core";
    import scattermap from "plotly.js/lib/scattermap";
    import choroplethmap from "plotly.js/lib/choroplethmap";
    Plotly.register([scattermap, choroplethmap]);
    export default Plotly;
    export { give as giveWorker } from "hand:worker";`,
  // The package declares this file free of side effects, which would leave an empty worker: entries() puts that right.
  "maplibre-worker.min": `import "./node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs";`,
};

/** A worker that somebody has begun for the map, once. */
const HAND = `
  let worker = null;
  export const give = (begun) => { worker = begun; };
  export const take = () => { const begun = worker; worker = null; return begun; };`;

/** The entry points as virtual modules. @returns {import("esbuild").Plugin} */
function entries() {
  return {
    name: "entries",
    setup(build) {
      build.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice(6), namespace: "entry" }));
      build.onResolve({ filter: /maplibre-gl-worker\.mjs$/ }, ({ path, resolveDir }) => ({
        path: resolve(resolveDir, path),
        sideEffects: true,
      }));
      build.onLoad({ filter: /.*/, namespace: "entry" }, ({ path }) => ({
        contents: ENTRIES[path],
        resolveDir: tools,
      }));
    },
  };
}

/**
 * A style sheet becomes a script that adds it to the page, as plotly.js does in its own builds.
 * @returns {import("esbuild").Plugin}
 */
function inlineStyles() {
  return {
    name: "inline-styles",
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const { code } = await build.esbuild.transform(await readFile(path, "utf8"), { loader: "css", minify: true });
        return {
          contents: `const style = document.createElement("style");
            style.textContent = ${JSON.stringify(code)};
            document.head.append(style);`,
        };
      });
    },
  };
}

/**
 * Replaces the worker's text by a one-line module that imports the worker's file. plotly.js makes a blob of this text, so
 * the address in it has to be absolute.
 * @returns {import("esbuild").Plugin}
 */
function workerFromFile() {
  return {
    name: "worker-from-file",
    setup(build) {
      build.onLoad({ filter: /plotly\.js\/build\/maplibre_worker\.js$/ }, () => ({
        contents: `const address = new URL("./maplibre-worker.min.js", import.meta.url).href;
          export default "import " + JSON.stringify(address) + ";";`,
      }));
      // The text was a CommonJS export: the one place that reads it has to take the default export instead.
      build.onLoad({ filter: /plotly\.js\/src\/plots\/map\/map\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const wanted = "require('../../../build/maplibre_worker')";
        if (!source.includes(wanted)) throw new Error(`${path} no longer reads the worker as ${wanted}`);
        return { contents: source.replace(wanted, `${wanted}.default`) };
      });
    },
  };
}

/**
 * MapLibre begins its worker when there is a map; here it takes the one that was given to it, where there is one.
 * @returns {import("esbuild").Plugin}
 */
function workerAtHand() {
  const wanted = "new Worker(e,{type:`module`})";
  return {
    name: "worker-at-hand",
    setup(build) {
      build.onResolve({ filter: /^hand:/ }, ({ path }) => ({ path, namespace: "hand" }));
      build.onLoad({ filter: /.*/, namespace: "hand" }, () => ({ contents: HAND }));
      build.onLoad({ filter: /maplibre-gl\.mjs$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        if (source.split(wanted).length !== 2) throw new Error(`${path} no longer begins its worker by ${wanted}`);
        return { contents: `import { take } from "hand:worker";${source.replace(wanted, `take()??${wanted}`)}` };
      });
    },
  };
}

/** All files as they are to be written, and the list of what went into them. */
async function bundle() {
  const result = await build({
    entryPoints: Object.keys(ENTRIES).map((name) => ({ in: `entry:${name}`, out: name })),
    outdir: vendor,
    chunkNames: "shared-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: "es2022", // older targets rewrite the map's private fields into slow look-ups
    legalComments: "none", // the texts are in LICENSES.txt
    metafile: true,
    write: false,
    absWorkingDir: tools,
    define: { global: "window", "define.amd": "false" },
    alias: { regl: "@plotly/regl" },
    plugins: [
      entries(),
      inlineStyles(),
      workerFromFile(),
      workerAtHand(),
      glsl({ minify: true }),
      environmentPlugin({ NODE_DEBUG: "" }),
    ],
    logLevel: "warning",
  });
  return { files: result.outputFiles, metafile: result.metafile };
}

/** The folder of a package as another package would find it, or "" where it is not installed (types, for example). */
function packageFolder(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (folder === dirname(folder)) return "";
  }
}

const about = async (folder) => JSON.parse(await readFile(join(folder, "package.json"), "utf8"));

/** The package in `folder` and all it depends on: maplibre-gl comes as one file with these inside. */
async function withDependencies(folder, found = new Set()) {
  if (found.has(folder)) return found;
  found.add(folder);
  for (const name of Object.keys((await about(folder)).dependencies ?? {})) {
    const next = name.startsWith("@types/") ? "" : packageFolder(name, folder);
    if (next) await withDependencies(next, found);
  }
  return found;
}

/**
 * The folders of the packages whose code is in the bundle.
 * @param {import("esbuild").Metafile} metafile
 */
async function packageFolders(metafile) {
  const folders = await withDependencies(join(modules, "maplibre-gl"));
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const found = /^(?:.*:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (found && bytesInOutput > 0) folders.add(resolve(tools, found[1]));
    }
  }
  return [...folders].sort();
}

/** One package's entry of LICENSES.txt. A package without a licence file is named with its licence and its author. */
async function licence(folder) {
  const { name, version, license = "see below", author } = await about(folder);
  const names = (await readdir(folder)).filter((one) => /^(licen[cs]e|copying|notice)/i.test(one)).sort();
  const texts = await Promise.all(names.map((one) => readFile(join(folder, one), "utf8")));
  const holder = typeof author === "string" ? author : (author?.name ?? "the authors of the package");
  const named = `Copyright (c) ${holder}. The package carries no licence file; it declares the licence ${license}`;
  const body = texts.length ? texts.map((text) => text.trim()).join("\n\n") : `${named} (text: see plotly.js).`;
  return `${"=".repeat(78)}\n${name} ${version} (${license})\n${"=".repeat(78)}\n\n${body.replace(/\r/g, "")}\n`;
}

const { files, metafile } = await bundle();
await rm(vendor, { recursive: true, force: true });
await mkdir(vendor, { recursive: true });
for (const file of files) {
  await writeFile(file.path, file.contents);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
  const zipped = gzipSync(file.contents, { level: 6 }).length;
  console.log(relative(vendor, file.path).padEnd(32), kilobytes(file.contents.length), "gzip", kilobytes(zipped));
}
const folders = await packageFolders(metafile);
const head = "The scripts in this folder are built from these packages. Their licences follow.\n\n";
await writeFile(join(vendor, "LICENSES.txt"), head + (await Promise.all(folders.map(licence))).join("\n"));
console.log(`LICENSES.txt: ${folders.map((folder) => relative(modules, folder)).join(", ")}`);
