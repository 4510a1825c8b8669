/** The card of the event that is being played: asked for ahead, shown in the card's place, without a change of view or address. */
import { element } from "./frame.js";
import { showCard } from "./panel.js";
import { tipOf } from "./tip.js";

/** @import { Stage } from "./types" */

/** A card that takes longer is given up; the caption stands in for it. */
const PATIENCE_MS = 8000;
/** A card that takes longer than this has the caption before it: what is shown is always the present event. */
const AT_ONCE_MS = 200;

/** Cards by address: HTML, or null where none could be had. @type {WeakMap<Stage, Map<string, Promise<string | null>>>} */
const held = new WeakMap();

/** The server has new data: cards of before say other things. @param {Stage} stage */
export function forgetCards(stage) {
  held.delete(stage);
}

/** Asks for a card, once. @param {Stage} stage @param {string} id */
export function cardOf(stage, id) {
  // What is carried is all that there is. Of a reader's own table nothing is, and no address may name what is in it: while time runs
  // the caption stands in, and when it stands the card comes by the session, as of any event that is opened.
  if (stage.data.cards) return Promise.resolve(stage.data.cards[id] ?? null);
  /** @type {Map<string, Promise<string | null>>} */
  const cards = held.get(stage) ?? new Map();
  held.set(stage, cards);
  // The page may live below a path of its own; its query is the view.
  const address = new URL(`cards/${encodeURIComponent(id)}${location.search}`, document.baseURI).href;
  const asked = cards.get(address) ?? ask(stage, address);
  cards.set(address, asked);
  // What failed once may work the next time.
  asked.then((html) => html === null && cards.delete(address));
  return asked;
}

/** @param {Stage} stage @param {string} address @returns {Promise<string | null>} */
async function ask(stage, address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.any([stage.life.signal, AbortSignal.timeout(PATIENCE_MS)]) });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // offline, too slow, or the page is gone
  }
}

/**
 * Shows the card of an event as soon as it is there.
 * @param {Stage} stage @param {string} id @param {() => boolean} wanted is it still the one to show?
 */
export async function showCardOf(stage, id, wanted) {
  const stand = setTimeout(() => wanted() && showCard(stage, caption(stage, id)), AT_ONCE_MS);
  const html = await cardOf(stage, id);
  clearTimeout(stand);
  if (wanted()) showCard(stage, html ?? caption(stage, id));
}

/** Title and date, which are here already. @param {Stage} stage @param {string} id */
function caption(stage, id) {
  const { title, when, line } = tipOf(stage, id);
  const card = element("article", "dl-card dl-caption", { "data-open": id });
  for (const [tag, text] of [["h2", title], ["p", when], ["p", line]]) {
    const part = element(tag, "");
    part.textContent = text;
    if (text) card.append(part);
  }
  return card.outerHTML;
}
