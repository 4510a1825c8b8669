/**
 * Unpacks what the file carries and starts it. The modules are those of the page; a browser takes each from an address of its own
 * making (blob:), so that nothing is asked of any host. Where that fails, the list and the drawing below stay, and say so.
 */
(() => {
  const { nonce } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const first = document.getElementById("first-screen");

  /** @param {string} id of a block of gzip in base64 @returns {Promise<any>} */
  async function unpack(id) {
    const bytes = Uint8Array.from(atob(document.getElementById(id)?.textContent ?? ""), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /** @param {string} text @returns {string} */
  function address(text) {
    return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  }

  /**
   * Gives the address of a bundle, with those of the bundles that it names: they name each other by place, and in no circle. It is
   * written so that it can be sent to the worker as text.
   * @param {Record<string, string>} modules @param {(text: string) => string} address @returns {(name: string) => string}
   */
  function bundles(modules, address) {
    /** @type {Record<string, string>} */
    const made = {};
    return function bundle(name) {
      const text = () => modules[name].replace(/(from|import)"\.\/([^"]+)"/g, (_, word, other) => `${word}"${bundle(`vendor/${other}`)}"`);
      made[name] ??= address(text());
      return made[name];
    };
  }

  /**
   * The map's worker as text. A page from the disk has no origin, so a worker cannot import what the page made: it makes its own.
   * What the map says to it meanwhile waits.
   * @param {Record<string, string>} modules
   */
  function worker(modules) {
    /** @type {Record<string, string>} */
    const own = {};
    const take = (/** @type {string} */ name) => {
      own[name] = modules[name];
      for (const [, other] of own[name].matchAll(/(?:from|import)"\.\/([^"]+)"/g)) take(`vendor/${other}`);
    };
    take("vendor/maplibre-worker.min.js");
    return `const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
${address};
${bundles};
import(bundles(${JSON.stringify(own)}, address)("vendor/maplibre-worker.min.js")).then(() => {
  removeEventListener("message", keep);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
});`;
  }

  /** The address of each module by name. @param {Record<string, string>} modules by name, "area.js", "vendor/plotly.min.js" @returns {Record<string, string>} */
  function addresses(modules) {
    /** @type {Record<string, string>} */
    const found = {};
    const bundle = bundles(modules, address);
    for (const name of Object.keys(modules)) {
      if (name.startsWith("vendor/")) found[name] = bundle(name);
      else found[name] = address(modules[name].replace(/from "\.\//g, 'from "dateline/'));
    }
    return found;
  }

  async function start() {
    const [modules, ground, scenes] = await Promise.all(["dl-code", "dl-ground", "dl-scenes"].map(unpack));
    Object.assign(globalThis, { datelineWorker: worker(modules) });
    const imports = Object.fromEntries(Object.entries(addresses(modules)).map(([name, at]) => [`dateline/${name}`, at]));
    const map = document.createElement("script");
    Object.assign(map, { type: "importmap", nonce, textContent: JSON.stringify({ imports }) });
    document.head.append(map);
    const { default: saved } = await import("dateline/saved.js");
    saved(scenes, { ...ground, "countries.geojson": scenes.areas });
  }

  start().catch((error) => {
    first?.querySelector("[data-late]")?.removeAttribute("hidden");
    console.error(error);
  });
})();
