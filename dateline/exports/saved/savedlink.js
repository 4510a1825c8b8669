/** What a file can follow of a link: countries, the open event and the days, in the words of the page's own links. */

/** Codes in alphabetical order, id of the open event or "", days, and whether the newest come first. @typedef {{ countries: string[], event: string, window: [string, string] | null, newest: boolean }} State */

const OWN = ["country", "match", "event", "from", "to", "data"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * @param {Location} address @param {State} start what the file shows by itself @param {Record<string, unknown>} scenes by codes
 * @param {string[]} ids @param {string[]} given parameters of the view that the file was made of
 * @returns {{ state: State, notes: string[] }}
 */
export function fromQuery(address, start, scenes, ids, given) {
  const query = new URLSearchParams(address.search);
  /** @type {string[]} */
  const notes = [];
  const state = { ...start };
  const codes = [...new Set(query.getAll("country"))].sort();
  const together = codes.length < 2 || query.get("match") === "all";
  if (codes.length && codes.join(" ") in scenes && together) state.countries = codes;
  else if (codes.length && !given.includes("country")) notes.push("This file has no scene of just these countries together; it shows all of them.");
  const event = decodeURIComponent(address.hash.slice(1)) || query.get("event") || "";
  if (ids.includes(event)) state.event = event;
  else if (event) notes.push("The event that the link opens is not in this file.");
  const [first, last] = ["from", "to"].map((name) => query.get(name) ?? "").map((day) => (DAY.test(day) ? day : ""));
  if (first || last) state.window = [first, last];
  const others = [...query.keys()].filter((name) => !OWN.includes(name) && !given.includes(name));
  if (others.length) notes.push("Some of what the link chooses can only be followed by the page itself, not by a file.");
  return { state, notes };
}

/** @param {State} state @param {State} start @returns {string} with its question mark, or empty */
export function toQuery(state, start) {
  const query = new URLSearchParams();
  for (const code of state.countries) query.append("country", code);
  if (state.countries.length > 1) query.set("match", "all");
  if (state.event && state.event !== start.event) query.set("event", state.event);
  if (state.window?.[0]) query.set("from", state.window[0]);
  if (state.window?.[1]) query.set("to", state.window[1]);
  return query.size ? `?${query}` : "";
}
