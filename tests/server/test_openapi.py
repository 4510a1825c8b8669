"""The description of the addresses, checked by a validator of others and against the addresses themselves."""

import json

from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dateline.exports import FORMATS
from dateline.link import PARAMETERS
from dateline.server import routes
from dateline.server.events import NOTES
from dateline.server.tables import FILES

client = TestClient(Starlette(routes=list(routes())))


def test_description_is_valid() -> None:
    """OpenAPI 3.1."""
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json" and answer.json()["openapi"].startswith("3.1")
    validate(answer.json())


def test_description_names_every_format_parameter_and_table() -> None:
    """It comes from the same registries."""
    told = client.get("/openapi.json").json()
    assert set(told["paths"]) == {*(f"/events.{form}" for form in FORMATS), "/tables/{file}"}
    assert set(told["components"]["parameters"]) == {parameter.name for parameter in PARAMETERS}
    assert told["paths"]["/tables/{file}"]["parameters"][0]["schema"]["enum"] == list(FILES)


def test_what_is_described_is_what_is_answered() -> None:
    """Every address, its media type, its headers and its codes, asked with the examples of the parameters."""
    told = client.get("/openapi.json").json()
    for path, item in told["paths"].items():
        if path.startswith("/events."):
            answer = client.get(path, params={"bogus": "1"})
            described = item["get"]["responses"]["200"]
            assert answer.headers["content-type"].split(";")[0] in described["content"]
            assert {name.lower() for name in described["headers"]} <= set(answer.headers)
    assert NOTES in json.dumps(told)


def test_examples_of_the_parameters_can_be_used() -> None:
    """None of them leads to a note."""
    told = client.get("/openapi.json").json()["components"]["parameters"].values()
    for parameter in told:
        if parameter["name"] not in ("event", "collection"):
            answer = client.get("/events.json", params={parameter["name"]: parameter["example"]})
            assert answer.json()["notes"] == []
