"""A picture to draw on, with Pillow and the letters that it carries, so that every server draws the same."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

from dateline.figures.palette import LIGHT

SIZE = (1200, 630)
"""Pixels: what networks ask for."""
FINE = 2
"""Drawn so many times as large and made smaller, so that lines are smooth."""
OUTLINES: dict[str, tuple[tuple[float, float], ...]] = {
    "scheduled": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "under-way": ((-0.85, -1.1), (1.2, 0), (-0.85, 1.1)),
    "occurred": tuple((cos(turn * pi / 12), sin(turn * pi / 12)) for turn in range(24)),
    "alleged": ((0, -1.15), (1.1, 0.95), (-1.1, 0.95)),
    "assessed": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "denied": (
        (-1, -0.5), (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1), (-1, 0.5), (-0.5, 0),
    ),
}  # fmt: skip
"""Status to the outline of its symbol, around 0, in units of its size."""
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2} ?")
_NO_LETTER = "\uffff"
_UNDRAWN = re.compile(f"{_NO_LETTER}(?:[{_NO_LETTER} ]*{_NO_LETTER})?")
_PLAIN = {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "→": ">", "\u00a0": " "}


class Canvas:
    """A picture in pixels of its final size."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), LIGHT.paper)
        self._pen = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        file = BytesIO()
        self._image.resize(SIZE, Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
        return file.getvalue()

    def lay(self, ground: "Canvas") -> None:
        """Put another picture in the place of this one."""
        self._image.paste(ground._image)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, line: str | None = None) -> None:
        if right >= left and bottom >= top:
            self._pen.rectangle(_fine((left, top, right, bottom)), fill=colour, outline=line, width=FINE)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float = 1.0) -> None:
        self._pen.line([tuple(_fine(point)) for point in points], fill=colour, width=round(width * FINE), joint="curve")

    def shape(self, points: Sequence[tuple[float, float]], colour: str | None, line: str | None = None, width: float = 1.0) -> None:
        self._pen.polygon([tuple(_fine(point)) for point in points], fill=colour, outline=line, width=round(width * FINE))

    def symbol(self, status: str, x: float, y: float, size: float, colour: str, line: str, width: float = 1.6) -> None:
        self.shape([(x + size * dx, y + size * dy) for dx, dy in OUTLINES[status]], colour, line, width)

    def text(
        self, at: tuple[float, float], text: str, size: int, colour: str, *, width: float = 0, bold: bool = False, end: bool = False
    ) -> None:
        """One line from `at`, its left end at half height (or `end`: its right end); cut to `width` with an ellipsis."""
        text = spelled(self.fitted(text, size, width) if width else text)
        self._pen.text(
            (at[0] * FINE, at[1] * FINE),
            text,
            fill=colour,
            font=_font(size),
            anchor="rm" if end else "lm",
            stroke_width=FINE * 0.4 if bold else 0,
        )

    def fitted(self, text: str, size: int, width: float) -> str:
        """The text, or as many of its first letters as fit with an ellipsis; a text may be very long."""
        if self.wide(text, size) <= width:
            return text
        fitting = bisect_right(range(1, len(text)), width, key=lambda many: self.wide(_cut(text, many), size))
        return _cut(text, fitting)

    def wide(self, text: str, size: int) -> float:
        return float(_font(size).getlength(spelled(text))) / FINE

    def lines(self, text: str, size: int, width: float, most: int) -> list[str]:
        """The text in lines of that width; of too many the last is cut."""
        found: list[str] = []
        for word in text.split():
            if found and self.wide(f"{found[-1]} {word}", size) <= width:
                found[-1] += f" {word}"
            else:
                found.append(word)
        if len(found) > most:
            found[most - 1 :] = [" ".join(found[most - 1 :])]
        return [self.fitted(one, size, width) for one in found]


def _cut(text: str, many: int) -> str:
    return f"{text[:many].rstrip()}…"


def _fine(lengths: Sequence[float]) -> list[float]:
    return [length * FINE for length in lengths]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size * FINE)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font


def spelled(text: str) -> str:
    """The text in letters that Pillow's font has: plain dashes and quotes, letters without their marks, no flags beside the names of
    countries. Words of others stand as three dots, for it would draw each letter as a box."""
    return _UNDRAWN.sub("...", "".join(letter if _has(letter) else _PLAIN.get(letter) or _bare(letter) for letter in _FLAG.sub("", text)))


def _bare(letter: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
    return bare if bare and all(map(_has, bare)) else _NO_LETTER


@cache
def _has(letter: str) -> bool:
    """Does the font know it? What it does not is drawn as what it draws for no letter at all."""
    mark, none = (_font(20).getmask(one) for one in (letter, _NO_LETTER))
    return bytes(mark) != bytes(none) or mark.size != none.size
