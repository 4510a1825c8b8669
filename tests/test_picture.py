"""The picture of a view: of the size that networks ask for, the same for the same view, and another for another."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.make_collection import write
from dateline.canvas import SIZE, Canvas, spelled
from dateline.collection import Collection, read_collection
from dateline.figures.palette import LIGHT, channels
from dateline.picture import MAP, TIME, picture
from dateline.selection import visible
from dateline.shelf import EMBEDDED
from dateline.view import View
from tests.making import collection_of

Box = tuple[float, float, float, float]
PLAN = "kor-spy-satellite-launch-planned"


@pytest.fixture(scope="module")
def table() -> Collection:
    return read_collection(EMBEDDED)


def opened(drawn: bytes) -> Image.Image:
    return Image.open(BytesIO(drawn)).convert("RGB")


def inked(image: Image.Image, box: Box, colour: str) -> int:
    """Pixels of just this colour in a part of the picture."""
    left, top, right, bottom = (int(side) for side in box)
    part = image.crop((left, top, right, bottom))
    return sum(count for count, pixel in part.getcolors(part.width * part.height) or () if pixel == channels(colour))


def test_same_view_gives_the_same_bytes_and_another_view_others(table: Collection) -> None:
    """Nothing in it comes from a clock."""
    everything = picture(visible(table, View()), "https://dates.example/")
    assert everything == picture(visible(table, View()), "https://dates.example/")
    others = [View(countries=("KOR",)), View(event=PLAN), View(text="nothing-has-this")]
    assert len({everything, *(picture(visible(table, view)) for view in others)}) == 4
    assert opened(everything).size == SIZE
    assert len(everything) < 300_000


@pytest.mark.parametrize(
    ("view", "launches"), [(View(categories=("launch",), statuses=("occurred",)), True), (View(countries=("IDN",)), False)]
)
def test_timeline_has_the_marks_of_what_is_shown(table: Collection, view: View, launches: bool) -> None:
    """In full ink where the source states facts; no ink of what is not shown."""
    image = opened(picture(visible(table, view)))
    assert (inked(image, TIME, LIGHT.categories["launch"]) > 20) == launches


def test_open_event_is_ringed_on_map_and_timeline(table: Collection) -> None:
    """In the accent, which nothing else there has."""
    plain, ringed = (opened(picture(visible(table, View(event=one)))) for one in ("", PLAN))
    for part in (MAP, TIME):
        assert inked(plain, part, LIGHT.accent) == 0 < inked(ringed, part, LIGHT.accent)


def test_map_goes_where_the_places_are(tmp_path: Path) -> None:
    """One place stands in the middle of the map."""
    table = collection_of(tmp_path, {"event_id": "a"})
    category = table.events["category"].to_list()[0]
    x, y = (MAP[0] + MAP[2]) / 2, (MAP[1] + MAP[3]) / 2
    image = opened(picture(visible(table, View())))
    assert inked(image, (x - 12, y - 12, x + 12, y + 12), LIGHT.categories[category]) > 40


def test_many_events_are_counted_in_bars_and_cells(tmp_path: Path) -> None:
    """As the instrument does it."""
    image = opened(picture(visible(read_collection(write(tmp_path / "many", 3_000)), View())))
    assert inked(image, TIME, LIGHT.categories["visit"]) > 5_000
    assert inked(image, MAP, LIGHT.sea) > 1_000


def test_long_and_foreign_words_stay_in_their_place(tmp_path: Path) -> None:
    """A title without end is cut; letters that the font lacks are told as near as can be."""
    assert spelled("6–8 Nov, Ḥ") == "6-8 Nov, H"
    assert spelled("🇰🇷 South Korea · 🇯🇵 Japan") == "South Korea · Japan"
    assert spelled("Talks in 서울 회담 today") == "Talks in ... today"
    canvas = Canvas()
    lines = canvas.lines("Endless " * 60 + "W" * 400, 46, 500, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(canvas.wide(line, 46) <= 500 for line in lines)
    table = collection_of(tmp_path, {"event_id": "a", "title": "평양 " * 20 + "W" * 90, "summary": "W" * 300})
    assert opened(picture(visible(table, View(event="a")))).size == SIZE
