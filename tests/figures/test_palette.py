"""The colours can be told apart and read, by everyone, in both themes."""

from itertools import combinations
from math import dist

import pytest

from dateline.figures.palette import SYMBOLS, THEMES, Palette, blend, channels, fill
from dateline.schema import CATEGORIES, STATUSES

Matrix = tuple[tuple[float, float, float], ...]
SIGHT: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
LEAST_APART = 0.065
"""In OKLab, where 0.02 is about the least that is seen side by side; three times that holds for small marks."""
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def _linear(colour: str) -> tuple[float, ...]:
    parts = (channel / 255 for channel in channels(colour))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def _seen(colour: str, sight: Matrix) -> tuple[float, ...]:
    """OKLab of a colour as seen with this sight."""
    linear = _linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in sight)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    low, high = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@each_theme
@pytest.mark.parametrize("sight", SIGHT.values(), ids=SIGHT)
def test_any_two_categories_are_told_apart_by_everyone(theme: Palette, sight: Matrix) -> None:
    """Every pair of category colours keeps its distance, with full sight and as colour-blind people see them."""
    near = {
        (one, other): round(dist(_seen(theme.categories[one], sight), _seen(theme.categories[other], sight)), 3)
        for one, other in combinations(theme.categories, 2)
    }
    assert min(near.values()) >= LEAST_APART, sorted(near.items(), key=lambda pair: pair[1])[:3]


@each_theme
def test_every_category_of_the_schema_has_a_colour(theme: Palette) -> None:
    """No event is without a colour, and no colour without events."""
    assert list(theme.categories) == list(CATEGORIES)


def test_every_status_of_the_schema_has_a_symbol_of_its_own() -> None:
    """Status is told by shape, so that it does not hang on colour."""
    assert list(SYMBOLS) == list(STATUSES)
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


@each_theme
@pytest.mark.parametrize("ground", ["paper", "land", "sea"])
def test_marks_stand_out_from_what_is_behind_them(theme: Palette, ground: str) -> None:
    """Graphics have a contrast of 3:1 (WCAG 1.4.11)."""
    low = {name: _contrast(colour, getattr(theme, ground)) for name, colour in theme.categories.items()}
    assert min(low.values()) >= 3, low


@each_theme
@pytest.mark.parametrize("ground", ["paper", "land", "sea"])
@pytest.mark.parametrize("text", ["ink", "quiet", "accent"])
def test_text_is_readable(theme: Palette, text: str, ground: str) -> None:
    """Text has a contrast of 4.5:1 (WCAG AA)."""
    assert _contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@each_theme
def test_css_variables_name_every_colour(theme: Palette) -> None:
    """The page and the figures share one set of colours."""
    named = theme.css_variables()
    assert named["--paper"] == theme.paper
    assert named["--cat-visit"] == theme.categories["visit"]


@each_theme
def test_full_half_and_no_ink_differ(theme: Palette) -> None:
    """What happened, what is due and what is only possible do not look the same."""
    happened = fill(theme, "launch", "occurred", certain=True)
    due = fill(theme, "launch", "scheduled", certain=True)
    assert len({happened, due, fill(theme, "launch", "occurred", certain=False)}) == 3


def test_blending_with_the_whole_share_gives_the_colour() -> None:
    """A share of 1 is the colour, of 0 the ground."""
    assert blend("#102030", "#ffffff", 1) == "#102030"
    assert blend("#102030", "#ffffff", 0) == "#ffffff"
