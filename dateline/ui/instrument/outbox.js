/**
 * What the reader settled on, to the server, one report after the other. A run of the page that is broken off by the next report takes
 * longer than both, and Streamlit may mount the instrument anew; and of two reports in one moment only the later one may arrive.
 */
/** @import { Reports, Send } from "./types" */

/** An answer that changes nothing is not told: after so long the next report does not wait any more. */
const PATIENCE_MS = 2500;
/** Without a connection Streamlit throws a report away. It is kept, and looked at again so often; the run that follows a new connection asks for it too. */
const BREAK_MS = 500;
const STATE = "data-test-connection-state";
/** The line to the server was cut (`assets/return.js`). */
const CUT = "dateline:cut";

function isConnected() {
  return (document.querySelector(`[${STATE}]`)?.getAttribute(STATE) ?? "CONNECTED") === "CONNECTED";
}

export class Outbox {
  /** @type {{ name: keyof Reports, value: unknown } | null} */
  #sent = null;
  /** By name, in the order in which they were made; a newer one of the same name takes the place of the older. @type {Map<keyof Reports, unknown>} */
  #waiting = new Map();
  #timer = 0;
  /** @type {Send | null} */
  #post;

  /** @param {Send | null} post without it all waits until there is one */
  constructor(post) {
    this.#post = post;
    addEventListener(CUT, this.#again);
  }

  /** @type {Send} */
  send = (name, value) => {
    this.#waiting.set(name, value);
    if (!this.#sent) this.#next();
  };

  /** By this the server is to be told from now on. @param {Send} post */
  goBy(post) {
    this.#post = post;
  }

  /** The server has answered. @param {Send} post */
  answered(post) {
    this.goBy(post);
    this.#next();
  }

  /** The newest value of that name that has no answer yet. @template {keyof Reports} Name @param {Name} name @returns {Reports[Name] | undefined} */
  pending(name) {
    return /** @type {Reports[Name] | undefined} */ (this.#waiting.get(name) ?? (this.#sent?.name === name ? this.#sent.value : undefined));
  }

  /** Is anything on its way, or waiting for it? */
  waits() {
    return this.#sent !== null || this.#waiting.size > 0;
  }

  close() {
    removeEventListener(CUT, this.#again);
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  /** What was on its way may not have come: it goes out once more, unless a newer one of its name does. */
  #again = () => {
    if (!this.#sent) return;
    const { name, value } = this.#sent;
    if (!this.#waiting.has(name)) this.#waiting = new Map([[name, value], ...this.#waiting]);
    this.#next();
  };

  /** @param {number} ms */
  #wait(ms) {
    this.#timer = window.setTimeout(() => this.#next(), ms);
  }

  #next() {
    clearTimeout(this.#timer);
    this.#sent = null;
    const [first] = this.#waiting;
    if (!first || !this.#post) return;
    if (!isConnected()) {
      // Not at once when it is back: first comes the run that makes the session again.
      this.#timer = window.setTimeout(() => (isConnected() ? this.#wait(PATIENCE_MS) : this.#next()), BREAK_MS);
      return;
    }
    const [name, value] = first;
    this.#waiting.delete(name);
    this.#sent = { name, value };
    this.#wait(PATIENCE_MS);
    this.#post(name, /** @type {never} */ (value));
  }
}
