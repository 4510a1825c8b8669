/** The controls of playing: step back, play, step on, a scrubber with the day, settings, and the list of shortcuts. */
import { DAY, daysText } from "./days.js";
import { button, element } from "./frame.js";
import { goTo, halt, playOf, setPlay, stop } from "./play.js";
import { openSoon, stepBy, toggle } from "./playyield.js";
import { openShortcuts } from "./shortcuts.js";
import { tipOf } from "./tip.js";

/** @import { PlaySettings, Stage } from "./types" */

/** Drawn by ourselves: some systems show the letters for these as coloured pictures. */
const ICONS = {
  back: "M3 3h2v10H3zM13 3v10L6 8z",
  play: "M4 2.5v11L13 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  on: "M11 3h2v10h-2zM3 3v10l7-5z",
  settings: "M2 4h6.2a2 2 0 0 1 3.6 0H14v1.4h-2.2a2 2 0 0 1-3.6 0H2zM2 10.6h2.2a2 2 0 0 1 3.6 0H14V12H7.8a2 2 0 0 1-3.6 0H2z",
};
/** Free pixels around the settings. */
const GAP = 6;

/** @param {Stage} stage */
export function showPlaybar(stage) {
  const bar = stage.bar.play;
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Play through time");
  const parts = {
    back: control("back", "One step back", () => stepBy(stage, -1)),
    play: control("play", "Play", () => toggle(stage)),
    on: control("on", "One step on", () => stepBy(stage, 1)),
    scrub: scrubber(stage),
    day: element("span", "dl-playday"),
    said: element("span", "dl-said", { role: "status" }),
    end: button("end-play", "×", "End playing"),
    settings: control("settings", "How to play", () => {}),
    help: button("shortcuts", "?", "Keyboard shortcuts"),
  };
  const settings = settingsBox(stage, parts.settings);
  parts.end.addEventListener("click", () => {
    stop(stage);
    parts.play.focus({ preventScroll: true }); // the button itself is gone
  });
  parts.help.addEventListener("click", () => {
    halt(stage);
    openShortcuts(stage);
  });
  bar.append(parts.back, parts.play, parts.on, parts.scrub, parts.day, parts.end, parts.settings, parts.help, parts.said, settings);
  playOf(stage).show = () => show(stage, parts);
  show(stage, parts);
}

/** @param {keyof typeof ICONS} job @param {string} title @param {() => void} act */
function control(job, title, act) {
  const made = button(job, "", title);
  icon(made, job);
  made.addEventListener("click", act);
  return made;
}

/** @param {HTMLElement} holder @param {keyof typeof ICONS} name */
function icon(holder, name) {
  if (holder.dataset.icon === name) return;
  holder.dataset.icon = name;
  holder.innerHTML = `<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}

/** @param {Stage} stage */
function scrubber(stage) {
  const made = /** @type {HTMLInputElement} */ (element("input", "dl-scrub", { type: "range", min: "0", step: "1", "aria-label": "Moment that is shown" }));
  made.addEventListener("input", () => {
    halt(stage);
    goTo(stage, Number(made.value));
  });
  made.addEventListener("change", () => openSoon(stage));
  return made;
}

/** @typedef {{ back: HTMLButtonElement, play: HTMLButtonElement, on: HTMLButtonElement, scrub: HTMLInputElement, day: HTMLElement, said: HTMLElement, end: HTMLButtonElement, settings: HTMLButtonElement, help: HTMLButtonElement }} Parts */

/** @param {Stage} stage @param {Parts} parts */
function show(stage, parts) {
  const { stops, at, running, shown } = playOf(stage);
  const why = whyNot(stage);
  for (const [part, title] of /** @type {Array<[HTMLButtonElement, string]>} */ ([
    [parts.back, "One step back"],
    [parts.play, running ? "Pause" : "Play"],
    [parts.on, "One step on"],
  ])) {
    part.disabled = why !== "";
    part.title = why || title;
    part.setAttribute("aria-label", why ? `${title}: ${why}` : title);
  }
  icon(parts.play, running ? "pause" : "play");
  parts.scrub.disabled = why !== "";
  parts.scrub.title = why;
  parts.scrub.max = String(Math.max(0, stops.count - 1));
  parts.scrub.value = String(Math.max(0, at));
  parts.end.hidden = at < 0;
  const day = stops.count ? daysText(stops.day(Math.max(0, at)) * DAY, stops.day(Math.max(0, at)) * DAY) : "";
  const title = shown ? tipOf(stage, shown).title : "";
  const counted = at < 0 ? "" : counts(stage);
  parts.scrub.setAttribute("aria-valuetext", at < 0 ? `not playing; begins at ${day}` : [day, title].filter(Boolean).join(": "));
  parts.day.classList.toggle("is-idle", at < 0);
  parts.day.replaceChildren(text("b", at < 0 ? "" : day), text("span", at < 0 ? (why ? "" : `from ${day}`) : counted));
  // Only what the reader asked for is spoken; a running clock would never be silent.
  const said = running || at < 0 ? "" : [day, title, counted].filter(Boolean).join(": ");
  if (parts.said.textContent !== said) parts.said.textContent = said;
}

/** @param {string} tag @param {string} words */
function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/** @param {Stage} stage */
function counts(stage) {
  const all = [...(stage.presence?.values() ?? [])];
  const [certain, possible] = ["in", "possible"].map((kind) => all.filter((one) => one === kind).length);
  return possible ? `${certain} certain, ${possible} possible` : `${certain} certain`;
}

/** Why there is nothing to play; empty where there is. @param {Stage} stage */
function whyNot(stage) {
  const { stops } = playOf(stage);
  const drawn = new Set(stage.time.marks.flatMap((mark) => mark.ids)).size;
  if (stops.count > 1) return "";
  if (stops.count === 0 && drawn > 1) return "too many events to be drawn one by one; narrow the choice first";
  return stops.count === 1 && drawn > 1 ? "all events fall into one step; choose a smaller step" : drawn === 1 ? "there is only one event" : "there is no event to play";
}

/** @param {Stage} stage @param {HTMLButtonElement} opener */
function settingsBox(stage, opener) {
  const box = element("div", "dl-play-settings", { popover: "auto", role: "group", "aria-label": "How to play" });
  const { settings } = playOf(stage);
  const days = /** @type {HTMLInputElement} */ (element("input", "", { type: "number", min: "1", max: "36500", step: "1", value: String(settings.days) }));
  days.addEventListener("change", () => {
    days.value = String(Math.min(36_500, Math.max(1, Math.round(Number(days.value)) || 1)));
    setPlay(stage, { days: Number(days.value) });
  });
  days.disabled = settings.mode !== "moving";
  const follow = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
  follow.addEventListener("change", () => setPlay(stage, { follow: follow.checked }));
  box.append(
    labelled("Step", choice(stage, "step", { event: "Event by event", day: "Day by day", week: "Week by week", month: "Month by month" })),
    labelled("Show", choice(stage, "mode", { cumulative: "All that has come", moving: "Only the last days" }, (mode) => {
      days.disabled = mode !== "moving";
    })),
    labelled("Days shown", days),
    labelled("Speed", choice(stage, "speed", { slow: "Slow", usual: "Usual", fast: "Fast" })),
    labelled("Map follows", follow),
  );
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", () => {
    if (box.togglePopover()) box.querySelector("select")?.focus();
  });
  box.addEventListener("toggle", () => opener.setAttribute("aria-expanded", String(box.matches(":popover-open"))));
  box.addEventListener("beforetoggle", (event) => /** @type {ToggleEvent} */ (event).newState === "open" && requestAnimationFrame(() => put(box, opener)));
  // Escape closes the box by itself, and nothing besides.
  const keep = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && box.matches(":popover-open") && event.stopPropagation();
  for (const part of [box, opener]) part.addEventListener("keydown", keep);
  return box;
}

/** Above its button, inside the window. @param {HTMLElement} box @param {HTMLElement} opener */
function put(box, opener) {
  const at = opener.getBoundingClientRect();
  const left = Math.min(Math.max(GAP, at.left), window.innerWidth - box.offsetWidth - GAP);
  const above = at.top - box.offsetHeight - GAP;
  box.style.left = `${left}px`;
  box.style.top = `${above >= GAP ? above : Math.min(at.bottom + GAP, window.innerHeight - box.offsetHeight - GAP)}px`;
}

/** @param {string} name @param {HTMLElement} field */
function labelled(name, field) {
  const label = element("label", "");
  label.append(text("span", name), field);
  return label;
}

/**
 * @template {"step" | "mode" | "speed"} Name
 * @param {Stage} stage @param {Name} name @param {Record<string, string>} options @param {(value: string) => void} [also]
 */
function choice(stage, name, options, also) {
  const made = /** @type {HTMLSelectElement} */ (element("select", "", { "data-setting": name }));
  for (const [value, words] of Object.entries(options)) made.add(new Option(words, value));
  made.value = playOf(stage).settings[name];
  made.addEventListener("change", () => {
    setPlay(stage, /** @type {Partial<PlaySettings>} */ ({ [name]: made.value }));
    also?.(made.value);
  });
  return made;
}
