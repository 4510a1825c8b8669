"""Each page's first answer: what it is called, what previews show, the view in words; bounded and escaped whatever is asked."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

import dateline
from dateline import page_head, words
from dateline.collection import read_collection
from dateline.link import PARAMETERS, from_query
from dateline.selection import visible
from dateline.server import routes
from dateline.server.shell import PARTS, parts
from dateline.server.site import BEHIND_PROXY
from dateline.server.site import VARIABLE as SITE
from dateline.shelf import EMBEDDED, VARIABLE
from dateline.view import View
from tests.making import folder_of
from tests.spoiling import bounded

client = TestClient(Starlette(routes=list(routes())), base_url="https://dates.example", raise_server_exceptions=True)
TABLE = read_collection(EMBEDDED)
PLAN = "kor-spy-satellite-launch-planned"
ARTICLE_BYTES, MOST_BYTES = 60_000, 150_000
"""What the first screen of the article's table, and of any view, may weigh before packing."""
MARKER = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'\u202e\x00{{7*7}}"


def meta(html: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)"', html)
    assert found, name
    return unescape(found[1])


def test_every_page_of_the_app_has_a_first_screen() -> None:
    """The server's table of pages is that of the app, which is read as text: outside a run of a page Streamlit makes none."""
    source = (Path(dateline.__file__).parent / "ui" / "pages.py").read_text("utf-8")
    theirs = re.findall(r'st\.Page\(.*?title="([^"]*)", url_path="([^"]*)"', source)
    assert sorted((path, name) for name, path in theirs) == sorted((page.path, page.name) for page in page_head.PAGES)


@pytest.mark.parametrize("path", ["/", "/countries", "/sources"])
def test_the_index_page_is_streamlits_with_our_head(path: str) -> None:
    """One title, its scripts, the place where it draws, our script; no word that scripts must be switched on."""
    html = client.get(path).text
    assert html.split("</head>")[0].count("<title>") == 1
    shown, late = html.split('<template id="late"')
    instrument = r"\./_stcore/bidi-components/dateline\.instrument/instrument[^\"]*\.js"
    begins = re.findall(r'<script type="module"[^>]* src="([^"]*)"', late)
    early = re.findall(instrument, begins[0]) if path == "/" else []
    assert len(begins) == len(early) + 1 and begins[-1].startswith("./static/js/index.")
    first, then = re.findall(r'data-(?:scripts|then)="([^"]*)"', late)
    assert then.startswith(f"{begins[-1]} ") and (first.split()[:1] == early) and "modulepreload" not in late
    assert ('<div id="early"' in shown) == (path == "/")
    assert 'type="module"' not in shown and "modulepreload" not in shown, "the first screen would be painted later"
    assert '<div id="root"></div>' in html and 'src="./assets/first_screen.js"' in html
    assert "enable JavaScript" not in html
    assert html.index('id="first-screen"') < html.index('rel="stylesheet"') < html.index('id="root"')


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_start_page_is_one_script_of_streamlit(part: str) -> None:
    """Under another name it would be asked for when it is to be drawn, and nobody would notice."""
    assert sum(f"/{part}." in address for address in parts()) == 1


@pytest.mark.parametrize("query", ["", "?status=occurred", "?country=KOR"])
def test_the_page_of_countries_has_its_numbers_without_scripts(query: str) -> None:
    """The same table as the interactive page; each number leads to as many events; filters are lifted on the same page."""
    html = client.get(f"/countries{query}").text
    numbers = re.findall(r'<a href="\./\?([^"]*)" aria-label="[^"]*">([\d,]+)</a>', html)
    assert len(numbers) > 4 and '<table class="dl-grid' in html
    for link, number in numbers:
        assert visible(TABLE, from_query(parse_qs(unescape(link)), TABLE)[0]).counts.shown == int(number.replace(",", ""))
    assert not query or 'href="./countries"' in html


def test_the_head_speaks_of_the_view() -> None:
    """Title, description and previews are those of what is shown; the canonical link is the view's own, normalised."""
    html = client.get("/?status=scheduled&country=kor&map=1_2_3&utm_source=x").text
    view = View(countries=("KOR",), statuses=("scheduled",))
    assert unescape(re.search("<title>(.*?)</title>", html)[1]) == f"{words.heading(view, TABLE)} · Dateline"  # type: ignore[index]
    assert words.summary(visible(TABLE, view)) in meta(html, "description") == meta(html, "og:description")
    assert meta(html, "og:url") == "https://dates.example/?country=KOR&status=scheduled"
    assert '<link rel="canonical" href="https://dates.example/?country=KOR&amp;status=scheduled">' in html


def test_the_head_of_an_open_event_speaks_of_it() -> None:
    """A pasted link to an event shows the event: title, when, status and summary."""
    html = client.get(f"/?event={PLAN}").text
    event = TABLE.event(PLAN)
    assert event is not None
    assert meta(html, "og:title") == event.title
    assert meta(html, "og:type") == "article"
    assert event.summary in meta(html, "og:description") and words.event_when(event) in meta(html, "og:description")
    assert event.summary in unescape(html.split('class="fs-card')[1])


def test_the_articles_table_is_small_enough() -> None:
    """At most 60 KB, before packing, and with an event open."""
    for path in ("/", f"/?event={PLAN}", "/sources"):
        assert len(client.get(path).content) <= ARTICLE_BYTES, path


def test_forwarded_headers_count_only_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody can send them; only a server that is told so believes them."""
    headers = {"x-forwarded-host": "public.example", "x-forwarded-proto": "https"}
    inner = TestClient(client.app, base_url="http://inner:8501")
    assert 'href="http://inner:8501/"' in inner.get("/", headers=headers).text
    monkeypatch.setenv(BEHIND_PROXY, "yes")
    assert 'href="https://public.example/"' in inner.get("/", headers=headers).text
    monkeypatch.setenv(SITE, "https://set.example/dates/")
    assert 'href="https://set.example/dates/"' in inner.get("/", headers=headers).text


@pytest.mark.parametrize("host", ['a"><b', "a b", "a/b", "-" * 400, ""])
def test_a_host_that_is_none_is_not_told(host: str) -> None:
    """A made-up Host header does not get into the page."""
    html = client.get("/", headers={"host": host}).text
    assert 'rel="canonical"' not in html


def test_the_page_has_a_tag_and_is_asked_after() -> None:
    """304 while nothing changed; another view is another page; HEAD tells the same."""
    answer = client.get("/?country=RUS")
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get("/?country=RUS", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert client.get("/", headers={"if-none-match": answer.headers["etag"]}).status_code == 200
    assert client.head("/?country=RUS").headers["etag"] == answer.headers["etag"]
    packed = client.get("/", headers={"accept-encoding": "br"})
    assert packed.headers["content-encoding"] == "br" and int(packed.headers["content-length"]) < 15_000


def test_a_changed_table_changes_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The tag follows the data, without a restart."""
    monkeypatch.setenv(VARIABLE, str(folder_of(tmp_path / "t", [{}])))
    first = client.get("/")
    folder_of(tmp_path / "t", [{}, {"title": "Another ship calls"}])
    second = client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200 and "Another ship calls" in second.text


def test_a_missing_collection_is_told_in_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The page comes, with the sentence that says which folder is not there."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    answer = client.get("/?country=KOR")
    assert answer.status_code == 200 and "nowhere" in answer.text and 'id="root"' in answer.text


def test_withheld_rows_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the checks keep back is said, as on the interactive page."""
    monkeypatch.setenv(VARIABLE, str(folder_of(tmp_path, [{}, {"when": "2024-02-30"}])))
    assert "1 of 2 rows of events.csv is withheld" in client.get("/").text


def test_a_large_table_is_cut_with_a_count_and_a_way_to_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """10,000 rows: at most 150 KB, a drawing that counts, and a plain list of pages that has every event once."""
    many = [{"when": f"20{at % 24:02}-{at % 12 + 1:02}-{at % 28 + 1:02}", "title": f"A ship calls {at}"} for at in range(10_000)]
    monkeypatch.setenv(VARIABLE, str(folder_of(tmp_path, many)))
    for query in ("", "?country=KOR", "?text=ship&from=2003-01-01"):
        html = client.get(f"/{query}").text
        assert len(html.encode()) <= MOST_BYTES
        shown = len(re.findall(r"<li class=.c-visit. data-e=", html))
        rest = re.search(r"([\d,]+) more: the whole list", html)
        assert shown >= 50 and rest
    assert "Counted, one bar for" in client.get("/").text
    pages = [client.get(f"/list?page={page}").text for page in (1, 2, 100)]
    listed = [set(re.findall(r'data-e="([^"]+)"', page)) for page in pages]
    assert [len(one) for one in listed] == [100, 100, 100] and not listed[0] & listed[1]
    assert 'rel="prev"' not in pages[0] and 'rel="next"' not in pages[2]


def test_long_titles_do_not_make_a_long_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The page is bounded in bytes, not only in rows."""
    monkeypatch.setenv(VARIABLE, str(folder_of(tmp_path, [{"title": "A ship " * 900, "summary": "word " * 9000}] * 300)))
    for path in ("/", "/?event=event-1", "/sources?event=event-1", "/list"):
        answer = client.get(path)
        assert answer.status_code == 200 and len(answer.content) <= MOST_BYTES, path


HOSTILE = st.one_of(
    st.just(MARKER), st.text(max_size=60), st.sampled_from(["KOR", "2023-11-08", "all", "1_2_3_4", PLAN, "between", "-1", "9" * 400, "%ff"])
)
NAMES = st.one_of(st.sampled_from([*(one.name for one in PARAMETERS), "page", "embed"]), HOSTILE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(NAMES, HOSTILE), max_size=12), st.sampled_from(["/", "/sources", "/list"]))
def test_no_query_does_harm(pairs: list[tuple[str, str]], path: str) -> None:
    """Whatever the query: 200, bounded, nothing of it in the page unescaped, no turning of the direction of writing."""
    query = urlencode([(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in pairs])
    with bounded():
        answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert len(answer.content) <= MOST_BYTES
    assert "<script>alert" not in answer.text and "<img" not in answer.text and "\u202e" not in answer.text
    assert answer.text.count("<script") == (0 if path == "/list" else 6 if path == "/" else 5)


HUGE = {
    "values": "&".join(f"country=X{at}" for at in range(5000)),
    "names": "&".join(f"p{at}=1" for at in range(9000)),
    "long": "text=" + "x" * 200_000,
    "percent": "%" * 3000,
    "empty": "=&=&;;&&=",
    "name": "a" * 70_000,
    "bytes": "text=\xff\xfe\x00",
}


def ask(path: str, query: str) -> tuple[int, bytes]:
    """Status and body of a request whose address is longer than a client would send."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "method": "GET",
        "path": path, "raw_path": path.encode(), "query_string": query.encode("latin-1"),
        "headers": [(b"host", b"dates.example")], "scheme": "https", "server": ("dates.example", 443), "root_path": "",
    }  # fmt: skip
    with start_blocking_portal() as portal:  # a loop of its own: a browser of other tests may have one in this thread
        portal.call(client.app, scope, receive, send)
    return int(sent[0]["status"]), b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("path", ["/", "/list", "/events.csv", "/cards/kor-spy-satellite-launch-planned", "/share", "/card.png"])
def test_bytes_that_no_browser_sends_are_answered(path: str) -> None:
    """Outside ASCII, and no UTF-8 either: never an error."""
    assert ask(path, "text=\xff\xfe&country=KOR")[0] == 200


@pytest.mark.parametrize("query", HUGE.values(), ids=HUGE)
@pytest.mark.parametrize("path", ["/", "/sources", "/list"])
def test_a_huge_query_has_a_bounded_answer(path: str, query: str) -> None:
    """Thousands of parameters are a short note."""
    with bounded():
        status, body = ask(path, query)
    assert status == 200 and len(body) <= MOST_BYTES
    assert body.count(b"<li>") < 100 or path == "/sources"


def test_markup_in_the_table_is_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Cells with HTML in them are shown, not run, in every part of the page."""
    bad = "<script>alert(1)</script>\" onload='x'"
    monkeypatch.setenv(
        VARIABLE, str(folder_of(tmp_path, [{"title": bad, "summary": bad, "people": bad, "when_basis": bad, "check_note": bad}]))
    )
    for path in ("/", "/?event=event-1", "/sources?event=event-1", "/list", f"/?text={quote(bad)}"):
        html = client.get(path).text
        assert "<script>alert" not in html and "onload='" not in html
        assert "&lt;script&gt;alert" in html


def test_page_for_files_is_offered_only_where_files_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the first screen of every page."""
    monkeypatch.delenv("DATELINE_UPLOADS", raising=False)
    assert "./your-data" not in client.get("/?country=FRA").text
    monkeypatch.setenv("DATELINE_UPLOADS", "on")
    assert "./your-data" in client.get("/?country=FRA&country=USA").text
