/**
 * The first screen gives way to the interactive page when that is ready, and says so when it does not come. Until then the interactive page is
 * inert and unseen; afterwards nothing of the first screen is left. The instrument comes first (`instrument/early.js`), in place of the
 * drawing and the list.
 */
(() => {
  const LOOK_MS = 60;
  const LATE_MS = 15000;
  const READY = "#root [data-ready], #root [data-dl-ready]";
  // Stands where a piece of the page is still being loaded; it is not as high as that piece.
  const PENDING = "#root [data-testid='stSkeleton']";
  // A page that says it is seen and is not painted all the same, as in a window under another one.
  const PAINT_MS = 2000;
  // Streamlit begins when the instrument is drawn, which takes all of a small machine; it waits no longer than this for it.
  const BEGIN_MS = 3000;
  const [first, early, root] = ["first-screen", "early", "root"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
  letIn();
  if (!first || !root) return;

  document.documentElement.classList.add("fs-on");
  root.inert = true;
  const began = performance.now();
  // Nothing is taken from under a hand that drags or scrolls.
  let held = false;
  for (const kind of ["pointerdown", "pointerup", "pointercancel", "touchstart", "touchend", "touchcancel", "contextmenu", "blur"]) {
    addEventListener(kind, (event) => {
      if (event instanceof PointerEvent && event.pointerType === "touch") return; // one that begins to scroll counts as ended
      if (kind === "blur" && event.target !== window) return;
      held = window.TouchEvent && event instanceof TouchEvent ? event.touches.length > 0 : kind === "pointerdown";
    }, { capture: true, passive: true });
  }
  const watch = setInterval(() => {
    const late = performance.now() - began > LATE_MS;
    const waits = held || early?.hasAttribute("data-busy") || document.querySelector(PENDING);
    if (document.querySelector(READY) && (late || !waits)) {
      clearInterval(watch);
      giveWay();
    } else if (late) {
      first.querySelector("[data-late]")?.removeAttribute("hidden");
    }
  }, LOOK_MS);

  const show = () => {
    if (!first.isConnected || !early?.isConnected) return;
    if (held) setTimeout(show, LOOK_MS);
    else carry(() => document.documentElement.classList.add("fs-early"), early);
  };
  addEventListener("dateline:early", show, { once: true });

  /**
   * Fetch what the interactive page is made of, when the first screen is painted; in the background, where none is, at once. First the instrument;
   * then, when that is drawn, Streamlit.
   */
  function letIn() {
    const late = /** @type {HTMLTemplateElement | null} */ (document.getElementById("late"));
    const begin = () => {
      if (!late?.isConnected) return;
      const streamlit = /** @type {Element} */ (late.content.lastElementChild);
      streamlit.remove();
      const start = () => {
        if (!streamlit.isConnected) document.body.append(...preloads(late.dataset.then), streamlit);
      };
      late.content.querySelector("script")?.addEventListener("error", start);
      late.replaceWith(...preloads(late.dataset.scripts), late.content);
      if (!early || document.hidden) start();
      addEventListener("dateline:begin", start, { once: true });
      setTimeout(start, BEGIN_MS);
    };
    requestAnimationFrame(() => setTimeout(begin));
    setTimeout(begin, document.hidden ? 0 : PAINT_MS);
  }

  /** @param {string | undefined} addresses of scripts, blanks between */
  function preloads(addresses) {
    return (addresses ?? "").split(" ").filter(Boolean).map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }

  function giveWay() {
    const drawn = document.querySelector(".fs-early #early .dl-instrument");
    const top = drawn?.getBoundingClientRect().top ?? 0;
    carry(() => {
      root.inert = false;
      document.documentElement.classList.remove("fs-on", "fs-early");
      dispatchEvent(new Event("dateline:place")); // the instrument goes to its own
      early?.remove();
      first.remove();
      scrollTo(0, 0);
    }, root);
    if (drawn) scroller(drawn, root)?.scrollBy({ top: drawn.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /**
   * The place takes over by this change: the row that is being read stays where it is on the screen, and the focus on what stands for the same.
   * @param {() => void} change
   * @param {HTMLElement} place
   */
  function carry(change, place) {
    const passed = scrollY;
    const row = passed > 0 ? rows().find((one) => one.getBoundingClientRect().bottom > 40) : undefined;
    const top = row?.getBoundingClientRect().top ?? 0;
    const focus = first.contains(document.activeElement) ? document.activeElement : null;
    change();
    const twin = focus && !focus.getClientRects().length ? same(focus, place) : null;
    if (row) bring(live(row, place), top, place);
    else if (passed && place === root) scroller(root.querySelector(READY), root)?.scrollBy({ top: passed, behavior: "instant" });
    twin?.focus({ preventScroll: true });
  }

  /** @returns {HTMLElement[]} */
  function rows() {
    return [...first.querySelectorAll("[data-e]")].filter((one) => one instanceof HTMLElement);
  }

  /**
   * The row of the interactive list with the same event.
   * @param {Element} element
   * @param {HTMLElement} place
   * @returns {HTMLElement | null}
   */
  function live(element, place) {
    const id = element.closest("[data-e]")?.getAttribute("data-e");
    return id ? place.querySelector(`.dl-row[data-event="${CSS.escape(id)}"]`) : null;
  }

  /**
   * What of the interactive page stands for an element of the first screen; else its main part, so that the keyboard goes on there.
   * @param {Element} element
   * @param {HTMLElement} place
   * @returns {HTMLElement | null}
   */
  function same(element, place) {
    const name = element.getAttribute("data-name") ?? "";
    /** @type {HTMLElement[]} */
    const pills = name ? [...place.querySelectorAll("[data-testid='stButtonGroup'] button")].filter((one) => one instanceof HTMLElement) : [];
    const links = element instanceof HTMLAnchorElement ? [...place.querySelectorAll("a")].filter((one) => one.href === element.href) : [];
    const found = live(element, place)?.querySelector("a") ?? pills.find((one) => one.textContent?.includes(name)) ?? links[0];
    if (found) return found;
    /** @type {HTMLElement | null} */
    const main = place.querySelector("[data-testid='stMain'], .dl-list-place");
    main?.setAttribute("tabindex", "-1");
    return main;
  }

  /**
   * Scrolls so that the element is as high on the screen as its twin was, as far as its own place allows.
   * @param {HTMLElement | null} element
   * @param {number} top
   * @param {HTMLElement} place
   */
  function bring(element, top, place) {
    if (!element) return;
    const moved = scroller(element, place);
    const frame = moved?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    const wanted = Math.min(Math.max(top, frame.top), Math.max(frame.top, frame.bottom - element.offsetHeight));
    (moved ?? window).scrollBy({ top: element.getBoundingClientRect().top - wanted, behavior: "instant" });
  }

  /**
   * What scrolls the element, below that place.
   * @param {Element | null} element
   * @param {HTMLElement} place
   */
  function scroller(element, place) {
    for (let at = element?.parentElement; at && place.contains(at); at = at.parentElement) {
      if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    }
    return null;
  }
})();
