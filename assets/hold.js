/**
 * While a choice is being drawn ahead of its run (`instrument/ahead.js`), the line to the server is held. What the page says goes out when the map
 * is painted: a server that makes the run beside the scene has both later. What the server tells waits until all is drawn: Streamlit takes as long
 * to take it in as the map takes for a frame, on the same thread, and what is seen of it is drawn already. Nothing is lost, and the order stays.
 */
(() => {
  /** Nothing waits for longer, whatever is being drawn: what is said, and what is told. */
  const SAID_MS = 150;
  const TOLD_MS = 500;

  /** @param {number} ms @param {(kept: number) => void} changed called with how many had waited, where it is let go */
  function holding(ms, changed) {
    /** @type {Array<() => void>} */
    const waiting = [];
    let timer = 0;
    const one = {
      held: false,
      /** @param {boolean} now */
      hold(now) {
        one.held = now;
        clearTimeout(timer);
        const kept = now ? 0 : waiting.length;
        if (now) timer = setTimeout(one.hold, ms, false);
        // Where one of them begins a new hold, those after it wait again.
        while (!one.held && waiting.length > 0) waiting.shift()?.();
        changed(kept);
      },
      /** @param {() => void} go */
      keep: (go) => void waiting.push(go),
    };
    return one;
  }

  const said = holding(SAID_MS, () => {});
  const told = holding(TOLD_MS, (kept) => {
    document.documentElement.toggleAttribute("data-held", told.held);
    if (kept > 0) dispatchEvent(new Event("dateline:told"));
  });

  /** An event that was stopped can not be sent on its way again. @param {Event} event */
  function copy(event) {
    const Kind = /** @type {typeof Event} */ (event.constructor);
    return new Kind(event.type, event);
  }

  /** @param {Event} event */
  function hear(event) {
    if (event.type !== "message") told.hold(false); // who looks at the line must know at once that it is cut
    if (!told.held) return;
    event.stopImmediatePropagation();
    told.keep(() => event.target?.dispatchEvent(copy(event)));
  }

  window.WebSocket = class extends WebSocket {
    /** @param {ConstructorParameters<typeof WebSocket>} how */
    constructor(...how) {
      super(...how);
      for (const kind of ["message", "close", "error"]) this.addEventListener(kind, hear);
    }

    /** @param {Parameters<WebSocket["send"]>} what */
    send(...what) {
      if (said.held) said.keep(() => super.send(...what));
      else super.send(...what);
    }
  };

  addEventListener("dateline:draws", () => {
    said.hold(true);
    told.hold(true);
  });
  addEventListener("dateline:painted", () => said.hold(false));
  addEventListener("dateline:drawn", () => {
    said.hold(false);
    // First the frame goes out.
    requestAnimationFrame(() => setTimeout(told.hold, 0, false));
  });
})();
