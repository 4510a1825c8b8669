/** Which events a choice of countries leaves, by the sets of countries that take part in each: as the page's own filter counts them. */

/** @import { Scene } from "./saved.js" */

/** How several countries count: at least one of them takes part, all of them, or they and no other. @typedef {"any" | "all" | "between"} Match */
/** Id of each event, in order of time, to the countries that take part in it. @typedef {Record<string, string[]>} Taking */

/** @param {Taking} taking @param {string[]} codes @param {Match} match @returns {string[]} ids in order of time */
export function chosenIds(taking, codes, match) {
  if (!codes.length) return Object.keys(taking);
  return Object.keys(taking).filter((id) => {
    const hits = codes.filter((code) => taking[id].includes(code)).length;
    if (match === "any") return hits > 0;
    return hits === codes.length && (match === "all" || taking[id].length === codes.length);
  });
}

/** How many events choosing one country more would give; under *any*, how many it has by itself. @param {Taking} taking @param {string[]} codes @param {Match} match @param {string} code */
export function countWith(taking, codes, match, code) {
  const others = match === "any" ? [] : codes.filter((one) => one !== code);
  return chosenIds(taking, [...others, code], match).length;
}

/** The scene that was drawn for a choice, or the one of fewest events that holds all of it. @param {Record<string, Scene>} scenes @param {string[]} codes @param {Match} match @returns {Scene} */
export function nearest(scenes, codes, match) {
  if (match === "any" && codes.length > 1) return scenes[""];
  const holding = Object.keys(scenes).filter((key) => !key || key.split(" ").every((code) => codes.includes(code)));
  return scenes[holding.reduce((best, key) => (scenes[key].ids.length <= scenes[best].ids.length ? key : best), "")];
}
