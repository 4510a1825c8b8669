"""What is chosen before the page is there: drawn from the scene of the view that it leads to, and the page begins with it."""

import pytest

from dateline.link import CAMERA
from tests.browser.conftest import DESKTOP, PHONE, Meet
from tests.browser.early import SCENE, before_the_page, early_pill, selection_of
from tests.browser.reader import Reader

# Presses Japan when the run of the page has told its view, and the page is about to take over.
CHOOSE_BEFORE_THE_PLACE = """() => {
  new MutationObserver((_, watch) => {
    if (!document.querySelector("#root [data-ready]")) return;
    watch.disconnect();
    document.querySelector('#first-screen .fs-pills a[data-name="Japan"]').click();
  }).observe(document.getElementById("root"), { subtree: true, childList: true, attributeFilter: ["data-ready"] });
}"""


def test_days_and_events_are_chosen_before_the_page_is_there(reader: Reader) -> None:
    """The rows of the days, and the card of the event; the page begins with both."""
    with before_the_page(reader) as let_come:
        reader.brush("2023-11-08", "2023-11-20")
        reader.eventually(reader.query, {"from": ["2023-11-08"], "to": ["2023-11-20"]})
        chosen = selection_of("from=2023-11-08&to=2023-11-20")[0]
        reader.eventually(reader.rows, chosen)
        reader.click_row(chosen[0])
        reader.eventually(reader.open_event, chosen[0])
        let_come()
        reader.settle()
        assert reader.query() == {"from": ["2023-11-08"], "to": ["2023-11-20"], "event": [chosen[0]]}
        assert reader.open_event() == chosen[0]
    told = (reader.rows(), reader.on_timeline(), reader.on_map())
    reader.visit(reader.search().removeprefix("?"))
    assert (reader.rows(), reader.on_timeline(), reader.on_map()) == told


def test_what_only_the_page_can_do_waits_for_it(reader: Reader) -> None:
    """The order of the list, beside a choice and a map that was moved, of which the scene that was asked for does not know."""
    with before_the_page(reader) as let_come:
        early_pill(reader, "Japan").click()
        reader.eventually(reader.rows, selection_of("country=JPN")[0])
        reader.page.locator(".dl-map [data-job=zoom-in]").click()
        reader.eventually(lambda: CAMERA in reader.query(), True)
        reader.page.locator("[data-job=sort]").click()
        let_come()
        reader.settle()
        reader.eventually(reader.rows, selection_of("country=JPN")[0][::-1])
        assert reader.pressed() == ["Japan"]
        reader.press("South Korea")
        reader.eventually(reader.pressed, ["South Korea", "Japan"])


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_countries_are_chosen_before_the_page_is_there(meet: Meet, screen: dict[str, int]) -> None:
    """Rows, marks and words are those of the choice, Back takes it back, and the page begins with it."""
    reader = meet(screen=screen, touch=screen is PHONE)
    with before_the_page(reader) as let_come:
        everything = reader.rows()
        reader.page.evaluate("() => { window.stayed = true; }")
        if screen is PHONE:
            reader.page.locator(".dl-filters", has_text="Filters").click()
        early_pill(reader, "Japan").click()
        early_pill(reader, "South Korea").click()  # at once: its link does not know of the first yet
        reader.eventually(reader.query, {"country": ["JPN", "KOR"]})
        chosen = selection_of("country=JPN&country=KOR")
        reader.eventually(reader.rows, chosen[0])
        reader.eventually(lambda: reader.page.locator("#first-screen .fs-sum strong").inner_text(), chosen[1])
        assert early_pill(reader, "Japan").get_attribute("aria-current") == "true"
        assert reader.page.evaluate("() => document.activeElement.dataset.name") == "South Korea"
        reader.page.go_back()
        reader.eventually(reader.rows, selection_of("country=JPN")[0])
        reader.page.go_back()
        reader.eventually(reader.rows, everything)
        reader.page.go_forward()
        reader.eventually(reader.rows, selection_of("country=JPN")[0])
        let_come()
        reader.settle()
        assert reader.page.evaluate("() => window.stayed") and reader.query() == {"country": ["JPN"]}
        assert reader.pressed() == ["Japan"] and reader.rows() == selection_of("country=JPN")[0]


@pytest.mark.mapless
def test_a_choice_while_the_page_comes_counts(reader: Reader) -> None:
    """Streamlit has read the address before; its run is of the old view."""
    with before_the_page(reader) as let_come:
        reader.page.evaluate(CHOOSE_BEFORE_THE_PLACE)
        let_come()
        reader.settle()
        reader.eventually(reader.pressed, ["Japan"])
        assert reader.query() == {"country": ["JPN"]} and reader.rows() == selection_of("country=JPN")[0]
        assert reader.chips() == ["🇯🇵 Japan"]


@pytest.mark.mapless
def test_choices_in_quick_succession_all_count(reader: Reader) -> None:
    """Each is of the view that the one before it leads to; of several events the last one is opened."""
    chosen = selection_of("country=JPN")[0]  # listed whatever has been drawn by then
    with before_the_page(reader) as let_come:
        early_pill(reader, "Japan").click()
        early_pill(reader, "South Korea").click()
        for event in chosen[:3]:
            reader.page.evaluate("(id) => document.querySelector(`.dl-row[data-event='${id}'] a`).click()", event)
        reader.eventually(reader.query, {"country": ["JPN", "KOR"], "event": [chosen[2]]})
        reader.eventually(reader.open_event, chosen[2])
        reader.page.locator(".dl-key").first.click()  # a shape in the legend
        reader.eventually(lambda: "shape" in reader.query(), True)
        rows = selection_of(reader.search().removeprefix("?"))[0]
        reader.eventually(reader.rows, rows)
        let_come()
        reader.settle()
        assert reader.rows() == rows and reader.open_event() == chosen[2]
        assert reader.pressed() == ["South Korea", "Japan"] and len(reader.chips()) == 3


@pytest.mark.mapless
@pytest.mark.parametrize("refusal", [429, None], ids=["too many questions", "offline"])
def test_a_choice_whose_scene_does_not_come_is_drawn_by_the_page(reader: Reader, refusal: int | None) -> None:
    """It is in the address."""
    with before_the_page(reader) as let_come:
        reader.page.route(SCENE, lambda route: route.fulfill(status=refusal) if refusal else route.abort())
        early_pill(reader, "Japan").click()
        reader.eventually(reader.query, {"country": ["JPN"]})
        let_come()
        reader.settle()
        reader.eventually(reader.rows, selection_of("country=JPN")[0])
        assert reader.pressed() == ["Japan"] and reader.query() == {"country": ["JPN"]}
        reader.errors[:] = [error for error in reader.errors if "scene.json" not in error]


def test_a_map_that_was_moved_stays_there(reader: Reader) -> None:
    """Its place goes into the address at once, and the page takes it from there."""
    with before_the_page(reader) as let_come:
        reader.page.locator(".dl-map [data-job=zoom-in]").click()
        reader.eventually(lambda: CAMERA in reader.query(), True)
        camera, search = reader.page.locator(".dl-map").get_attribute("data-camera"), reader.search()
        let_come()
        reader.settle()
        assert reader.page.locator(".dl-map").get_attribute("data-camera") == camera
        assert reader.search() == search
