"""How we know: from an event to its paragraph and back, and what became known."""

from dateline.exports import FORMATS
from tests.browser.conftest import Meet

PLAN = "kor-spy-satellite-launch-planned"
CITED = '[class*="st-key-paragraph-cited-"]'


def test_one_click_leads_from_a_card_to_its_paragraph_and_one_back(meet: Meet) -> None:
    """The paragraph of the open event is marked; the way back opens the same card."""
    reader = meet().visit(f"event={PLAN}")
    page = reader.page
    page.locator(".dl-card a[data-page]").click()
    reader.eventually(lambda: page.locator(f"{CITED} h3").all_inner_texts(), ["Paragraph 10"])
    assert f"event={PLAN}" in page.url and "/sources" in page.url
    page.get_by_text("Back to this event on timeline and map").click()
    reader.settle()
    reader.eventually(lambda: page.locator(".dl-card").get_attribute("data-open"), PLAN)
    assert "/sources" not in page.url and f"event={PLAN}" in page.url


def test_cold_link_to_the_page_of_sources_shows_it(meet: Meet) -> None:
    """As the first request of a browser, with every paragraph, the readings and the records."""
    reader = meet()
    page = reader.page
    page.goto(f"{reader.site}/sources?event={PLAN}")
    reader.eventually(lambda: page.locator(f"{CITED} h3").all_inner_texts(), ["Paragraph 10"])
    reader.live()
    assert page.locator(".dl-paragraph").count() == 15
    assert page.locator(".dl-origin").inner_text().count("Dec") >= 1
    assert page.get_by_text("Doubtful passages:").count() == 1


def test_tables_are_offered_as_they_stand(meet: Meet) -> None:
    """Each link gives the file."""
    reader = meet()
    page = reader.page
    page.goto(f"{reader.site}/sources")
    reader.eventually(lambda: page.locator('a[href^="tables/"]').count() >= 7, True)
    reader.live()
    for link in page.locator('a[href^="tables/"]').all():
        assert page.request.get(f"{reader.site}/{link.get_attribute('href')}").ok


def test_switch_draws_outcomes_beside_plans_with_the_slip_in_days(meet: Meet) -> None:
    """It is in the link, it adds marks to the timeline only, and the launch of 30 November was a day late."""
    reader = meet().visit()
    page = reader.page
    outcomes = """() => [...document.querySelector(".dl-time .js-plotly-plot").data]
      .filter((trace) => trace.meta?.part === "outcomes" && trace.customdata).flatMap((trace) => [...trace.customdata])"""
    assert page.evaluate(outcomes) == []
    page.get_by_text("What became known", exact=True).click()
    reader.eventually(lambda: "known=shown" in page.url, True)
    reader.settle()
    reader.eventually(lambda: PLAN in page.evaluate(outcomes), True)
    reader.eventually(lambda: "1 day late" in page.locator(".dl-time .dl-labels").inner_text(), True)


def test_view_is_offered_as_a_file_in_every_format(meet: Meet) -> None:
    """Each link carries the view of the page, is large enough for a finger, and gives the file."""
    reader = meet()
    page = reader.page
    page.goto(f"{reader.site}/sources?country=RUS")
    links = page.locator(".dl-files a")
    reader.eventually(links.count, len(FORMATS))
    for link, form in zip(links.all(), FORMATS, strict=True):
        address = link.get_attribute("href")
        assert address == f"events.{form}?country=RUS"
        assert link.evaluate("(link) => link.getBoundingClientRect().height") >= 44
        assert page.request.get(f"{reader.site}/{address}").ok
    with page.expect_download() as download:
        links.first.click()
    assert download.value.suggested_filename == "seoul-november-2023-russia.csv"
