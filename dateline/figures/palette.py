"""The colours and shapes of the marks: paper, ink and one accent; colour says the category, shape the status.

The ten category colours were found by a search that kept them 0.065 apart in OKLab (Ottosson 2020) as people with
protanopia and deuteranopia see them (Machado et al. 2009), and at 3:1 or more against paper, sea and land.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

SANS = '"Dateline Flags", -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, system-ui, sans-serif'
"""What the system has; only for flags, which many systems lack, there is a font of ours (assets/flags/)."""

SYMBOLS: dict[str, str] = {
    "scheduled": "diamond",
    "under-way": "triangle-right",
    "occurred": "circle",
    "alleged": "triangle-up",
    "assessed": "square",
    "denied": "x",
}
"""Status to plotly's name of the symbol; six outlines that differ at 9 px without colour."""
FACTS = ("occurred", "under-way")
"""Full ink for what the source states as fact, half ink for what is due or somebody's word, none for the possible."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as `#rrggbb`."""

    name: str
    paper: str
    """Behind text and behind the timeline."""
    ink: str
    quiet: str
    """Secondary text; 4.5:1 on paper."""
    line: str
    """Rules between parts of the page, the axis."""
    grid: str
    accent: str
    """The open event, and the day of the source."""
    sea: str
    land: str
    border: str
    coast: str
    categories: Mapping[str, str]

    def css_variables(self) -> dict[str, str]:
        """CSS custom properties: `--paper`, `--ink`, ..., `--cat-visit`, ..."""
        names = [field.name for field in fields(self) if field.name not in ("name", "categories")]
        named = {f"--{name}": str(getattr(self, name)) for name in names}
        return {**named, **{f"--cat-{category}": colour for category, colour in self.categories.items()}}


LIGHT = Palette(
    name="light",
    paper="#fbfaf6",
    ink="#1c1b19",
    quiet="#5f5b54",
    line="#d6d0c4",
    grid="#ebe7dd",
    accent="#a3192f",
    sea="#edf1f0",
    land="#faf7ef",
    border="#d3cabb",
    coast="#a9a69c",
    categories={
        "visit": "#0f75b9",
        "talks": "#638db8",
        "statement": "#6a6c83",
        "decision": "#614895",
        "launch": "#b05506",
        "missile-test": "#8a2e66",
        "arms-transfer": "#52256e",
        "military": "#5b7950",
        "cyber": "#009980",
        "observance": "#a98501",
        "other": "#363636",
    },
)

DARK = Palette(
    name="dark",
    paper="#17181b",
    ink="#ece8df",
    quiet="#a5a29a",
    line="#3a3b3f",
    grid="#26272b",
    accent="#ff6b74",
    sea="#121417",
    land="#24262a",
    border="#3d4046",
    coast="#565a61",
    categories={
        "visit": "#5d94cc",
        "talks": "#90d2ed",
        "statement": "#9ca8be",
        "decision": "#9482fe",
        "launch": "#ee9423",
        "missile-test": "#c967a0",
        "arms-transfer": "#c39ef8",
        "military": "#77a16c",
        "cyber": "#5acfa2",
        "observance": "#e2c54f",
        "other": "#757e75",
    },
)

THEMES: dict[str, Palette] = {"light": LIGHT, "dark": DARK}


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def blend(colour: str, ground: str, share: float) -> str:
    """`share` of the colour over the ground, opaque: what half ink looks like without letting lines shine through."""
    pairs = zip(channels(colour), channels(ground), strict=True)
    return "#" + "".join(f"{round(share * top + (1 - share) * under):02x}" for top, under in pairs)


def veil(colour: str, share: float) -> str:
    """The colour as `rgba(...)`, letting through what is under it."""
    red, green, blue = channels(colour)
    return f"rgba({red},{green},{blue},{share:g})"


def fill(theme: Palette, category: str, status: str, *, certain: bool) -> str:
    """The inside of a mark: full, half or no ink (see `FACTS`)."""
    colour = theme.categories[category]
    return theme.paper if not certain else colour if status in FACTS else blend(colour, theme.paper, 0.3)
