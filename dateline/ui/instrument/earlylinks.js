/**
 * Choices before the page is there: the links of the first screen to countries, and of the chips that lift a filter, lead to their view without
 * loading the page anew, and so do days and events of the instrument. The words above it are those of the first screen of that view.
 */

import { reported } from "./ahead.js";

/** @import { Reports } from "./types" */

const LINKS = "#first-screen :is(.fs-pills, .fs-force) a";
const SAID = "#first-screen";
/** Looks, so far apart, at whether the hand has let go. */
const RELEASE_MS = 20;
/** An answer that takes longer is not waited for. */
const PATIENCE_MS = 10_000;

/**
 * @param {HTMLElement} place of the instrument; marked as busy while a choice is under way
 * @param {() => Promise<void>} draw the view in the address
 */
export function answerLinks(place, draw) {
  const life = new AbortController();
  const { signal } = life;
  /** Reports whose turn has not come; a newer one of the same name takes the place of the older. @type {Map<keyof Reports, unknown>} */
  const waiting = new Map();
  let chosen = false;
  let pressed = false;
  for (const kind of ["pointerdown", "pointerup", "pointercancel", "contextmenu"]) {
    addEventListener(kind, () => (pressed = kind === "pointerdown"), { signal, capture: true });
  }
  let under = 0;
  let before = Promise.resolve();

  /** @param {string} [address] a new step of the history; without it the browser has gone there already */
  const show = async (address) => {
    if (signal.aborted) return;
    chosen = true;
    if (address !== undefined) history.pushState(null, "", address);
    const [, said] = await Promise.all([draw(), words()]);
    while (pressed && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, RELEASE_MS)); // a link that goes is not pressed
    if (!signal.aborted && said) say(said);
  };
  /** One after the other: each is of the view that the one before it led to. @param {() => Promise<void>} step */
  const then = (step) => {
    under += 1;
    place.toggleAttribute("data-busy", true);
    before = before.then(step).catch(() => signal.aborted || location.reload()).then(() => {
      under -= 1;
      place.toggleAttribute("data-busy", under > 0);
    });
  };

  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link || !document.documentElement.classList.contains("fs-early")) return;
    event.preventDefault();
    const name = nameOf(link);
    then(async () => {
      const now = links(LINKS).find((one) => nameOf(one) === name);
      if (now) await show(now.href); // else it was a chip, and is gone
    });
  }, { signal });
  addEventListener("popstate", () => then(show), { signal });
  return {
    /** Leads to the view that has this. @param {keyof Reports} name @param {unknown} value @param {string[]} parts of the query that take it */
    report(name, value, parts) {
      const queued = waiting.has(name);
      waiting.set(name, value);
      if (queued) return;
      then(async () => {
        const now = waiting.get(name);
        const query = reported(location.search, parts, name === "area" && Array.isArray(now) ? now.join("_") : now);
        if (signal.aborted) return;
        waiting.delete(name);
        await show(`${location.pathname}${query.size ? "?" : ""}${query}`);
      });
    },
    /** What was reported last by that name, as long as its turn has not come. @template {keyof Reports} Name @param {Name} name */
    pending(name) {
      return /** @type {Reports[Name] | undefined} */ (waiting.get(name));
    },
    /** Ends it: whether anything was chosen, and the reports whose turn has not come. */
    end() {
      life.abort();
      return { chosen, left: waiting };
    },
  };
}

/** The link that a press leads to; not one that opens elsewhere. @param {MouseEvent} event @returns {HTMLAnchorElement | null} */
function linkAt({ target, defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey }) {
  if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return null;
  return /** @type {Element} */ (target).closest(LINKS);
}

/** @param {string} places @returns {HTMLAnchorElement[]} */
function links(places) {
  return [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(places))];
}

/** What stays the same of a link whatever is chosen. @param {HTMLAnchorElement} link */
function nameOf(link) {
  return link.dataset.name ?? link.textContent;
}

/** The first screen of the view in the address. @returns {Promise<Document | null>} */
async function words() {
  try {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** @param {Document} next */
function say(next) {
  const [here, there] = [document, next].map((one) => one.querySelector(SAID));
  if (!here || !there) return;
  const focused = /** @type {HTMLAnchorElement | null} */ (document.activeElement?.closest(`${SAID} a`));
  const name = focused && nameOf(focused);
  document.title = next.title;
  here.replaceChildren(...there.childNodes);
  if (focused) (links(`${SAID} a`).find((one) => nameOf(one) === name) ?? links(LINKS)[0])?.focus({ preventScroll: true });
}
