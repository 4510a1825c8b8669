/** The list and the cards of a file: HTML that was made before, of which a choice shows a part. */

/** The list of some events. @param {string} list of all of them @returns {((ids: string[]) => string) & { title(id: string): string }} */
export function rowsOf(list) {
  const held = document.createElement("template");
  held.innerHTML = list;
  const all = new Map([...held.content.querySelectorAll(".dl-row[data-event]")].map((row) => [row.getAttribute("data-event") ?? "", row]));
  const body = held.content.querySelector("tbody");
  /** @param {string[]} ids */
  const some = (ids) => {
    body?.replaceChildren(...ids.flatMap((id) => all.get(id) ?? []));
    return ids.length ? held.innerHTML : '<p class="dl-more">No event fits the choice.</p>';
  };
  return Object.assign(some, { title: (/** @type {string} */ id) => all.get(id)?.querySelector(".dl-title")?.textContent ?? id });
}

/** The card of an event, whose steps lead through the events of this choice. @param {string} html @param {string} id @param {string[]} ids @param {{ title(id: string): string }} rows */
export function cardOf(html, id, ids, rows) {
  const held = document.createElement("template");
  held.innerHTML = html;
  const at = ids.indexOf(id);
  for (const [step, other] of /** @type {const} */ ([["previous", ids[at - 1]], ["next", at < 0 ? undefined : ids[at + 1]]])) {
    const link = held.content.querySelector(`[data-step="${step}"]`);
    if (!link) continue;
    if (!other) link.remove();
    else {
      const title = rows.title(other);
      link.setAttribute("data-event", other);
      link.setAttribute("href", `#${other}`);
      link.setAttribute("title", `${step === "next" ? "Next" : "Previous"}: ${title}`);
      link.setAttribute("aria-label", `${step === "next" ? "Next" : "Previous"} event: ${title}`);
    }
  }
  return held.innerHTML;
}
