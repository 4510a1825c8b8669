"""Our own routes and middleware around Streamlit's server. Uses the same library as the pages, never the pages."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.page_head import PAGES
from dateline.scripts import INSTRUMENT
from dateline.server import addresses
from dateline.server.cards import card
from dateline.server.doors import closed
from dateline.server.events import METHODS, events
from dateline.server.first import first_page
from dateline.server.gate import Gate
from dateline.server.hosts import other_host
from dateline.server.limits import Rates, Stocks, oversized
from dateline.server.pictures import card_picture
from dateline.server.policy import Policy
from dateline.server.record import Record
from dateline.server.scenes import scene
from dateline.server.share import share_dialog
from dateline.server.shell import SYMBOLS, streamlit_static
from dateline.server.sockets import Sockets
from dateline.server.statics import Statics
from dateline.server.tables import openapi, table
from dateline.server.uploads import Uploads, uploads_shut

ASSETS = Path(__file__).parents[2] / "assets"


def routes() -> Sequence[BaseRoute]:
    """Addresses of ours; each function says what its own is."""
    return [
        *(Route(f"/{page.path}", _page(partial(first_page, page))) for page in PAGES),
        Route("/e/{event_id:path}", addresses.event),
        Route("/list", addresses.plain_list),
        Route("/robots.txt", addresses.robots),
        Route("/sitemap.xml", addresses.sitemap),
        Route("/tables/{file}", table),
        Route("/cards/{event_id}", card),
        Route("/scene.json", scene),
        Route("/card.png", card_picture),
        Route("/share", share_dialog),
        Route("/events.{form}", events, methods=METHODS),
        Route("/openapi.json", openapi),
        Mount("/assets", StaticFiles(directory=ASSETS)),
    ]


def _page(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """As a plain function, which the server runs beside its event loop; it does not look into a partial one."""
    return lambda request: answer(request)


def middleware() -> Sequence[Middleware]:
    """What every request passes through before Streamlit: headers, the questions at the gate, and files that do not change, packed."""
    folders = {"/static": streamlit_static() / "static", "/_stcore/bidi-components/dateline.instrument": INSTRUMENT, "/assets": ASSETS}
    (symbols,) = (ASSETS / "symbols").glob("*.woff2")
    questions = (other_host, closed, uploads_shut, oversized, Rates(Stocks()))
    return [
        Middleware(Record),
        Middleware(Policy),
        Middleware(Gate, questions=questions),
        Middleware(Sockets),
        Middleware(Uploads),
        Middleware(Statics, folders=folders, instead={SYMBOLS: symbols}),
    ]
