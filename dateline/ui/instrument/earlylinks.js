/**
 * Choices before the page is there: the links of the first screen to countries, and of the chips that lift a filter, lead to their view without
 * loading the page anew, and so do days and events of the instrument. The words above it are those of the first screen of that view.
 */

const LINKS = "#first-screen :is(.fs-pills, .fs-force) a";
const SAID = "#first-screen";
/** An answer that takes longer is not waited for. */
const PATIENCE_MS = 10_000;

/**
 * @param {HTMLElement} place of the instrument; marked as busy while a choice is under way
 * @param {() => Promise<boolean>} draw the view in the address; whether that could be done
 * @returns {{ go: (query: URLSearchParams) => void, end: () => boolean }} `go` leads to the view of that query; `end` ends all this, and says
 *   whether anything was chosen
 */
export function answerLinks(place, draw) {
  const life = new AbortController();
  const { signal } = life;
  let chosen = false;
  let under = 0;
  let before = Promise.resolve();

  const show = async () => {
    const [drawn, said] = await Promise.all([draw(), words()]);
    if (!drawn || !said) location.reload(); // as a plain link would have done
    else if (!signal.aborted) say(said);
  };
  /** One after the other: each link is of the view that the one before it led to. @param {() => Promise<void>} step */
  const then = (step) => {
    chosen = true;
    under += 1;
    place.toggleAttribute("data-busy", true);
    before = before.then(step).catch(() => location.reload()).finally(() => {
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
      const [now] = links().filter((one) => nameOf(one) === name);
      if (!now) return; // a chip that is gone
      history.pushState(null, "", now.href);
      await show();
    });
  }, { signal });
  addEventListener("popstate", () => then(show), { signal });
  return {
    go(query) {
      then(async () => {
        history.pushState(null, "", `${location.pathname}${query.size ? "?" : ""}${query}`);
        await show();
      });
    },
    end() {
      life.abort();
      return chosen;
    },
  };
}

/** The link that a press leads to; not one that opens elsewhere. @param {MouseEvent} event @returns {HTMLAnchorElement | null} */
function linkAt({ target, defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey }) {
  if (defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return null;
  return /** @type {Element} */ (target).closest(LINKS);
}

/** @returns {HTMLAnchorElement[]} */
function links() {
  return [.../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(LINKS))];
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
  const focused = /** @type {HTMLAnchorElement | null} */ (document.activeElement?.closest(LINKS));
  const name = focused && nameOf(focused);
  document.title = next.title;
  here.replaceChildren(...there.childNodes);
  if (focused) (links().find((one) => nameOf(one) === name) ?? links()[0])?.focus({ preventScroll: true });
}
