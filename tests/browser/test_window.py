"""Days are chosen by hand, keys and buttons; everything follows while the hand moves, and the server is asked once, at the end."""

from typing import Any

import pytest

from dateline.aggregates import overview
from dateline.collection import Collection
from dateline.dates import day_text, from_iso, iso
from dateline.presets import presets
from dateline.selection import Selection, visible
from dateline.view import View
from tests.browser.conftest import PHONE, Meet
from tests.browser.reader import Reader

WEEK = ("2023-11-06", "2023-11-12")
PRESENCES = '(rows) => Object.fromEntries(rows.map((row) => [row.dataset.event, row.dataset.presence ?? ""]))'
# How much of its ink each mark of the map keeps, by the ids it stands for.
MAP_LABELS = "(labels) => Object.fromEntries(labels.map((one) => [one.dataset.ids, one.dataset.presence]))"
SHARES = """() => {
  const map = document.querySelector(".dl-map .js-plotly-plot")._fullLayout.map._subplot.map;
  const pale = map.getPaintProperty("plotly-trace-layer-marksmarks-circle", "circle-opacity");
  const layers = ["dateline-presence-marks"].filter((id) => map.getLayer(id));
  const drawn = layers.length ? map.queryRenderedFeatures(undefined, { layers }) : [];
  return [pale, drawn.some((one) => one.state.share === 1), drawn.some((one) => (one.state.share ?? 0) === 0)];
}"""
FIELD = ".dl-strip-field"
PRESS = """(keys) => {
  for (const [shift, , key] of keys) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: shift !== "", bubbles: true, cancelable: true }));
  }
}"""


def chosen(table: Collection, first: str, last: str) -> Selection:
    return visible(table, View(first=from_iso(first) if first else None, last=from_iso(last) if last else None))


def expected(table: Collection, first: str, last: str) -> dict[str, str]:
    """What the library says of every event of the table."""
    found = {one.event.event_id: "in" if one.certain else "possible" for one in chosen(table, first, last).shown}
    return {one.event.event_id: found.get(one.event.event_id, "out") for one in visible(table, View()).shown}


def presences(reader: Reader) -> dict[str, str]:
    """How the rows of the list stand."""
    return dict(reader.page.locator(".dl-row[data-event]").evaluate_all(PRESENCES))


def window(reader: Reader) -> tuple[str, str]:
    """First and last day in the address."""
    query = reader.query()
    return query.get("from", [""])[0], query.get("to", [""])[0]


def press_on(reader: Reader, first: str, last: str) -> tuple[float, float, float]:
    """Put the hand down in the first day and draw it to the last, without letting go."""
    (x1, y), (x2, _) = reader.at_moment(f"{first} 08:00"), reader.at_moment(f"{last} 16:00")
    reader.page.mouse.move(x1, y)
    reader.page.mouse.down()
    reader.page.mouse.move((x1 + x2) / 2, y)
    reader.page.mouse.move(x2, y)
    return x1, x2, y


def slider(reader: Reader, name: str) -> Any:
    return reader.page.get_by_role("slider", name=name, exact=True)


def drag(reader: Reader, start: tuple[float, float], by: float) -> None:
    reader.page.mouse.move(*start)
    reader.page.mouse.down()
    reader.page.mouse.move(start[0] + by / 2, start[1])
    reader.page.mouse.move(start[0] + by, start[1])
    reader.page.mouse.up()


def day_px(reader: Reader) -> float:
    return reader.at_moment("2023-11-09")[0] - reader.at_moment("2023-11-08")[0]


def test_everything_follows_the_hand_and_the_server_is_asked_at_the_end(reader: Reader, table: Collection) -> None:
    """List, map labels and summary say during the drag what the library says, with nothing sent; the release sets the filter."""
    sent: list[str | bytes] = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    reader.visit()
    entries, before = reader.entries(), len(sent)
    for last in ("2023-11-12", "2023-11-08"):
        press_on(reader, "2023-11-06", last)
        wanted = expected(table, "2023-11-06", last)
        assert presences(reader) == wanted
        labels = reader.page.locator(".dl-map .dl-label[data-ids]").evaluate_all(MAP_LABELS)
        order = ("in", "possible", "out")
        assert labels == {ids: min((wanted[one] for one in ids.split()), key=order.index) for ids in labels}
        counts = chosen(table, "2023-11-06", last).counts
        told = f"{counts.certain} certain, {counts.possible} possible"
        assert told in reader.page.locator(".dl-summary-moving").inner_text()
        assert reader.page.locator(".dl-window-count").inner_text() == told
        if last != "2023-11-08":
            reader.eventually(lambda: reader.page.evaluate(SHARES), [0.2, True, True])
            reader.page.keyboard.press("Escape")
            reader.page.mouse.up()
            reader.eventually(lambda: set(presences(reader).values()), {""})
            assert reader.page.evaluate(SHARES)[0] == 1
    assert len(sent) == before and reader.entries() == entries
    reader.page.mouse.up()
    reader.eventually(lambda: window(reader), ("2023-11-06", "2023-11-08"))
    reader.eventually(reader.rows, [one.event.event_id for one in chosen(table, "2023-11-06", "2023-11-08").shown])
    reader.settle()
    assert reader.entries() == entries + 1
    assert reader.page.locator(".dl-summary-moving, .has-presence").count() == 0
    assert reader.page.evaluate(SHARES)[0] == 1


def test_each_end_is_taken_hold_of_alone_and_a_wider_window_is_counted_before_it_is_asked_for(reader: Reader, table: Collection) -> None:
    """The first day goes back by two while the last stays; the counts hold events that the window hid."""
    reader.visit("from=2023-11-08&to=2023-11-12")
    at = reader.middle(".dl-time .dl-slider.is-first")
    reader.page.mouse.move(*at)
    reader.page.mouse.down()
    reader.page.mouse.move(at[0] - day_px(reader), at[1])
    reader.page.mouse.move(at[0] - 2 * day_px(reader), at[1])
    counts = chosen(table, *WEEK).counts
    assert reader.page.locator(".dl-window-count").inner_text() == f"{counts.certain} certain, {counts.possible} possible"
    reader.page.mouse.up()
    reader.eventually(lambda: window(reader), WEEK)
    drag(reader.settle(), reader.middle(".dl-time .dl-slider.is-last"), -day_px(reader))
    reader.eventually(lambda: window(reader), ("2023-11-06", "2023-11-11"))


@pytest.mark.mapless
def test_the_window_moves_as_a_whole_by_its_name(reader: Reader) -> None:
    """Both ends go on by the same days."""
    reader.visit("from=2023-11-06&to=2023-11-12")
    drag(reader, reader.middle(".dl-window-name"), 3 * day_px(reader))
    reader.eventually(lambda: window(reader), ("2023-11-09", "2023-11-15"))


@pytest.mark.mapless
def test_the_same_days_can_be_chosen_again_after_they_were_cleared(reader: Reader) -> None:
    """A gesture is an event, not a state."""
    reader.visit()
    for _ in range(2):
        reader.settle().brush(*WEEK)
        reader.eventually(lambda: window(reader), WEEK)
        reader.settle().page.locator(".dl-window [data-job=clear-window]").click()
        reader.eventually(lambda: window(reader), ("", ""))


WAYS = {
    "from day to day": [
        ("First day", ["ArrowRight"] * 3, ("2023-11-09", "2023-11-12")),
        ("First day, on the timeline", ["ArrowLeft"], ("2023-11-08", "2023-11-12")),
        ("Last day", ["Shift+ArrowRight", "ArrowLeft"], ("2023-11-08", "2023-11-18")),
        ("Chosen days", ["PageDown"], ("2023-10-08", "2023-10-18")),
        ("First day", ["Home"], ("", "2023-10-18")),
        ("Chosen days", ["Delete"], ("", "")),
    ],
    "to the end": [("Last day", ["End"], ("2023-11-06", ""))],
}


@pytest.mark.mapless
@pytest.mark.parametrize("steps", WAYS.values(), ids=WAYS)
def test_keys_change_the_days_with_one_report_when_they_have_settled(
    reader: Reader, steps: list[tuple[str, list[str], tuple[str, str]]]
) -> None:
    """A day, a week, a month, the ends; the slider says its day in words at once; one entry of the history for each of these."""
    reader.visit("from=2023-11-06&to=2023-11-12")
    for name, keys, wanted in steps:
        entries = reader.entries()
        slider(reader, name).focus()
        # In one moment: on a busy machine the hand of the test is slower than the pause that ends a choice.
        reader.page.evaluate(PRESS, [key.rpartition("+") for key in keys])
        reader.eventually(lambda: window(reader), wanted)
        reader.settle()
        assert reader.entries() == entries + 1
        if name == "First day" and wanted[0]:
            assert slider(reader, name).get_attribute("aria-valuetext") == day_text(from_iso(wanted[0]))
            assert slider(reader, name).evaluate("(one) => one === document.activeElement")


@pytest.mark.mapless
def test_a_slider_makes_a_window_out_of_all_days(reader: Reader, table: Collection) -> None:
    """Without a pointer: from the end of everything a month back."""
    reader.visit()
    found = overview(visible(table, View()))
    assert found
    slider(reader, "First day").focus()
    assert slider(reader, "First day").get_attribute("aria-valuetext") == "no first day"
    reader.page.keyboard.press("ArrowRight")
    reader.eventually(lambda: window(reader), (iso(found.bins.edges[0] + 1), ""))


@pytest.mark.mapless
def test_buttons_move_the_window_by_the_chosen_unit(reader: Reader) -> None:
    """A week by default; whole months stay whole; without a window there is nothing to move."""
    reader.visit("from=2023-11-01&to=2023-11-30")
    later = reader.page.locator("[data-job=window-later]")
    reader.page.locator(".dl-unit").select_option("month")
    later.click()
    later.click()
    reader.eventually(lambda: window(reader), ("2024-01-01", "2024-01-31"))
    reader.settle().page.locator(".dl-unit").select_option("week")
    reader.page.locator("[data-job=window-earlier]").click()
    reader.eventually(lambda: window(reader), ("2023-12-25", "2024-01-24"))
    reader.settle().page.locator("[data-preset]").first.click()
    reader.eventually(lambda: window(reader), ("", ""))
    reader.eventually(later.is_disabled, True)


@pytest.mark.mapless
def test_presets_say_what_choosing_them_gives_and_give_it(reader: Reader, table: Collection) -> None:
    """The count beside each is the number of rows after the click; the one in force is pressed; none leads to nothing."""
    reader.visit("category=statement")
    buttons = reader.page.locator("[data-preset]")
    wanted = presets(visible(table, View(categories=("statement",))), 0)[:4]  # the last is this month: it depends on the day
    assert [one.split() for one in buttons.all_inner_texts()[:4]] == [[*one.name.split(), f"{one.count:,}"] for one in wanted]
    for at, one in enumerate(wanted):
        button = buttons.nth(at)
        if not one.count:
            assert button.is_disabled()
            continue
        if button.get_attribute("aria-pressed") == "false":
            button.click()
        reader.eventually(lambda: button.get_attribute("aria-pressed"), "true")  # noqa: B023
        reader.eventually(lambda: len(reader.rows()), one.count)
        first, last = ("" if day is None else iso(day) for day in (one.first, one.last))
        reader.eventually(lambda: window(reader), (first, last))
        reader.settle()


@pytest.mark.mapless
def test_the_overview_keeps_what_the_window_hides_and_makes_windows(reader: Reader, table: Collection) -> None:
    """Its bars are the same with and without a window; a click takes the days of a bar, a drag its own."""
    reader.visit()
    bars = reader.page.locator(".dl-strip-all path").last.get_attribute("d")
    found = overview(visible(table, View()))
    assert found and bars and bars.count("M") == sum(count > 0 for count in found.counts)
    said = reader.page.locator(".dl-strip").get_attribute("aria-label") or ""
    assert said.startswith(f"Overview: {sum(found.counts)} events from") and f"at most {max(found.counts)} per week" in said
    at = found.counts.index(max(found.counts))
    days = iso(found.bins.edges[at]), iso(found.bins.edges[at + 1] - 1)
    reader.page.mouse.click(*_on_strip(reader, bars, max(found.counts)))
    reader.eventually(lambda: window(reader), days)
    reader.settle()
    assert reader.page.locator(".dl-strip-all path").last.get_attribute("d") == bars
    drag(reader, reader.middle(f"{FIELD} .is-last"), -400)  # past the first day: one day is left
    reader.eventually(lambda: window(reader), (days[0], days[0]))
    field = reader.page.locator(FIELD).bounding_box()
    assert field
    drag(reader.settle(), (field["x"] + 5, field["y"] + 20), 200)
    reader.eventually(lambda: "" < window(reader)[0] < iso(found.bins.edges[1]), True)
    assert window(reader)[1] < days[0]


def _on_strip(reader: Reader, bars: str, most: int) -> tuple[float, float]:
    """The middle of the highest bar."""
    boxes = [part.replace("h", " ").replace("v", " ").split("V")[0].split() for part in bars.split("M")[1:]]
    x, _, tall, wide = max(([float(number) for number in box] for box in boxes), key=lambda box: -box[2])
    assert most > 1 and tall < 0
    field = reader.page.locator(FIELD).bounding_box()
    assert field
    return field["x"] + x + wide / 2, field["y"] + field["height"] - 3


def test_a_finger_on_the_overview_makes_a_window(meet: Meet) -> None:
    """On a phone, without scrolling the page away."""
    reader = meet(screen=PHONE, touch=True).visit()
    field = reader.page.locator(FIELD)
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    touch = reader.page.context.new_cdp_session(reader.page)
    y = box["y"] + box["height"] / 2
    for kind, x in (("touchStart", 0.3), ("touchMove", 0.45), ("touchMove", 0.6), ("touchEnd", None)):
        points = [] if x is None else [{"x": box["x"] + x * box["width"], "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    reader.eventually(lambda: all(window(reader)), True)
    first, last = window(reader)
    assert first < last


@pytest.mark.mapless
def test_an_empty_result_keeps_its_overview_and_its_ways_out(reader: Reader, table: Collection) -> None:
    """A window with nothing in it: the bars stay, and all days can be had again."""
    reader.visit("from=1990-01-01&to=1990-01-02&category=observance")
    assert reader.rows() == []
    assert reader.page.locator(".dl-strip-all path").last.get_attribute("d")
    reader.page.locator("[data-preset]").first.click()
    wanted = [one.event.event_id for one in visible(table, View(categories=("observance",))).shown]
    reader.eventually(reader.rows, wanted)
