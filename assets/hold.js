/**
 * What the server tells waits while a choice is being drawn ahead of it (`instrument/ahead.js`). Streamlit takes as long to take it in as
 * the map takes for a frame, on the same thread, and what is seen of it is drawn already. Nothing is lost, and the order stays.
 */
(() => {
  /** Nothing waits for longer, whatever is being drawn. */
  const PATIENCE_MS = 500;
  /** @type {Array<Event>} */
  const waiting = [];
  let held = false;
  let timer = 0;

  /** @param {boolean} now */
  function hold(now) {
    held = now;
    clearTimeout(timer);
    document.documentElement.toggleAttribute("data-held", held);
    if (held) timer = setTimeout(hold, PATIENCE_MS, false);
    // Where one of them begins a new hold, those after it wait again.
    else for (const event of waiting.splice(0)) event.target?.dispatchEvent(copy(event));
  }

  /** An event that was stopped can not be sent on its way again. @param {Event} event */
  function copy(event) {
    const Kind = /** @type {typeof Event} */ (event.constructor);
    return new Kind(event.type, event);
  }

  /** @param {Event} event */
  function keep(event) {
    if (!held) return;
    event.stopImmediatePropagation();
    waiting.push(event);
  }

  window.WebSocket = class extends WebSocket {
    /** @param {ConstructorParameters<typeof WebSocket>} how */
    constructor(...how) {
      super(...how);
      for (const kind of ["message", "close", "error"]) this.addEventListener(kind, keep);
    }
  };

  addEventListener("dateline:draws", () => hold(true));
  // First the frame goes out.
  addEventListener("dateline:drawn", () => requestAnimationFrame(() => setTimeout(hold, 0, false)));
})();
