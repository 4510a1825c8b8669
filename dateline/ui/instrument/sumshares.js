/** What is counted together follows the days under the hand: cells by their ink, their labels by about how many there are. */
import { binShares } from "./binshares.js";
import { fromIsoDay } from "./days.js";
import { labelled } from "./labels.js";

/** @import { Label, Span, Stage } from "./types" */

/** @type {WeakMap<Stage, { of: unknown, days: Span, shares: number[] }>} */
const found = new WeakMap();

/** Of each cell, region and country of the map: the part of its events that is in the days; null where no days count. @param {Stage} stage @returns {number[] | null} */
export function sumShares(stage) {
  const { sums } = stage.map.meta;
  const days = stage.present;
  if (!days || !sums?.over_time || !sums.edges) return null;
  const known = found.get(stage);
  if (known?.of === sums && known.days === days) return known.shares;
  const bins = binShares(sums.edges.map(fromIsoDay), days);
  const shares = sums.over_time.map((carried) => {
    let [inside, all] = [0, 0];
    for (let i = 0; i < carried.length; i += 2) {
      inside += carried[i + 1] * bins[carried[i]];
      all += carried[i + 1];
    }
    return inside / all;
  });
  found.set(stage, { of: sums, days, shares });
  return shares;
}

/** @param {Stage} stage */
export function showSumLabels(stage) {
  const shares = sumShares(stage);
  const carried = stage.map.meta.sums?.over_time;
  if (!carried) return;
  for (const { label, element } of labelled(stage.map)) {
    // A map that is being drawn has other sums than the labels that are still shown; its own come with it.
    const sum = label.sum === undefined ? undefined : carried[label.sum];
    if (!sum) continue;
    const share = shares?.[/** @type {number} */ (label.sum)] ?? 1;
    const count = sum.reduce((all, number, i) => (i % 2 ? all + number : all), 0);
    const text = share === 1 ? label.text : textOf(label, Math.round(share * count));
    if (element.textContent !== text) element.textContent = text;
    const presence = share === 0 ? "out" : "";
    if ((element.dataset.sum ?? "") !== presence) element.dataset.sum = presence;
  }
}

/** "≈ 1.2k", "Kenya · ≈ 340": bins that the days cut are counted by their share. @param {Label} label @param {number} count */
function textOf({ name }, count) {
  const short = count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 9950 ? 1 : 0)}k`;
  return name ? `${name} · ≈${count.toLocaleString("en-GB")}` : `≈${short}`;
}
