/**
 * The first screen gives way to the interactive page when that is ready, and says so when it does not come.
 * Until then the interactive page is inert and unseen; afterwards nothing of the first screen is left.
 */
(() => {
  const LOOK_MS = 60;
  const LATE_MS = 15000;
  const READY = "#root [data-ready], #root [data-dl-ready]";
  // Stands where a piece of the page is still being loaded; it is not as high as that piece.
  const PENDING = "#root [data-testid='stSkeleton']";
  // A page that says it is seen and is not painted all the same, as in a window under another one.
  const PAINT_MS = 2000;
  letIn();
  const [first, root] = ["first-screen", "root"].map((id) => /** @type {HTMLElement} */ (document.getElementById(id)));
  if (!first || !root) return;

  document.documentElement.classList.add("fs-on");
  root.inert = true;
  const began = performance.now();
  const watch = setInterval(() => {
    const late = performance.now() - began > LATE_MS;
    if (document.querySelector(READY) && (late || !document.querySelector(PENDING))) {
      clearInterval(watch);
      giveWay();
    } else if (late) {
      first.querySelector("[data-late]")?.removeAttribute("hidden");
    }
  }, LOOK_MS);

  /** Fetch what the interactive page is made of, when the first screen is painted; in the background, where none is, at once. */
  function letIn() {
    const late = /** @type {HTMLTemplateElement | null} */ (document.getElementById("late"));
    const begin = () => {
      if (!late?.isConnected) return;
      const early = (late.dataset.scripts ?? "").split(" ").map((href) => Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
      late.replaceWith(...early, late.content);
    };
    requestAnimationFrame(() => setTimeout(begin));
    setTimeout(begin, document.hidden ? 0 : PAINT_MS);
  }

  function giveWay() {
    const row = scrollY > 0 ? rows().find((one) => one.getBoundingClientRect().bottom > 40) : undefined;
    const top = row?.getBoundingClientRect().top ?? 0;
    const focus = first.contains(document.activeElement) ? document.activeElement : null;
    const passed = scrollY;
    root.inert = false;
    document.documentElement.classList.remove("fs-on");
    const twin = focus ? same(focus) : null;
    first.remove();
    scrollTo(0, 0);
    if (row) bring(live(row), top);
    else if (passed) scroller(root.querySelector(READY))?.scrollBy({ top: passed, behavior: "instant" });
    twin?.focus({ preventScroll: true });
  }

  /** @returns {HTMLElement[]} */
  function rows() {
    return [...first.querySelectorAll("[data-e]")].filter((one) => one instanceof HTMLElement);
  }

  /**
   * The row of the interactive list with the same event.
   * @param {Element} element
   * @returns {HTMLElement | null}
   */
  function live(element) {
    const id = element.closest("[data-e]")?.getAttribute("data-e");
    return id ? root.querySelector(`.dl-row[data-event="${CSS.escape(id)}"]`) : null;
  }

  /**
   * What of the interactive page stands for an element of the first screen; else its main part, so that the keyboard goes on there.
   * @param {Element} element
   * @returns {HTMLElement | null}
   */
  function same(element) {
    const name = element.getAttribute("data-name") ?? "";
    /** @type {HTMLElement[]} */
    const pills = name ? [...root.querySelectorAll("[data-testid='stButtonGroup'] button")].filter((one) => one instanceof HTMLElement) : [];
    const links = element instanceof HTMLAnchorElement ? [...root.querySelectorAll("a")].filter((one) => one.href === element.href) : [];
    const found = live(element)?.querySelector("a") ?? pills.find((one) => one.textContent?.includes(name)) ?? links[0];
    if (found) return found;
    /** @type {HTMLElement | null} */
    const main = root.querySelector("[data-testid='stMain']");
    main?.setAttribute("tabindex", "-1");
    return main;
  }

  /**
   * Scrolls so that the element is as high on the screen as its twin was, as far as its own place allows.
   * @param {HTMLElement | null} element
   * @param {number} top
   */
  function bring(element, top) {
    const place = element && scroller(element);
    if (!place) return;
    const frame = place.getBoundingClientRect();
    const wanted = Math.min(Math.max(top, frame.top), Math.max(frame.top, frame.bottom - element.offsetHeight));
    place.scrollBy({ top: element.getBoundingClientRect().top - wanted, behavior: "instant" });
  }

  /**
   * What scrolls the element.
   * @param {Element | null} element
   */
  function scroller(element) {
    for (let at = element?.parentElement; at && root.contains(at); at = at.parentElement) {
      if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    }
    return null;
  }
})();
