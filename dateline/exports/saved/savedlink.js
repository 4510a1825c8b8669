/** What a file can follow of a link: countries, the open event and the days, in the words of the page's own links. */

/** @import { Match } from "./savedsets.js" */

/** Codes in alphabetical order and how they count together, id of the open event or "", days, and whether the newest come first. @typedef {{ countries: string[], match: Match, event: string, window: [string, string] | null, newest: boolean }} State */

const OWN = ["country", "match", "event", "from", "to", "data"];
const DAY = /^\d{4}-\d\d-\d\d$/;
/** @type {Match[]} */
const MATCHES = ["any", "all", "between"];

/**
 * @param {Location} address @param {State} start what the file shows by itself @param {string[]} known codes of the countries in it
 * @param {string[]} ids of the events @param {string[]} given parameters of the view that the file was made of
 * @returns {{ state: State, notes: string[] }}
 */
export function fromQuery(address, start, known, ids, given) {
  const query = new URLSearchParams(address.search);
  /** @type {string[]} */
  const notes = [];
  const state = { ...start };
  const codes = [...new Set(query.getAll("country"))].sort();
  state.countries = codes.filter((code) => known.includes(code));
  if (state.countries.length < codes.length && !given.includes("country")) notes.push("A country that the link chooses is not in this file.");
  if (codes.length) state.match = MATCHES.find((one) => one === query.get("match")) ?? "any";
  const event = decodeURIComponent(address.hash.slice(1)) || query.get("event") || "";
  if (ids.includes(event)) state.event = event;
  else if (event) notes.push("The event that the link opens is not in this file.");
  const [first, last] = ["from", "to"].map((name) => query.get(name) ?? "").map((day) => (DAY.test(day) ? day : ""));
  if (first || last) state.window = [first, last];
  const others = [...query.keys()].filter((name) => !OWN.includes(name) && !given.includes(name));
  if (others.length) notes.push("Some of what the link chooses needs a server; this file cannot follow it.");
  return { state, notes };
}

/** @param {State} state @param {State} start @returns {string} with its question mark, or empty */
export function toQuery(state, start) {
  const query = new URLSearchParams();
  for (const code of state.countries) query.append("country", code);
  if (state.countries.length > 1 && state.match !== "any") query.set("match", state.match);
  if (state.event && state.event !== start.event) query.set("event", state.event);
  if (state.window?.[0]) query.set("from", state.window[0]);
  if (state.window?.[1]) query.set("to", state.window[1]);
  return query.size ? `?${query}` : "";
}
