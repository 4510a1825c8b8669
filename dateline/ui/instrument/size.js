/** The instrument fills what is left of the screen; charts follow their boxes. */

/** @import { Stage } from "./types" */

/** Below this the charts are too small to use: the page may scroll instead. */
const LEAST_HEIGHT = 480;

/** A size rests when it has not changed for so long. What is said above may take a line more just before the events that it is said of: all is then drawn once. */
const REST_MS = 150;

/** What is shown, in words. */
const SAID = ".st-key-told > :first-child";

/** One column below this width; the style sheet says the same. */
export const NARROW = "(max-width: 760px)";

/** @type {WeakMap<Stage, ResizeObserver>} */
const watchers = new WeakMap();

/** @param {Stage} stage @param {() => void} changed called when the size rests */
export function watchSize(stage, changed) {
  const { signal } = stage.life;
  let waiting = 0;
  let resting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => fillScreen(stage));
    clearTimeout(resting);
    resting = window.setTimeout(changed, REST_MS);
  };
  const watcher = new ResizeObserver(later);
  for (const box of [stage.root, stage.time.box, stage.map.box]) watcher.observe(box);
  watchers.set(stage, watcher);
  watchAround(stage);
  window.addEventListener("resize", () => {
    giveRoomBack();
    later();
  }, { signal });
  matchMedia("print").addEventListener("change", later, { signal });
  signal.addEventListener("abort", () => {
    watcher.disconnect();
    cancelAnimationFrame(waiting);
    clearTimeout(resting);
  });
  fillScreen(stage);
}

/** What stands above moves the instrument without resizing it; then one of its ancestors changes. Call again where these are others. @param {Stage} stage */
export function watchAround(stage) {
  for (let above = stage.root.parentElement; above; above = above.parentElement) watchers.get(stage)?.observe(above);
}

/** Height from the instrument's top to the window's lower edge, less `--dl-below`. @param {Stage} stage */
export function fillScreen(stage) {
  const { root } = stage;
  if (!root.isConnected) return;
  keepRoom();
  const top = root.getBoundingClientRect().top + scrolled(root);
  const below = Number.parseFloat(getComputedStyle(root).getPropertyValue("--dl-below")) || 0;
  const height = Math.max(LEAST_HEIGHT, Math.floor(window.innerHeight - top - below));
  root.style.setProperty("--dl-height", `${height}px`);
}

/** What is said above takes more lines for one choice than for another. It keeps the room of the most: then nothing below it jumps. */
function keepRoom() {
  const said = /** @type {HTMLElement | null} */ (document.querySelector(SAID));
  if (!said || matchMedia(NARROW).matches) return; // there the page scrolls
  const { height } = said.getBoundingClientRect();
  if (height > (Number.parseFloat(said.style.minHeight) || 0)) said.style.minHeight = `${height}px`;
}

/** In another width it has other lines. */
function giveRoomBack() {
  const said = /** @type {HTMLElement | null} */ (document.querySelector(SAID));
  if (said) said.style.minHeight = "";
}

/** How far the page around is scrolled. @param {HTMLElement} root */
function scrolled(root) {
  let sum = window.scrollY;
  for (let above = root.parentElement; above && above !== document.documentElement; above = above.parentElement) {
    sum += above.scrollTop;
  }
  return sum;
}

/**
 * Resolves when the box has an extent: the style sheet may come after the script, or the page may be hidden.
 * @param {Stage} stage @param {HTMLElement} box
 * @returns {Promise<void>}
 */
export function sized(stage, box) {
  const has = () => box.clientWidth > 40 && box.clientHeight > 40 && styled(stage);
  if (has()) return Promise.resolve();
  return new Promise((resolve) => {
    const watcher = new ResizeObserver(() => {
      if (!has() && !stage.life.signal.aborted) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(box);
    watcher.observe(stage.root);
    stage.life.signal.addEventListener("abort", () => resolve());
  });
}

/** The style sheet is there. @param {Stage} stage */
function styled(stage) {
  return getComputedStyle(stage.root).getPropertyValue("--dl-styled").trim() !== "";
}
