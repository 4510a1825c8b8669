/** Opening an event: at once where the mark stands for one, by a small menu where it stands for several. */
import { button, element } from "./frame.js";
import { light } from "./link.js";
import { putAt, tipOf } from "./tip.js";

/** @import { Stage } from "./types" */

/** @typedef {{ text: string, choose: () => void }} Offer */

/** @type {WeakMap<Stage, HTMLElement>} */
const menus = new WeakMap();

/**
 * What a click on marks does. Nothing hit: nothing happens, except that an open menu closes.
 * @param {Stage} stage @param {string[]} ids @param {number} clientX @param {number} clientY
 * @param {Offer | null} [offer] what else the menu offers for all of them together
 */
export function open(stage, ids, clientX, clientY, offer = null) {
  closeMenu(stage);
  stage.tip.hidden = true;
  if (ids.length === 1) {
    ask(stage, ids[0]);
    if (!stage.card.hidden) stage.card.focus({ preventScroll: true });
    else /** @type {HTMLElement | null} */ (document.activeElement)?.blur?.();
  } else if (ids.length > 1) showMenu(stage, ids, clientX, clientY, offer);
}

/** Asks the server to open an event, or with "" to close the open one. @param {Stage} stage @param {string} id */
export function ask(stage, id) {
  if (id === (stage.asked ?? stage.data.open)) return;
  stage.asked = id;
  markOpen(stage, id);
  if (id === "") stage.card.hidden = true;
  stage.send("event", id);
}

/** The link of a row, which has its focus. @param {HTMLElement | undefined} row */
export function linkOf(row) {
  return row?.querySelector("a");
}

/** Marks the row of the open event. @param {Stage} stage @param {string} id */
export function markOpen(stage, id) {
  for (const [rowId, row] of stage.rows) {
    if (rowId === id) linkOf(row)?.setAttribute("aria-current", "true");
    else linkOf(row)?.removeAttribute("aria-current");
  }
}

/** @param {Stage} stage @returns {boolean} was one open? */
export function closeMenu(stage) {
  const menu = menus.get(stage);
  menus.delete(stage);
  menu?.remove();
  return menu !== undefined;
}

/** @param {Stage} stage @param {string[]} ids @param {number} clientX @param {number} clientY @param {Offer | null} offer */
function showMenu(stage, ids, clientX, clientY, offer) {
  const menu = element("div", "dl-menu", { role: "menu", "aria-label": `${ids.length} events here` });
  for (const id of ids) {
    const { title, when } = tipOf(stage, id);
    const item = button("choose", "", "", { role: "menuitem", "data-choose": id, class: "dl-menu-item" });
    const [date, name] = [element("span", "dl-when"), element("span", "dl-title")];
    date.textContent = when;
    name.textContent = title;
    item.append(date, name);
    menu.append(item);
  }
  if (offer) menu.append(offered(stage, ids, offer));
  menu.addEventListener("click", (event) => {
    const id = chosen(event.target);
    if (id) open(stage, [id], clientX, clientY);
  });
  menu.addEventListener("keydown", (event) => walk(stage, menu, event));
  for (const kind of ["pointerover", "focusin"]) {
    menu.addEventListener(kind, (event) => {
      const id = chosen(event.target);
      light(stage, id ? [id] : []);
    });
  }
  stage.root.append(menu);
  menus.set(stage, menu);
  putAt(stage, menu, clientX, clientY);
  light(stage, ids);
  /** @type {HTMLElement} */ (menu.firstChild).focus({ preventScroll: true });
  const outside = new AbortController();
  document.addEventListener("pointerdown", (event) => {
    if (!menu.isConnected || menu.contains(/** @type {Node} */ (event.target))) return;
    closeMenu(stage);
    outside.abort();
  }, { signal: AbortSignal.any([outside.signal, stage.life.signal]), capture: true });
}

/** @param {Stage} stage @param {string[]} ids @param {Offer} offer */
function offered(stage, ids, offer) {
  const item = button("choose-all", offer.text, "", { role: "menuitem", class: "dl-menu-item dl-menu-all" });
  item.addEventListener("click", () => {
    closeMenu(stage);
    light(stage, []);
    offer.choose();
  });
  for (const kind of ["pointerover", "focusin"]) {
    item.addEventListener(kind, (event) => {
      event.stopPropagation();
      light(stage, ids);
    });
  }
  return item;
}

/** @param {EventTarget | null} target */
function chosen(target) {
  return /** @type {HTMLElement} */ (target).closest("[data-choose]")?.getAttribute("data-choose");
}

/** Arrow keys in the menu. @param {Stage} stage @param {HTMLElement} menu @param {KeyboardEvent} event */
function walk(stage, menu, event) {
  const items = /** @type {HTMLElement[]} */ ([...menu.children]);
  const now = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    closeMenu(stage);
    light(stage, []);
    stage.list.focus({ preventScroll: true });
  } else if (to !== undefined) items[(to + items.length) % items.length].focus();
  else return;
  if (event.key !== "Tab") event.preventDefault();
  event.stopPropagation();
}
