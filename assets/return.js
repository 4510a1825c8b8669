/**
 * After a break, the page comes back from its link. Streamlit's page connects again by itself, but where the server has lost the session
 * (a restart, another process, a long sleep) it says nothing: the next choice would go to a session that does not know what it belongs
 * to, and be lost. So a run is asked for at once, and what is pressed before it is over is pressed when it is; so is what was pressed right
 * before the break, where no answer had come. And a page whose scripts are of a version that the server no longer has can only be loaded anew.
 */
(() => {
  const CONNECTION = "data-test-connection-state";
  const CONNECTED = "CONNECTED";
  const SCRIPT = "data-test-script-state";
  const RESTS = "notRunning";
  /** All of Streamlit's; the instrument keeps its reports by itself. */
  const BUTTONS = ':is([data-testid="stMain"], [data-testid="stPopoverBody"]) :is(button, label):not(.dl-instrument *)';
  /** Of them, and of fields, what always asks for a run. */
  const ASKING = ':is(.st-key-pickers, [data-testid="stPopoverBody"]) [role="toolbar"] button, .st-key-chips button, [data-testid="stCheckbox"] label';
  const WORDS = ".st-key-pickers input:not([role])";
  /** One of a list, whose field has the list's name; what is no choice, such as that there is none, is not selectable. */
  const OPTION = '[role="option"][aria-selected]';
  /** The field of a list that is behind a button. */
  const MORE = '.st-key-pick-more [data-testid="stPopoverButton"]';
  /** Frames in which a field or a list opens. */
  const OPENS_IN = 60;
  /** A whole day that can be taken stands here. By the beginning of the key around it: what a link calls it. */
  const DAY = '[data-testid="stDateInputField"]:not([data-has-error]) input';
  const LINKED = { "st-key-first-": "from", "st-key-last-": "to" };
  /** Its address has no view: nobody else may see it, and nobody has it when its session is over. */
  const OWN_TABLE = "private-table";
  /** Who said something for longer before the break has seen that nothing came of it, or that something did. */
  const SAID_MS = 10000;
  /** Who presses is not held up for longer, whatever the server does. */
  const PATIENCE_MS = 4000;
  /** A page that was just loaded anew and still lacks a script would be loaded for ever. */
  const CALM_MS = 20000;
  let was = "";
  let known = false;
  /** Is the run after a break still to come, or under way? */
  let held = false;
  let runs = false;
  /** Was one under way when this was last looked at? */
  let ran = false;
  let timer = 0;
  /** @type {Array<() => void>} */
  const pressed = [];

  /** The last press, until a run is over. @type {{ press: () => void, search: string, at: number } | null} */
  let unanswered = null;

  /** @param {string} name */
  const state = (name) => document.querySelector(`[${name}]`)?.getAttribute(name) ?? "";

  function release() {
    held = runs = false;
    clearTimeout(timer);
    for (const press of pressed.splice(0)) press();
  }

  new MutationObserver((changes) => {
    for (const { attributeName, target } of changes) {
      if (attributeName === "value" && target instanceof HTMLInputElement && target.matches(DAY)) note(day(target));
    }
    const now = state(CONNECTION);
    const rests = state(SCRIPT) === RESTS;
    const returned = known && now === CONNECTED && was !== CONNECTED;
    if (was === CONNECTED && now !== CONNECTED) {
      dispatchEvent(new Event("dateline:cut"));
      // The address has what the server took in.
      if (unanswered?.search === location.search && performance.now() < unanswered.at + SAID_MS) pressed.push(unanswered.press);
      unanswered = null;
    }
    if (ran && rests) unanswered = null;
    ran = !rests;
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
    if (held && runs && rests) release();
    runs ||= held && !rests;
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: [CONNECTION, SCRIPT, "value"] });

  /** The button itself, or what the run has put in its place. @param {HTMLElement} button @returns {HTMLElement | undefined} */
  function again(button) {
    if (button.isConnected) return button;
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(BUTTONS))].find(({ textContent }) => textContent === button.textContent);
  }

  /** Is it pressed, where it is a button that stays so? @param {HTMLElement | undefined} button */
  const isOn = (button) => button?.getAttribute("aria-pressed") ?? button?.querySelector("input")?.checked;

  /** Press it once more, unless what it does is done. @param {HTMLElement} button @param {ReturnType<typeof isOn>} before @returns {() => void} */
  function repeated(button, before) {
    return () => {
      const there = again(button);
      if (isOn(there) === before) there?.click();
    };
  }

  /** Words or the name of an option, written into their field. @param {HTMLInputElement} input @param {string} words */
  function write(input, words) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, words);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The field itself, or what the run has put in its place. @param {string} name @param {HTMLInputElement | null} [input] */
  function field(name, input) {
    if (input?.isConnected) return input;
    return /** @type {HTMLInputElement | null} */ (document.querySelector(`input[aria-label="${CSS.escape(name)}"]`));
  }

  /** Words are entered. @param {HTMLInputElement} input @returns {() => void} */
  function entered(input) {
    const { value, ariaLabel } = input;
    return () => {
      const there = field(ariaLabel ?? "", input);
      if (!there) return;
      write(there, value);
      there.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    };
  }

  /** Do it when it is there. @template T @param {() => T | null | undefined} look @param {(there: T) => void} act */
  function soon(look, act, frames = OPENS_IN) {
    const there = look();
    if (there) act(there);
    else if (frames) requestAnimationFrame(() => soon(look, act, frames - 1));
  }

  /** One of a list is chosen. @param {Element} option @returns {() => void} */
  function chosen(option) {
    const name = option.closest('[role="listbox"]')?.ariaLabel ?? "";
    const { textContent } = option;
    const inList = `[role="listbox"][aria-label="${CSS.escape(name)}"] ${OPTION}`;
    const look = () => {
      const input = field(name);
      if (input && input.ariaExpanded !== "true") {
        input.focus();
        write(input, textContent ?? "");
      }
      return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(inList))].find((one) => one.textContent === textContent);
    };
    return () => {
      const { search } = location;
      const shut = field(name) ? null : /** @type {HTMLElement | null} */ (document.querySelector(MORE));
      shut?.click();
      soon(look, (there) => {
        there.click();
        soon(() => location.search !== search, () => shut?.click());
      });
    };
  }

  /** A day is chosen, or lifted: by the link, for its field may be shut by then. @param {HTMLInputElement} input @returns {() => void} */
  function day(input) {
    const { value } = input;
    const [, name = ""] = Object.entries(LINKED).find(([key]) => input.closest(`[class*="${key}"]`)) ?? [];
    return () => {
      const url = new URL(location.href);
      const query = url.searchParams;
      if (!name || query.get("collection") === OWN_TABLE) return;
      if (value) query.set(name, value);
      else query.delete(name);
      // The day just chosen holds: an end before the beginning is lifted, as by the field.
      if ((query.get("from") ?? "") > (query.get("to") ?? "9999")) query.delete(name === "from" ? "to" : "from");
      history.pushState(history.state, "", url);
      dispatchEvent(new PopStateEvent("popstate"));
    };
  }

  /** The pointer went down while presses were held: what follows belongs to it. */
  let below = false;
  /** What it went down on, or a key, and whether that was on. @type {HTMLElement | null} */
  let down = null;
  /** @type {ReturnType<typeof isOn>} */
  let before;

  /** @param {() => void} press */
  function note(press) {
    unanswered = { press, search: location.search, at: performance.now() };
  }

  /** What is chosen in the field of a list or of a day. @param {Event} event @param {Element} target */
  function noteField(event, target) {
    const enters = event instanceof KeyboardEvent && event.key === "Enter";
    const under = event instanceof PointerEvent && event.type === "pointerup" && event.button === 0 ? target.closest(OPTION) : null;
    const option = enters ? document.getElementById(target.getAttribute("aria-activedescendant") ?? "") : under;
    if (option?.matches(OPTION)) note(chosen(option));
    const whole = enters && target.closest('[data-testid="stDateInput"]')?.querySelector(DAY);
    if (whole instanceof HTMLInputElement) note(day(whole));
  }

  /** @param {Event} event */
  function keep(event) {
    const { target, type } = event;
    if (!event.isTrusted || !(target instanceof Element)) return;
    const button = /** @type {HTMLElement | null} */ (target.closest(BUTTONS));
    if (type === "pointerdown") below = held;
    if (type === "pointerdown" || type === "keydown") [down, before] = [button, isOn(button ?? undefined)];
    const isKey = event instanceof KeyboardEvent;
    const enters = isKey && event.key === "Enter";
    let press = button ? () => again(button)?.click() : null;
    if (enters && target instanceof HTMLInputElement && !target.role) press = entered(target);
    else if (isKey && !enters && event.key !== " ") return;
    if (press && enters && target.matches(WORDS)) note(press);
    noteField(event, target);
    if (type === "click" && button?.matches(ASKING)) note(repeated(button, before));
    if (!press || !(isKey ? held : below)) return;
    event.stopImmediatePropagation();
    const isReplaced = type === "pointerup" && down?.isConnected === false; // no click comes of it
    if (!isKey && type !== "click" && !isReplaced) return; // let be by itself: of a touch that is prevented comes no click
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
