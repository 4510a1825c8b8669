/** The small box beside the pointer that says what a mark stands for, and where such boxes go. */

/** @import { Stage, Tip } from "./types" */

/** So many titles fit into a tip; the rest is counted. */
const MOST_TITLES = 4;

/** The titles and dates of events that share a mark. @param {Stage} stage @param {string} id @returns {Tip} */
export function tipOf(stage, id) {
  const found = stage.time.meta.tips?.[id] ?? stage.map.meta.tips?.[id];
  return found ?? { title: id, when: "", line: "" };
}

/** Beside a point of the window, inside the instrument. @param {Stage} stage @param {HTMLElement} box @param {number} clientX @param {number} clientY */
export function putAt(stage, box, clientX, clientY) {
  const frame = stage.root.getBoundingClientRect();
  const gap = 14;
  let left = clientX - frame.left + gap;
  if (left + box.offsetWidth > frame.width - 4) left = clientX - frame.left - box.offsetWidth - gap;
  let top = clientY - frame.top + gap;
  if (clientY + gap + box.offsetHeight > window.innerHeight - 4) top = clientY - frame.top - box.offsetHeight - gap;
  box.style.left = `${Math.max(4, Math.min(left, frame.width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4 - frame.top, top)}px`;
}

/** @param {Stage} stage @param {string[]} ids */
export function fillTip(stage, ids) {
  const several = ids.length > 1;
  const parts = ids.slice(0, MOST_TITLES).map((id) => {
    const { title, when, line } = tipOf(stage, id);
    const part = document.createElement("p");
    for (const [name, text] of [["dl-when", when], ["dl-title", title], ["dl-line", several ? "" : line]]) {
      if (!text) continue;
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      part.append(span);
    }
    return part;
  });
  if (ids.length > MOST_TITLES) {
    const more = document.createElement("p");
    more.textContent = `and ${ids.length - MOST_TITLES} more`;
    parts.push(more);
  }
  stage.tip.replaceChildren(...parts);
}
