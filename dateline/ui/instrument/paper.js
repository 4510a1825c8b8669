/** On paper: the address below the list, and both charts as they are on the screen, made small enough for the sheet. */

import { element } from "./frame.js";

/** @import { Stage } from "./types" */

/** Width of what is printed on the narrowest usual sheet, A4 with margins of 1 cm, in CSS pixels. */
const SHEET = 700;

/** @param {Stage} stage */
export function watchPrinting(stage) {
  const { signal } = stage.life;
  const line = element("p", "dl-paper-link");
  stage.panel.append(line);
  const picture = document.createElement("canvas");
  picture.className = "dl-paper-map";
  stage.map.plot.after(picture);
  const paper = matchMedia("print");
  const prepare = () => {
    line.textContent = window.location.href;
    if (!paper.matches) measure(stage);
    copyMap(stage, picture);
  };
  prepare();
  window.addEventListener("beforeprint", prepare, { signal });
  paper.addEventListener("change", prepare, { signal });
}

/** Each chart keeps its size in print, and is shrunk as a whole. @param {Stage} stage */
function measure(stage) {
  for (const { box } of [stage.map, stage.time]) {
    box.style.setProperty("--dl-paper-width", `${box.clientWidth}px`);
    box.style.setProperty("--dl-paper-height", `${box.clientHeight}px`);
    box.style.setProperty("--dl-paper-zoom", String(Math.min(1, SHEET / Math.max(1, box.clientWidth))));
  }
}

/** What WebGL has drawn is gone by the time a sheet is made; a copy stays. @param {Stage} stage @param {HTMLCanvasElement} picture */
function copyMap(stage, picture) {
  const { gl } = stage.map;
  if (!gl) return;
  gl.redraw();
  const drawn = gl.getCanvas();
  picture.width = drawn.width;
  picture.height = drawn.height;
  picture.getContext("2d")?.drawImage(drawn, 0, 0);
}
