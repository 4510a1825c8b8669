/** List and card: HTML that the server made (and escaped), with the reader's place in it kept. */
import { ask, markOpen } from "./choose.js";
import { close } from "./keys.js";
import { light, place } from "./link.js";
import { tellWindow } from "./window.js";

/** @import { Stage } from "./types" */

/** @param {Stage} stage */
export function watchPanels(stage) {
  const options = { signal: stage.life.signal };
  for (const part of [stage.list, stage.card, stage.map.note]) {
    part.addEventListener("click", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      // With a key held, a link opens where the reader wants it: its address leads to the same view.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const page = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-page]"));
      if (page) return goBy(stage, page, event);
      const asked = target.closest("[data-close], [data-event]");
      if (!asked) return;
      event.preventDefault();
      if (asked.hasAttribute("data-close")) close(stage);
      else ask(stage, idOf(target) ?? "");
    }, options);
    part.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const id = idOf(event.target);
      light(stage, id ? [id] : [], part === stage.map.note ? place(event) : undefined);
    }, options);
    part.addEventListener("pointerleave", () => light(stage, []), options);
    part.addEventListener("focusin", (event) => {
      const id = idOf(event.target);
      if (id && /** @type {HTMLElement} */ (event.target).matches(":focus-visible")) light(stage, [id]);
    }, options);
    part.addEventListener("focusout", () => light(stage, []), options);
  }
  stage.sort.addEventListener("click", () => stage.send("sort", stage.data.sort === "newest" ? "time" : "newest"), options);
}

/** A link to another page goes by its twin in the masthead, which gets there without loading everything anew. @param {Stage} stage @param {HTMLAnchorElement} link @param {Event} event */
function goBy(stage, link, event) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".dl-ways a")]);
  const twin = links.find((other) => other.pathname === link.pathname && !other.closest("[inert]")); // not of a page that is still to come
  if (!twin) {
    if (stage.data.embedded) link.target = "_blank"; // inside another page there is no masthead, and no room for more than the instrument
    return;
  }
  event.preventDefault();
  twin.click();
}

/** @param {Stage} stage */
function showSort(stage) {
  const newest = stage.data.sort === "newest";
  stage.sort.textContent = newest ? "Newest first" : "Oldest first";
  stage.sort.title = newest ? "Sort the oldest first" : "Sort the newest first";
}

/** @param {EventTarget | null} target */
function idOf(target) {
  return /** @type {HTMLElement} */ (target).closest("[data-event]")?.getAttribute("data-event");
}

/** Shows what the server sent; of the card, `answered` decides. @param {Stage} stage */
export function showPanels(stage) {
  const { data, list } = stage;
  tellWindow(stage);
  showSort(stage);
  stage.time.says.textContent = data.says.timeline;
  stage.map.says.textContent = data.says.map;
  const changed = list.dataset.open !== data.open;
  if (replace(list, data.list)) {
    const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".dl-row[data-event]")]);
    stage.rows = new Map(rows.map((row) => [row.dataset.event ?? "", row]));
  }
  markOpen(stage, stage.asked ?? data.open); // a quick hand is a step ahead of the answer
  list.dataset.open = data.open;
  if (changed) showRow(stage, stage.asked ?? data.open);
}

/** @param {Stage} stage @param {string} html of our server; empty: no card */
export function showCard(stage, html) {
  const { card, root } = stage;
  if (replace(card, html)) card.scrollTop = 0;
  card.hidden = html === "";
  root.classList.toggle("has-card", html !== "");
}

/** @type {WeakMap<HTMLElement, string>} */
const held = new WeakMap();

/**
 * Puts other HTML into a part, with scroll position and focus kept.
 * @param {HTMLElement} part @param {string} html trusted: made by our server, which escapes what comes from tables
 * @returns {boolean} did it change?
 */
export function replace(part, html) {
  if (held.get(part) === html) return false;
  held.set(part, html);
  const top = part.scrollTop;
  const focused = part.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  const place = focused && focused !== part ? whereIs(part, focused) : null;
  part.innerHTML = html;
  if (top) part.scrollTop = top; // to ask for the top would have all rows laid out at once
  if (focused) (place ? findAgain(part, place) : part)?.focus({ preventScroll: true });
  return true;
}

/** @param {HTMLElement} part @param {HTMLElement} focused */
function whereIs(part, focused) {
  return {
    row: rowOf(focused),
    number: controls(part).indexOf(focused),
    name: nameOf(focused),
  };
}

/** @param {HTMLElement} control @returns {string | undefined} id of the event of its row */
function rowOf(control) {
  return /** @type {HTMLElement | null} */ (control.closest(".dl-row"))?.dataset.event;
}

/** The same row, or the control of the same name, or of the same number, or the part itself. @param {HTMLElement} part @param {ReturnType<typeof whereIs>} place */
function findAgain(part, place) {
  const all = controls(part);
  if (place.row !== undefined) return all.find((control) => rowOf(control) === place.row) ?? part;
  return all.find((control) => nameOf(control) === place.name) ?? all[place.number] ?? part;
}

/** @param {HTMLElement} part @returns {HTMLElement[]} */
function controls(part) {
  return [...part.querySelectorAll(/** @type {"button"} */ ("button, a[href], summary"))];
}

/** @param {HTMLElement} control */
function nameOf(control) {
  return control.dataset.step ?? control.getAttribute("rel") ?? control.getAttribute("aria-label") ?? control.textContent;
}

/** Brings the open event's row into the list's view, without moving the page. @param {Stage} stage @param {string} id */
export function showRow(stage, id) {
  const row = stage.rows.get(id);
  const { list } = stage;
  if (!row || list.scrollHeight <= list.clientHeight) return;
  const [outer, inner] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top - 8;
  else if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom + 8;
}
