"""`/events.FORMAT`, asked over the server's own interface."""

import json
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.exports import FORMATS
from dateline.link import PARAMETERS
from dateline.server import routes
from dateline.server.asking import LONGEST_QUERY
from dateline.server.events import NOTES, display_string
from dateline.shelf import VARIABLE
from tests.exports.readers import READERS
from tests.making import folder_of
from tests.spoiling import bounded

client = TestClient(Starlette(routes=list(routes())))
QUERY = "country=KOR&from=2023-11-06&to=2023-11-09"


@pytest.mark.parametrize("form", FORMATS)
def test_file_comes_with_its_type_and_name(form: str) -> None:
    """And with the events of the page with the same query."""
    answer = client.get(f"/events.{form}?{QUERY}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, FORMATS[form].content_type)
    kind = "inline" if form in ("ics", "atom") else "attachment"
    assert answer.headers["content-disposition"] == f'{kind}; filename="seoul-november-2023-south-korea-6-9-nov-2023.{form}"'
    assert len(READERS[form](answer.content)) == (4 if form == "ics" else 16)


@pytest.mark.parametrize("form", FORMATS)
def test_second_asking_costs_nothing(form: str) -> None:
    """304 with the same ETag, also where it comes weak or among others; another view, format or address has another."""
    tag = client.get(f"/events.{form}?{QUERY}").headers["etag"]

    for known in (tag, f'"other", W/{tag}', "*"):
        answer = client.get(f"/events.{form}?{QUERY}", headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    others = [f"/events.{form}", f"/events.{form}?{QUERY}&known=shown", f"/events.{form}?{QUERY}&bogus=1"]
    others += [f"/events.{other}?{QUERY}" for other in FORMATS if other != form]
    assert tag not in [client.head(other).headers["etag"] for other in others]
    assert client.head(f"/events.{form}?{QUERY}", headers={"Host": "example.org"}).headers["etag"] != tag


def test_equal_views_are_one_file() -> None:
    """However the query is written, and wherever the map was."""
    tags = {
        client.head(f"/events.csv?{query}").headers["etag"]
        for query in ("country=KOR&country=PRK", "country=prk,KOR", "map=37_127_4&country=PRK&country=KOR&utm_source=x")
    }
    assert len(tags) == 1


def test_changed_table_changes_the_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of yesterday's data is not taken for today's."""
    monkeypatch.setenv(VARIABLE, str(folder_of(tmp_path / "line", [{}])))
    before = client.get("/events.csv")
    folder_of(tmp_path / "line", [{}, {}])
    after = client.get("/events.csv", headers={"If-None-Match": before.headers["etag"]})
    assert (before.text.count("\r\n"), after.status_code, after.text.count("\r\n")) == (2, 200, 3)


def test_head_has_the_headers_and_no_body() -> None:
    """Those of the file."""
    whole, head = client.get("/events.json"), client.head("/events.json")
    assert head.content == b"" and whole.content
    assert dict(head.headers) == dict(whole.headers)


def test_pages_of_others_may_read_it() -> None:
    """From any origin; with If-None-Match after asking first."""
    assert client.get("/events.geojson").headers["access-control-allow-origin"] == "*"
    asked = client.options("/events.geojson", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 204 and asked.headers["access-control-allow-headers"] == "If-None-Match"
    assert NOTES in asked.headers["access-control-expose-headers"]
    assert client.post("/events.geojson").status_code == 405


def test_headers_say_what_a_table_cannot() -> None:
    """The page with this view, and the summary as its title; how long it may be kept; nothing in it runs."""
    headers = client.get(f"/events.csv?{QUERY}").headers
    page, described = headers["link"].split(", ")
    assert page.startswith(f"<http://testserver/?{QUERY}>; rel=\"canonical\"; title*=UTF-8''16%20of%2043%20events%2C")
    assert described.startswith('<http://testserver/tables/datapackage.json>; rel="describedby"')
    assert headers["cache-control"] == "public, max-age=60" and headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox" and NOTES not in headers


@pytest.mark.parametrize("form", ["pdf", "CSV", "csv.exe", "..", "%3Cscript%3E", "x" * 300])
def test_unknown_format_is_answered_with_those_that_there_are(form: str) -> None:
    """As plain text."""
    answer = client.get(f"/events.{form}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert "csv, xlsx, json, geojson" in answer.text and len(answer.text) < 200


@pytest.mark.parametrize("form", FORMATS)
def test_bad_view_gives_the_rest_and_says_so(form: str) -> None:
    """In a header, and in the file where it has room: never an error of the server."""
    answer = client.get(f"/events.{form}?country=ZZZ&from=yesterday&bogus=é")

    assert answer.status_code == 200 and len(READERS[form](answer.content)) == (6 if form == "ics" else 43)
    told = unquote(answer.headers[NOTES])
    assert all(note in told for note in ("'ZZZ' is not known", "'yesterday' is no day", "'bogus' is no part"))
    if form not in ("csv", "xlsx"):
        assert "ZZZ" in answer.text


def test_notes_in_a_header_are_display_strings() -> None:
    """RFC 9651, section 3.3.8: ASCII only, the rest as percent signs and bytes in small letters."""
    assert display_string('100% "é"\r\n') == '%"100%25 %22%c3%a9%22%0d%0a"'


def test_query_without_end_is_refused() -> None:
    """With what is too much of it."""
    answer = client.get(f"/events.csv?text={'a' * LONGEST_QUERY}")
    assert answer.status_code == 414 and "16,384" in answer.text


def test_server_without_a_table_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and a code that says that it may pass."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    answer = client.get("/events.csv")
    assert answer.status_code == 503 and "there is no folder" in answer.text


def test_address_that_is_set_stands_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy that leads a path to the server."""
    monkeypatch.setenv("DATELINE_SITE", "https://example.org/line")
    assert client.get("/events.json").json()["link"] == "https://example.org/line/"


NAMES = st.one_of(st.sampled_from([parameter.name for parameter in PARAMETERS]), st.text(max_size=20))
VALUES = st.one_of(
    st.sampled_from(
        ["KOR", "all", "2023-11-08", "<script>alert(1)</script>", "\u202eabc", "a\r\nSet-Cookie: x=1", "\0", "'; DROP", "1_2_3_4"]
    ),
    st.text(max_size=200),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=12), st.sampled_from([name for name, form in FORMATS.items() if not form.slow]))
def test_any_query_gives_a_file_that_others_can_read(pairs: list[tuple[str, str]], form: str) -> None:
    """Whatever stands in whichever place of it; no header takes in a line end, no text is left unescaped, none takes long."""
    with bounded():
        answer = client.get(f"/events.{form}?{urlencode(pairs, errors='replace')}")

    assert answer.status_code == 200
    READERS[form](answer.content)
    assert "set-cookie" not in answer.headers and all(value.isascii() for value in answer.headers.values())


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_for_a_query_give_a_file(raw: bytes) -> None:
    """Also those that are no text at all."""
    with bounded():
        answer = client.get(f"/events.json?{quote(raw, safe='%&=+;')}")
    assert answer.status_code == 200 and json.loads(answer.content)["count"] <= 43


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"p{at}={at}" for at in range(1_500)),
        "country=" + ",".join(f"c{at}" for at in range(2_500)),
        "text=" + "+".join(f"w{at}" for at in range(2_500)),
        "&".join("country=KOR" for _ in range(1_300)),
        "from=" + "9" * 16_000,
        "area=" + "_".join("1" * 3 for _ in range(4_000)),
    ],
)
def test_longest_queries_are_answered_within_bounds(query: str) -> None:
    """Thousands of parameters, values and words: a dozen notes and a short header."""
    with bounded():
        answer = client.get(f"/events.json?{query}")
    assert answer.status_code == 200 and len(answer.json()["notes"]) <= 13
    assert sum(len(name) + len(value) for name, value in answer.headers.items()) < 8_000
