"""Playing never fights the reader: any touch and any answer with something else stops it, and its end puts everything back."""

from collections.abc import Callable

import pytest

from dateline.collection import Collection
from tests.browser.playing import PLAY, comings, moment, presences, running, shown_line
from tests.browser.reader import Reader


def test_pause_opens_the_event_that_is_shown(reader: Reader) -> None:
    """One report, one entry of the history; its card was there already. Going on does not stop at the answer."""
    reader.visit()
    entries = reader.entries()
    reader.page.keyboard.press("Space")
    reader.eventually(lambda: reader.open_event() != "", True)
    reader.page.keyboard.press("Space")
    assert not running(reader)
    shown = reader.open_event()
    reader.eventually(reader.query, {"event": [shown]})
    assert reader.settle().open_event() == shown
    assert reader.entries() == entries + 1
    assert shown_line(reader), "time stays where it is"
    assert set(presences(reader).values()) > {"out"}
    reader.page.keyboard.press("Space")
    reader.eventually(lambda: reader.open_event() not in ("", shown), True)
    assert running(reader)


@pytest.mark.mapless
def test_answer_to_the_step_before_takes_no_card_back(reader: Reader) -> None:
    """Who steps on while the first event is being opened has the second one's card from then on."""
    reader.visit()
    first, second = reader.rows()[:2]
    reader.page.evaluate(
        """() => {
          window.cards = [];
          const note = () => {
            const card = document.querySelector(".dl-card-place:not([hidden]) .dl-card")?.dataset.open ?? "";
            if (window.cards.at(-1) !== card) window.cards.push(card);
          };
          const place = document.querySelector(".dl-card-place");
          new MutationObserver(note).observe(place, { subtree: true, childList: true, attributes: true });
          const push = history.pushState;
          history.pushState = (...entry) => {
            history.pushState = push;
            history.pushState(...entry);
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key: ".", bubbles: true, cancelable: true }));
          };
        }"""
    )
    reader.page.keyboard.press(".")
    reader.eventually(reader.query, {"event": [second]})
    reader.settle().eventually(reader.open_event, second)
    assert reader.page.evaluate("() => window.cards") == [first, second]


def test_any_touch_pauses(reader: Reader) -> None:
    """Where the hand goes, time stands still, and the event that was shown opens once the hand rests."""
    page = reader.visit().page
    hide = """(hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    touches: dict[str, Callable[[], object]] = {
        "pointer": lambda: reader.click_at(*reader.middle(".dl-summary-line")),
        "wheel": lambda: (page.mouse.move(*reader.middle(".dl-time")), page.mouse.wheel(0, 40)),
        "hidden": lambda: page.evaluate(hide, True),
        "key": lambda: page.keyboard.press("Tab"),
    }
    before = ""
    for name, touch in touches.items():
        page.evaluate(hide, False)
        page.keyboard.press("Space")
        reader.eventually(lambda before=before: reader.open_event() not in ("", before), True)
        touch()
        reader.eventually(lambda: running(reader), False)
        reader.eventually(lambda: reader.query().get("event"), [reader.open_event()])
        before = reader.settle().open_event()
        assert before, name


@pytest.mark.mapless
def test_touch_that_asks_for_something_else_opens_nothing(reader: Reader) -> None:
    """A row pressed while time runs is the one that opens: one entry."""
    reader.visit()
    listed = reader.rows()
    entries = reader.entries()
    reader.page.keyboard.press("Space")
    reader.eventually(lambda: reader.open_event() != "", True)
    reader.click_row(listed[4])
    reader.eventually(reader.query, {"event": [listed[4]]})
    reader.settle().page.wait_for_timeout(800)
    assert not running(reader)
    assert reader.open_event() == listed[4]
    assert reader.entries() == entries + 1


def test_answer_with_other_events_pauses(reader: Reader, table: Collection) -> None:
    """Back in the history brings other events: time stands still, at its day, among these."""
    reader.visit()
    reader.press("Russia")
    reader.eventually(lambda: reader.query().get("country"), ["RUS"])
    reader.settle().page.locator(PLAY).click()
    reader.eventually(lambda: moment(reader) != "", True)
    reader.page.evaluate("() => history.back()")
    reader.eventually(lambda: len(reader.rows()), len(comings(table)))
    reader.eventually(lambda: running(reader), False)
    reader.eventually(lambda: "out" in presences(reader).values(), True)


def test_end_puts_everything_back(reader: Reader) -> None:
    """The card that was open, the stretch of time and the address are those of before; no event has stepped back."""
    reader.visit()
    event_id = reader.rows()[-1]
    reader.click_row(event_id)
    reader.eventually(reader.query, {"event": [event_id]})
    timeline = reader.settle().page.locator(".dl-time")
    before = timeline.get_attribute("data-range")
    reader.page.keyboard.press("Space")
    reader.eventually(lambda: reader.open_event() not in ("", event_id), True)
    reader.eventually(lambda: timeline.get_attribute("data-range") != before, True)
    reader.page.keyboard.press("Escape")
    reader.eventually(reader.open_event, event_id)
    reader.eventually(lambda: timeline.get_attribute("data-range"), before)
    assert set(presences(reader).values()) == {""}
    assert not shown_line(reader)
    assert moment(reader) == ""
    assert reader.query() == {"event": [event_id]}


@pytest.mark.mapless
def test_close_of_a_card_that_plays_ends_it(reader: Reader) -> None:
    """The cross of the card leaves nothing open and nothing in the history."""
    reader.visit()
    entries = reader.entries()
    reader.page.keyboard.press("Space")
    reader.page.locator(".dl-card [data-close]").click()
    reader.eventually(reader.open_event, "")
    reader.page.wait_for_timeout(800)
    assert reader.query() == {}
    assert reader.entries() == entries
    assert not shown_line(reader)


@pytest.mark.mapless
def test_space_belongs_to_fields_and_buttons(reader: Reader) -> None:
    """In the search field it is a space, on a button it presses the button; neither plays."""
    reader.visit()
    field = reader.page.get_by_placeholder("Find words")
    field.click()
    reader.page.keyboard.type("a b, c.")
    assert field.input_value() == "a b, c."
    assert moment(reader) == ""
    reader.page.locator(".dl-time [data-job=move]").focus()
    reader.page.keyboard.press("Space")
    assert reader.page.locator(".dl-time [data-job=move]").get_attribute("aria-pressed") == "true"
    assert moment(reader) == ""
