/**
 * After a break, the page comes back from its link. Streamlit's page connects again by itself, but where the server has lost the session
 * (a restart, another process, a long sleep) it says nothing: the next choice would go to a session that does not know what it belongs
 * to, and be lost. And a page whose scripts are of a version that the server no longer has can only be loaded anew.
 */
(() => {
  const STATE = "data-test-connection-state";
  const CONNECTED = "CONNECTED";
  /** A page that was just loaded anew and still lacks a script would be loaded for ever. */
  const CALM_MS = 20000;
  let was = "";
  let known = false;

  new MutationObserver(() => {
    const now = document.querySelector(`[${STATE}]`)?.getAttribute(STATE) ?? "";
    const returned = known && now === CONNECTED && was !== CONNECTED;
    known ||= now === CONNECTED;
    was = now;
    // Streamlit reads the query from the address when it hears this, as after Back and Forward, and asks for a run.
    if (returned) dispatchEvent(new PopStateEvent("popstate"));
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: [STATE] });

  addEventListener("vite:preloadError", (event) => {
    const [entry] = performance.getEntriesByType("navigation");
    const again = entry instanceof PerformanceNavigationTiming && entry.type === "reload" && performance.now() < CALM_MS;
    if (again || !navigator.onLine) return;
    event.preventDefault();
    location.reload();
  });
})();
