/** Links between the pages of the app, as one step of the browser's history: without this they work too, by loading all of it anew. */

/**
 * Follow what is pressed, where it has an address. With a key held, a link opens where the reader wants it.
 * @param {(target: Element) => string | undefined} addressOf
 * @param {AbortSignal} signal
 */
export function followLinks(addressOf, signal) {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = addressOf(/** @type {Element} */ (event.target));
    if (!address) return;
    event.preventDefault();
    history.pushState(null, "", address);
    // Streamlit reads page and query from the address when it hears this, as after Back and Forward.
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }, { signal });
}

/** The address of a link in one of these places. @param {Element} target @param {string} places */
export function linkIn(target, places) {
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest?.(`:is(${places}) a[href]`));
  return link?.href;
}
