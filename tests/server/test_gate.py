"""Who is let in: names, addresses that are open, sizes, and how much one may ask for."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from dateline.server import doors, hosts, limits
from dateline.server.doors import closed
from dateline.server.gate import Gate
from dateline.server.hosts import bare, other_host
from dateline.server.limits import MOST_ADDRESSES, REFILL_PER_S, STOCK, Rates, Stocks, oversized, price, stranger
from dateline.server.site import BEHIND_PROXY
from dateline.server.uploads import VARIABLE as UPLOADS
from dateline.server.uploads import uploads_shut
from tests.server.conftest import Asked

LISTED = {hosts.VARIABLE: "dates.example *.school.example"}


@pytest.mark.parametrize("host", ["dates.example", "DATES.example:8501", "dates.example.", "a.b.school.example"])
def test_a_listed_host_is_answered(asked: Asked, host: str) -> None:
    """With or without port, in any letters."""
    assert other_host(asked(host=host), LISTED) is None


@pytest.mark.parametrize("host", ["evil.example", "dates.example.evil.example", "school.example", "evildates.example", "", "[::1]:80"])
def test_another_host_is_refused(asked: Asked, host: str) -> None:
    """Also to a WebSocket, and also where a proxy names it."""
    assert other_host(asked(host=host), LISTED)
    assert other_host(asked(doors.STREAM, kind="websocket", host=host), LISTED)
    behind = LISTED | {BEHIND_PROXY: "yes"}
    assert host == "" or other_host(asked(host="dates.example", x_forwarded_host=host), behind)


def test_without_a_list_any_host_is_answered_and_a_probe_always(asked: Asked) -> None:
    """A probe asks by the machine's own name."""
    assert other_host(asked(host="anything"), {}) is None
    assert other_host(asked(doors.HEALTH, host="127.0.0.1:8501"), LISTED) is None


def test_a_host_is_told_from_its_port() -> None:
    """IPv6 too."""
    assert [bare(host) for host in ("a:80", "[::1]:80", "[::1]", "a", "::1")] == ["a", "[::1]", "[::1]", "a", "::1"]


OPEN = {
    "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/_stcore/bidi-components/{path:path}", "/media/{file_id:path}",
    "/_stcore/upload_file/{session_id}/{file_id}", "",
}  # fmt: skip
SHUT = {
    "/_stcore/metrics", "/component/{path:path}", "/auth/login", "/auth/logout", "/oauth2callback",
    "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp",
}  # fmt: skip


def test_streamlit_has_no_address_that_nobody_decided_about() -> None:
    """The route table of the installed version: a new one is noticed here, and closed until then where its beginning is Streamlit's."""

    class Parts:
        """Routes are made from a runtime's parts; none is asked for anything."""

        def __getattr__(self, name: str) -> "Parts":
            return self

    paths = {getattr(route, "path", "?") for route in create_streamlit_routes(Parts())}  # type: ignore[arg-type]
    assert paths == OPEN | SHUT


@pytest.mark.parametrize(
    "path", [*sorted(SHUT), "/_stcore/script-health-check", "/_stcore/anything", "/app/static/x", "/sources/_stcore/metrics"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_what_the_page_does_not_need_is_closed(asked: Asked, path: str, method: str) -> None:
    """Also what a later version puts below the same beginnings, and below the path of a page."""
    refusal = closed(asked(path.replace("{path:path}", "x/index.html"), method=method), {})
    assert refusal and refusal.status == 404


@pytest.mark.parametrize(
    "path",
    ["/", "/countries", "/events.csv", "/_stcore/health", "/_stcore/host-config", "/media/0a1b2c.svg", "/static/js/a.js",
     "/_stcore/bidi-components/dateline.instrument/instrument.js"],
)  # fmt: skip
def test_what_the_page_needs_is_open_to_read_only(asked: Asked, path: str) -> None:
    """And to nothing that would change something."""
    assert closed(asked(path), {}) is None
    assert all(refusal and refusal.status == 405 for refusal in (closed(asked(path, method=one), {}) for one in ("POST", "PUT", "PATCH")))


def test_a_websocket_opens_at_one_address(asked: Asked) -> None:
    """Streamlit's stream."""
    assert closed(asked(doors.STREAM, kind="websocket"), {}) is None
    assert closed(asked("/anything", kind="websocket"), {})


def test_uploads_are_shut_unless_they_are_on(asked: Asked) -> None:
    """Whatever page there is."""
    one = asked("/_stcore/upload_file/session/file", method="PUT")
    assert uploads_shut(one, {}) and uploads_shut(one, {UPLOADS: "1"})
    assert uploads_shut(one, {UPLOADS: "on"}) is None


def test_what_is_too_large_is_refused(asked: Asked) -> None:
    """Address, head, number of headers, body; each just inside its bound is let through."""
    long = limits.LONGEST_ADDRESS
    assert oversized(asked(f"/?{'a' * (long - 1)}"), {}) is None
    assert oversized(asked(f"/?{'a' * long}"), {}).status == 414  # type: ignore[union-attr]
    many = {f"h{number}": "v" for number in range(limits.MOST_HEADERS)}
    assert oversized(asked(**many), {}) is None
    assert oversized(asked(**many, one="more"), {}).status == 431  # type: ignore[union-attr]
    assert oversized(asked(cookie="x" * limits.MOST_HEADER_BYTES), {}).status == 431  # type: ignore[union-attr]
    assert oversized(asked(content_length="1"), {}).status == 413  # type: ignore[union-attr]
    assert oversized(asked(transfer_encoding="chunked"), {}).status == 413  # type: ignore[union-attr]
    assert oversized(asked(content_length="-1"), {}).status == 400  # type: ignore[union-attr]
    upload = "/_stcore/upload_file/a/b"
    assert oversized(asked(upload, method="PUT", content_length=str(limits.MOST_BODY_BYTES)), {}) is None
    assert oversized(asked(upload, method="PUT", content_length=str(limits.MOST_BODY_BYTES + 1)), {}).status == 413  # type: ignore[union-attr]
    assert oversized(asked(upload, method="PUT", content_length="9" * 5000), {}).status == 413  # type: ignore[union-attr]


class Clock:
    """Seconds, as a test turns them."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


FIRST_VISIT = [
    "/",
    "/_stcore/health",
    "/_stcore/host-config",
    doors.STREAM,
    "/media/0a.svg",
    *["/static/js/a.js"] * 90,
    *["/assets/a"] * 10,
]


def test_a_class_of_thirty_behind_one_router_comes_in_at_once(asked: Asked) -> None:
    """Every request of thirty first visits in the same instant, and then each opens ten cards."""
    rates = Rates(Stocks(Clock()))
    for path in FIRST_VISIT * 30 + ["/cards/one"] * 200:
        assert rates(asked(path), {}) is None, path


def test_who_asks_without_end_is_told_when_to_come_back(asked: Asked) -> None:
    """Refused past the stock, with the seconds; after them there is room again, and others never notice."""
    clock = Clock()
    rates = Rates(Stocks(clock))
    answers = [rates(asked("/list"), {}) for _ in range(STOCK)]
    let_in = answers.index(next(filter(None, answers)))
    assert let_in == STOCK / price("/list")
    refusal = answers[-1]
    assert refusal and refusal.status == 429 and refusal.headers["retry-after"] == str(refusal.retry_s)
    assert rates(asked("/list", "203.0.113.8"), {}) is None
    clock.now += refusal.retry_s
    assert rates(asked("/list"), {}) is None
    clock.now += 10_000
    assert sum(rates(asked("/list"), {}) is None for _ in range(STOCK)) == let_in
    assert REFILL_PER_S < 100  # a core


def test_what_costs_more_is_let_in_less(asked: Asked) -> None:
    """A picture is drawn for half a second; a packed file is nearly free."""
    assert price("/events.html") > price("/card.png") > price("/events.csv") > price("/") > price("/static/js/index.js")
    rates = Rates(Stocks(Clock()))
    assert sum(rates(asked("/card.png"), {}) is None for _ in range(100)) == STOCK / price("/card.png")


def test_choices_drawn_ahead_leave_room_for_pages(asked: Asked) -> None:
    """A scene is refused while there is enough left for what a reader cannot do without."""
    clock = Clock()
    rates = Rates(Stocks(clock))
    answers = [rates(asked("/scene.json"), {}) for _ in range(STOCK)]
    let_in = sum(answer is None for answer in answers)
    assert let_in == (STOCK - limits.SPARED["/scene.json"]) / price("/scene.json")
    assert sum(rates(asked("/"), {}) is None for _ in range(STOCK)) == limits.SPARED["/scene.json"] / price("/")
    clock.now += 10_000
    refusal = answers[-1]
    assert refusal and refusal.retry_s <= price("/scene.json") / REFILL_PER_S + 1


def test_memory_of_addresses_is_bounded() -> None:
    """However many come, and who asked last is not forgotten."""
    stocks = Stocks(Clock())
    assert stocks.take("busy", STOCK) == 0
    for number in range(3 * MOST_ADDRESSES):
        stocks.take(f"address {number}", 1)
        if number % 1000 == 0:
            assert stocks.take("busy", 1) > 0
    assert len(stocks) == MOST_ADDRESSES


def test_limits_can_be_widened_or_left_to_a_proxy(asked: Asked) -> None:
    """By a factor, for a school behind one router; anything else counts as they are."""
    assert [limits.factor_of({limits.VARIABLE: told}) for told in ("4", "off", "", "much", "-1", "nan")] == [4, float("inf"), 1, 1, 1, 1]
    wide = Rates(Stocks(Clock()))
    assert sum(wide(asked("/list"), {limits.VARIABLE: "4"}) is None for _ in range(5 * STOCK)) == 4 * STOCK / price("/list")
    off = Rates(Stocks(Clock()))
    assert not any(off(asked("/list"), {limits.VARIABLE: "off"}) for _ in range(5 * STOCK))


@pytest.mark.parametrize(
    ("client", "forwarded", "counted"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("2001:db8::1", "", "2001:db8::/64"),
        ("2001:db8::ffff:1", "", "2001:db8::/64"),
        ("127.0.0.1", "", ""),
        ("::1", "", ""),
        ("127.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("127.0.0.1", "203.0.113.99, 198.51.100.9", "198.51.100.9"),
        ("203.0.113.7", "not an address", "not an address"),
    ],
)
def test_an_address_is_that_of_the_reader(asked: Asked, client: str, forwarded: str, counted: str) -> None:
    """Behind a proxy the one that the proxy saw last, which a reader cannot make up; an IPv6 network counts once."""
    headers = {"x_forwarded_for": forwarded} if forwarded else {}
    assert stranger(asked("/", client, **headers), {BEHIND_PROXY: "yes"}) == counted
    if counted and not forwarded:
        assert stranger(asked("/", client, x_forwarded_for="198.51.100.1"), {}) == counted


@pytest.mark.parametrize(("client", "counted"), [("127.0.0.1", "127.0.0.1"), ("::ffff:127.0.0.1", "127.0.0.1"), ("::1", "::/64")])
def test_a_proxy_on_this_machine_that_nobody_told_of_is_one_address(asked: Asked, client: str, counted: str) -> None:
    """Neither each of its readers, which it may make up, nor the machine itself, which has no limits."""
    for told in ("198.51.100.1", "198.51.100.2", "127.0.0.1", ""):
        assert stranger(asked("/", client, x_forwarded_for=told), {}) == counted
    assert stranger(asked("/", client), {}) == ""


def test_a_refusal_is_a_plain_sentence_that_nobody_keeps() -> None:
    """With the time to come back in a header."""
    client = TestClient(Starlette(middleware=[Middleware(Gate, questions=(Rates(Stocks(Clock())),))]), client=("203.0.113.7", 1))
    answers = [client.get("/card.png") for _ in range(40)]
    assert answers[0].status_code == 404
    last = answers[-1]
    assert (last.status_code, last.headers["cache-control"]) == (429, "no-store")
    assert last.text == f"Too much was asked from your address; ask again in {last.headers['retry-after']} s.\n"
