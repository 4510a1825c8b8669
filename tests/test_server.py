"""Our own addresses, asked over the server's own interface."""

import json

from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.server import routes
from dateline.shelf import EMBEDDED

client = TestClient(Starlette(routes=list(routes())))


def test_basemap_is_served_from_here() -> None:
    """The three files that the map loads, and the countries to shade."""
    for name in ("land", "borders", "borders_undetermined", "countries"):
        answer = client.get(f"/assets/basemap/{name}.geojson")
        assert answer.status_code == 200
        assert json.loads(answer.text)["type"] == "FeatureCollection"


def test_tables_can_be_taken_as_they_stand() -> None:
    """Byte for byte, with the right type."""
    for name, kind in (("events.csv", "text/csv; charset=utf-8"), ("datapackage.json", "application/json")):
        answer = client.get(f"/tables/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.content == (EMBEDDED / name).read_bytes()


def test_only_tables_can_be_taken() -> None:
    """A name that is none is answered with those that are."""
    for path in ("/tables/README.md", "/tables/..%2fpyproject.toml", "/tables/nothing.csv"):
        answer = client.get(path)
        assert answer.status_code == 404
    assert "events.csv" in client.get("/tables/nothing.csv").text


def test_no_other_file_of_the_checkout_is_served() -> None:
    """A path cannot climb out of the assets."""
    for path in ("/assets/../pyproject.toml", "/assets/%2e%2e/pyproject.toml", "/assets/basemap/../../pyproject.toml"):
        assert client.get(path).status_code == 404
