/**
 * After a break, the page comes back from its link. Streamlit's page connects again by itself, but where the server has lost the session
 * (a restart, another process, a long sleep) it says nothing: the next choice would go to a session that does not know what it belongs
 * to, and be lost. So a run is asked for at once, and what is pressed before it is over is pressed when it is. And a page whose scripts
 * are of a version that the server no longer has can only be loaded anew.
 */
(() => {
  const CONNECTION = "data-test-connection-state";
  const CONNECTED = "CONNECTED";
  const SCRIPT = "data-test-script-state";
  const RESTS = "notRunning";
  /** All of Streamlit's; the instrument keeps its reports by itself. */
  const BUTTONS = ':is([data-testid="stMain"], [data-testid="stPopoverBody"]) :is(button, label):not(.dl-instrument *)';
  /** Who presses is not held up for longer, whatever the server does. */
  const PATIENCE_MS = 4000;
  /** A page that was just loaded anew and still lacks a script would be loaded for ever. */
  const CALM_MS = 20000;
  let was = "";
  let known = false;
  /** Is the run after a break still to come, or under way? */
  let held = false;
  let runs = false;
  let timer = 0;
  /** @type {Array<() => void>} */
  const pressed = [];

  /** @param {string} name */
  const state = (name) => document.querySelector(`[${name}]`)?.getAttribute(name) ?? "";

  function release() {
    held = runs = false;
    clearTimeout(timer);
    for (const press of pressed.splice(0)) press();
  }

  new MutationObserver(() => {
    const now = state(CONNECTION);
    const returned = known && now === CONNECTED && was !== CONNECTED;
    known ||= now === CONNECTED;
    was = now;
    if (returned) {
      held = true;
      runs = false;
      clearTimeout(timer);
      timer = setTimeout(release, PATIENCE_MS);
      // Streamlit reads the query from the address when it hears this, as after Back and Forward, and asks for a run.
      dispatchEvent(new PopStateEvent("popstate"));
    }
    const rests = state(SCRIPT) === RESTS;
    if (held && runs && rests) release();
    runs ||= held && !rests;
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: [CONNECTION, SCRIPT] });

  /** The button itself, or what the run has put in its place. @param {HTMLElement} button @returns {HTMLElement | undefined} */
  function again(button) {
    if (button.isConnected) return button;
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(BUTTONS))].find(({ textContent }) => textContent === button.textContent);
  }

  /** The pointer went down while presses were held: what follows belongs to it. */
  let below = false;

  /** @param {Event} event */
  function keep(event) {
    const { target, type } = event;
    if (!event.isTrusted || !(target instanceof Element)) return;
    if (type === "pointerdown") below = held;
    const button = target.closest(BUTTONS);
    let press = button instanceof HTMLElement ? () => again(button)?.click() : null;
    if (event instanceof KeyboardEvent) {
      if (event.key === "Enter" && target.matches("input")) press = () => void target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
      else if (event.key !== "Enter" && event.key !== " ") return;
    }
    const isKey = event instanceof KeyboardEvent;
    if (!press || !(isKey ? held : below)) return;
    event.stopImmediatePropagation();
    if (!isKey && type !== "click") return; // let be by itself: of a touch that is prevented comes no click
    event.preventDefault();
    pressed.push(press);
    if (!held) release();
  }

  for (const type of ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click", "keydown"]) {
    addEventListener(type, keep, true);
  }

  addEventListener("vite:preloadError", (event) => {
    const [entry] = performance.getEntriesByType("navigation");
    const again = entry instanceof PerformanceNavigationTiming && entry.type === "reload" && performance.now() < CALM_MS;
    if (again || !navigator.onLine) return;
    event.preventDefault();
    location.reload();
  });
})();
