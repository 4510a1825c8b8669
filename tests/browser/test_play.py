"""Playing through time: events come in their order and none early, and the card of the present one is shown."""

from itertools import pairwise
from pathlib import Path

import pytest

from dateline.collection import Collection
from dateline.dates import day_text, from_iso
from tests.browser.conftest import Meet, Serve
from tests.browser.playing import NOVEMBER, PLAY, Presences, choose, comings, moment, presences, running, shown_line
from tests.browser.reader import Reader
from tests.making import folder_of


def expected(table: Collection, first: float, last: float) -> Presences:
    """The rule of the design, written once more."""
    found = {}
    for row in table.events.iter_rows(named=True):
        certain = row["s2"] <= last and row["e1"] >= first
        possible = row["s1"] <= last and row["e2"] >= first
        found[row["event_id"]] = "in" if certain else "possible" if possible else "out"
    return found


@pytest.mark.mapless
def test_events_come_in_their_order_and_none_early(reader: Reader, table: Collection) -> None:
    """At each step exactly those are there that have come by its day, and the one that has just come is lit."""
    reader.visit()
    for day, event_id in comings(table):
        reader.page.keyboard.press(".")
        assert moment(reader) == day_text(int(day))
        assert reader.lit() == event_id
        assert presences(reader) == expected(table, float("-inf"), day)


@pytest.mark.mapless
def test_moving_window_lets_events_go_again(reader: Reader, table: Collection) -> None:
    """Day by day, with the last seven days: what lies before them is not there any more."""
    reader.visit(NOVEMBER)
    choose(reader, "step", "day")
    choose(reader, "mode", "moving")
    first, last = from_iso("2023-11-01"), from_iso("2023-11-30")
    listed = presences(reader)
    start = next(int(day) for day, event_id in comings(table, first, last) if event_id in listed)
    for day in (start, start + 4, start + 12, last):
        reader.page.locator(".dl-scrub").fill(str(day - start))
        assert moment(reader) == day_text(day)
        held = expected(table, max(first, day - 6), day)
        assert presences(reader) == {event_id: held[event_id] for event_id in listed}


@pytest.mark.mapless
def test_steps_end_with_their_period(reader: Reader) -> None:
    """From the first event on: day after day, weeks to their Sunday, months to their last day."""
    reader.visit()
    for step, days in {
        "day": ["31 Dec 2021", "1 Jan 2022", "2 Jan 2022"],
        "week": ["2 Jan 2022", "9 Jan 2022", "16 Jan 2022"],
        "month": ["31 Dec 2021", "31 Jan 2022", "28 Feb 2022"],
    }.items():
        choose(reader, "step", step)
        seen = []
        for _ in days:
            reader.page.locator(".dl-bar-play [data-job=on]").click()
            seen.append(moment(reader))
        assert seen == days, step
        reader.page.locator(".dl-bar-play [data-job=end-play]").click()


def test_time_runs_by_itself_without_the_server(reader: Reader, table: Collection) -> None:
    """Event after event, each with its card, and nothing changes in the address."""
    reader.visit()
    choose(reader, "speed", "fast")
    entries = reader.entries()
    reader.page.locator(PLAY).click()
    for _, event_id in comings(table)[:3]:
        reader.eventually(reader.open_event, event_id)
        assert running(reader)
    assert reader.query() == {}
    assert reader.entries() == entries
    reader.eventually(lambda: shown_line(reader), True)


@pytest.mark.mapless
def test_time_ends_with_the_last_event_and_starts_over(reader: Reader, table: Collection) -> None:
    """At the last one it stands and opens it; played again it begins at the first."""
    order = comings(table)
    reader.visit()
    reader.page.locator(".dl-scrub").fill(str(len(order) - 2))
    choose(reader, "speed", "fast")
    reader.page.locator(PLAY).click()
    reader.eventually(reader.open_event, order[-1][1])
    reader.eventually(lambda: running(reader), False)
    reader.eventually(reader.query, {"event": [order[-1][1]]})
    reader.settle().page.locator(PLAY).click()
    reader.eventually(reader.open_event, order[0][1])
    assert running(reader)


@pytest.mark.mapless
def test_scrubber_says_the_day_and_a_quick_run_is_one_entry(reader: Reader, table: Collection) -> None:
    """Its value in words is day and title; it goes on by keys, as every slider does."""
    reader.visit()
    entries = reader.entries()
    scrub = reader.page.locator(".dl-scrub")
    scrub.focus()
    # In one moment: on a busy machine the hand of the test is slower than the pause after which an event is opened.
    scrub.evaluate("""(scrub) => {
      for (let step = 0; step < 3; step += 1) {
        scrub.stepUp();
        for (const kind of ["input", "change"]) scrub.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }""")
    day, event_id = comings(table)[3]
    event = table.event(event_id)
    assert event
    assert scrub.get_attribute("aria-valuetext") == f"{day_text(int(day))}: {event.title}"
    reader.eventually(reader.open_event, event_id)
    reader.eventually(reader.query, {"event": [event_id]})
    assert reader.entries() == entries + 1
    said = reader.page.locator(".dl-bar-play [role=status]").inner_text()
    assert said.startswith(f"{day_text(int(day))}: {event.title}")
    reader.settle().page.keyboard.press("ArrowRight")
    day, event_id = comings(table)[4]
    reader.eventually(lambda: (scrub.get_attribute("aria-valuetext") or "").startswith(day_text(int(day))), True)
    reader.eventually(reader.query, {"event": [event_id]})


@pytest.mark.mapless
def test_card_that_cannot_be_had_leaves_its_caption(reader: Reader, table: Collection) -> None:
    """Without the server's answer title and date stand in the card's place, and time goes on."""
    reader.page.route("**/cards/**", lambda route: route.fulfill(status=503, body="later"))
    reader.visit()
    reader.page.keyboard.press(".")
    event = table.event(comings(table)[0][1])
    assert event
    reader.eventually(reader.open_event, event.event_id)
    assert event.title in reader.page.locator(".dl-card").inner_text()
    reader.errors.clear()  # the browser itself says that the answer was 503


@pytest.mark.mapless
def test_question_mark_lists_the_keys_and_gives_the_focus_back(reader: Reader) -> None:
    """A dialog with every group of keys; Escape closes it and nothing else."""
    reader.visit()
    row = reader.page.locator(".dl-row a").nth(1)
    row.focus()
    reader.page.keyboard.press("?")
    dialog = reader.page.get_by_role("dialog", name="Keyboard and hand")
    assert dialog.is_visible()
    for words in ("Space", "Page Up", "Shift + drag", "Esc"):
        assert words in dialog.inner_text()
    reader.page.keyboard.press("Escape")
    reader.eventually(dialog.is_visible, False)
    assert row.evaluate("(row) => row === document.activeElement")
    reader.page.locator(".dl-bar-play [data-job=shortcuts]").click()
    assert dialog.is_visible()
    dialog.get_by_role("button", name="Close").click()
    assert reader.page.locator(".dl-bar-play [data-job=shortcuts]").evaluate("(button) => button === document.activeElement")


@pytest.mark.mapless
@pytest.mark.parametrize(("events", "why"), [([{}], "only one event"), ([], "no event")])
def test_nothing_to_play_is_said(meet: Meet, serve: Serve, tmp_path: Path, events: list[dict[str, str]], why: str) -> None:
    """With one event or none the buttons are off and say why."""
    reader = meet(serve(folder_of(tmp_path / "few", events or [{}])))
    reader.visit("" if events else "category=talks")
    for job in ("back", "play", "on"):
        button = reader.page.locator(f".dl-bar-play [data-job={job}]")
        assert button.is_disabled()
        assert why in (button.get_attribute("title") or "")
    reader.page.keyboard.press("Space")
    reader.page.keyboard.press(".")
    assert moment(reader) == ""


def test_reader_who_asked_for_less_motion_gets_steps(reader: Reader, table: Collection) -> None:
    """Nothing glides: the line is at once where it belongs, and each step lasts longer than for others."""
    reader.visit()
    choose(reader, "speed", "fast")
    reader.page.evaluate("""() => {
      window.halts = [];
      new MutationObserver(() => window.halts.push(performance.now()))
        .observe(document.querySelector(".dl-playday"), { childList: true });
    }""")
    reader.page.locator(PLAY).click()
    reader.eventually(reader.open_event, comings(table)[2][1])
    assert reader.page.locator(".dl-playhead").evaluate("(line) => getComputedStyle(line).transitionDuration") in ("0s", "none")
    halts = reader.page.evaluate("() => window.halts")
    assert min(later - sooner for sooner, later in pairwise(halts)) > 1100


def test_phone_keeps_the_controls_in_sight(meet: Meet) -> None:
    """The card comes up from below and leaves the controls free; all of them are large enough for a finger."""
    reader = meet(screen={"width": 390, "height": 844}, touch=True).visit()
    reader.page.locator(PLAY).tap()
    reader.eventually(lambda: reader.open_event() != "", True)
    card = reader.page.locator(".dl-card-place").bounding_box()
    assert card
    for control in reader.page.locator(".dl-bar-play :is(button, .dl-scrub):visible").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= card["y"]
    reader.page.locator(PLAY).tap()
    reader.eventually(lambda: running(reader), False)
