/** Shapes shared by the modules of the instrument. Nothing here knows what an event means: it is an id with places to draw. */

import type { Outbox } from "./outbox.js";

/** What a reader should see of an event while pointing at it. */
export interface Tip {
  title: string;
  when: string;
  line: string;
}

/** Text to draw over a chart, where there is room; higher weight wins. */
export interface Label {
  ids: string;
  text: string;
  weight: number;
  kind: string;
  x?: string | number;
  y?: number;
  lat?: number;
  lon?: number;
  /** its place in `Sums.over_time`, for what is counted together */
  sum?: number;
  /** stands before the count */
  name?: string;
}

export interface Lane {
  name: string;
  category: string;
  y0: number;
  y1: number;
}

/** Events that are counted together: in bins of time by lane, or in cells of the map. */
export interface Sums {
  /** days between the bins, ISO; one more than there are bins */
  edges?: string[];
  /** in the order of the lanes: how many events in each bin, and how many of them only possible */
  lanes?: Array<{ counts: number[]; possible: number[] }>;
  /** south, west, north, east, how many events, how many of them only possible */
  cells?: Array<[number, number, number, number, number, number]>;
  /** of each cell, then region, then country: bin, how many events, bin, how many ... */
  over_time?: number[][];
}

export interface Meta {
  labels?: Label[];
  lanes?: Lane[];
  tips?: Record<string, Tip>;
  sums?: Sums;
  fit?: any;
  /** what each event's date means in days */
  bounds?: Record<string, Bounds>;
  [key: string]: unknown;
}

export interface Figure {
  data: any[];
  layout: any;
}

export interface Camera {
  lat: number;
  lon: number;
  zoom: number;
}

/** Bars side by side: bar i has the days from `edges[i]` up to, not with, `edges[i + 1]`. */
export interface Overview {
  edges: number[];
  counts: number[];
  text: string;
  note: string;
}

/** A ready-made window; "" where a side is open. */
export interface Preset {
  name: string;
  meaning: string;
  first: string;
  last: string;
  count: number;
}

export interface Ahead {
  /** where the scene of a view is to be had */
  address: string;
  /** what a button puts into the query or takes out of it, by its text */
  presses: Record<string, string>;
  /** the parts of the query that take what is reported */
  reports: Partial<Record<keyof Reports, string[]>>;
}

/** What Python sends with every run. */
export interface Data {
  timeline: Figure | string;
  map: Figure | string;
  list: string;
  card: string;
  /** active filters, and the events that they give */
  filters: number;
  shown: number;
  certain: number;
  /** what each chart shows, in words */
  says: { timeline: string; map: string };
  /** name of the part of the address that holds the camera */
  cameraParameter: string;
  mapnote: string;
  /** buttons of the legend; empty for an empty table */
  legend: string;
  /** one line: how the numbers of events add up */
  account: string;
  open: string;
  /** first and last day, "" where a side is open */
  window: [string, string] | null;
  /** the box outside of which nothing is shown */
  area: Sides | null;
  /** points of what only the area hides: latitude, longitude, ids; null where they are too many to be told */
  beyond: Array<[number, number, string]> | null;
  /** what the dates of the listed events mean, where the timeline does not carry those of all */
  listed?: Record<string, Bounds>;
  /** counts along the whole time; null for an empty table */
  overview?: Overview | null;
  /** what the dates of the events mean that only the window hides; null where they are too many */
  windowHides?: Bounds[] | null;
  presets?: Preset[];
  theme: "light" | "dark";
  /** custom properties of the theme: "--paper", "--ink", "--cat-visit" ... */
  colours?: Record<string, string>;
  sort?: "time" | "newest";
  camera: Camera | null;
  fingerprint: string;
  /** inside a page of somebody else, with nothing but a line around the instrument */
  embedded: boolean;
  /** the cards of events, where there is no server to ask: in a saved file, and of a reader's own table */
  cards?: Record<string, string>;
  /** the figures keep what the chosen days leave out: it steps back */
  keeps?: boolean;
  /** of the events that are drawn the only ones that are chosen; null: all of them */
  only?: string[] | null;
  /** of which data a copied link says that it was made: parameter and value */
  mark: { name: string; value: string };
  /** absent where nobody is to be asked for the scene of another view */
  ahead?: Ahead;
}

/** What the reader settled on; `event` is an id or "" to close. */
export interface Reports {
  event: string;
  window: [string, string] | null;
  area: Sides | null;
  /** the shapes that are pressed in the legend */
  shapes: string[];
  sort: "time" | "newest";
  scheme: "light" | "dark";
}

export type Send = <Name extends keyof Reports>(name: Name, value: Reports[Name]) => void;

/** A stretch of time in milliseconds since 1970-01-01, first day's start to last day's end. */
export type Span = [number, number];

/** Start between the first two, end between the last two, in day numbers since 1970-01-01; null where open. */
export type Bounds = [number | null, number | null, number | null, number | null];

/** A box on the map: south, west, north, east in degrees; west > east crosses the antimeridian. */
export type Sides = [number, number, number, number];

/** In the days for certain, possibly, or not. */
export type Presence = "in" | "possible" | "out";

/** Where time halts while it is played. */
export interface Stops {
  count: number;
  /** last day of a halt */
  day: (at: number) => number;
  /** what has come since the halt before */
  ids: (at: number) => string[];
  /** the halt of a day, and of an event where each has its own */
  index: (day: number, id?: string) => number;
}

export type Step = "event" | "day" | "week" | "month";

export interface PlaySettings {
  step: Step;
  mode: "cumulative" | "moving";
  /** length of the moving window */
  days: number;
  speed: "slow" | "usual" | "fast";
  /** the map goes where the event is */
  follow: boolean;
}

/** Where timeline and map were before playing moved them. */
export interface PlayBefore {
  range: { from: Span | null; to: Span | null };
  map: { moved: boolean; nearest: number; center: any };
}

export interface Play {
  settings: PlaySettings;
  stops: Stops;
  /** the present halt; -1 while nothing is played */
  at: number;
  running: boolean;
  /** the event whose card is shown */
  shown: string;
  /** the events that it asked the server to open, until the answer */
  asked: string[];
  /** what the server told last */
  told: { list: string; open: string } | null;
  timer: number;
  before: PlayBefore | null;
  /** draws the controls */
  show: () => void;
}

/** One drawn mark of the timeline: a rectangle in time (ms) and height (axis units), grown by `reach` pixels. */
export interface TimeMark {
  ids: string[];
  from: number;
  to: number;
  low: number;
  high: number;
  reach: number;
}

/** One drawn mark of the map. Rings hold [longitude, latitude] pairs. */
export interface MapMark {
  ids: string[];
  lat: number;
  lon: number;
  /** pixels; 0 for areas */
  radius: number;
  rings: Array<Array<[number, number]>>;
  /** GeoJSON geometry of an area, for its outline */
  geometry: any;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** One chart and what lies over it. */
export interface Chart {
  box: HTMLElement;
  /** what the chart shows, in words, for those who do not see it */
  says: HTMLElement;
  plot: any;
  labels: HTMLElement;
  over: HTMLElement;
  meta: Meta;
  /** the figure as last drawn, to leave an equal one alone */
  drawn: string;
}

export interface TimeChart extends Chart {
  marks: TimeMark[];
  placed: Array<{ ids: string[]; box: Box }>;
  /** what the reader looks at; null until drawn once */
  range: Span | null;
  moving: boolean;
  shade: HTMLElement;
  windowTag: HTMLElement;
  earlier: HTMLButtonElement;
  later: HTMLButtonElement;
}

export interface MapChart extends Chart {
  marks: MapMark[];
  placed: Array<{ ids: string[]; box: Box }>;
  note: HTMLElement;
  /** the maplibre map below plotly's chart, once it is there */
  gl: any;
  failed: boolean;
  /** to be called when the parts of a drawing were painted */
  painted: () => void;
}

/** Everything one mounted instrument holds. */
export interface Stage {
  /** the place on the page that Streamlit gave; before that, the one that the server's page has */
  parent: HTMLElement;
  root: HTMLElement;
  /** what the server told, as it is drawn; "" where something else is */
  drawn: string;
  panel: HTMLElement;
  list: HTMLElement;
  sort: HTMLButtonElement;
  card: HTMLElement;
  tip: HTMLElement;
  /** counts over the whole time, below the timeline */
  strip: HTMLElement;
  /** places for the controls below the strip */
  bar: { play: HTMLElement; window: HTMLElement; legend: HTMLElement };
  /** how each event stands to the days under the hand or at the playhead; null while neither is */
  presence: Map<string, Presence> | null;
  /** those days */
  present: Span | null;
  /** the days up to which time has been played, first one infinite where open; null while it is not */
  playhead: { first: number; last: number } | null;
  time: TimeChart;
  map: MapChart;
  data: Data;
  /** counts the calls from outside: an older call must not take down a newer one */
  turn: number;
  /** counts the drawings of all: what an older one has to say no longer holds */
  drawing: number;
  /** counts what was reported */
  reports: number;
  post: Outbox;
  send: Send;
  /** as `send`, of what is no choice of the reader */
  tell: Send;
  /** asks for what a report will lead to */
  ahead: Send;
  /** ends with the instrument; every listener hangs on it */
  life: AbortController;
  lit: Set<string>;
  rows: Map<string, HTMLElement>;
  /** asked for and not yet answered; null when nothing is on its way */
  asked: string | null;
  drawTime: () => Promise<void>;
  drawMap: () => Promise<void>;
}
