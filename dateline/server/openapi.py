"""`/openapi.json`: the addresses for programs, described (OpenAPI 3.1). All of it comes from the registries that the addresses use."""

from typing import Any

from dateline import __version__
from dateline.exports import FORMATS
from dateline.link import PARAMETERS
from dateline.schema import TABLES
from dateline.server.asking import LONGEST_QUERY
from dateline.server.events import FRESH_S, NOTES

_MANY = frozenset({"country", "role", "category", "status", "shape"})
"""Parameters that may stand several times."""


def description(site: str, files: tuple[str, ...]) -> dict[str, Any]:
    """The description of a server at this address that gives these tables."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "summary": "The events of a view in several formats, and the tables as they stand.",
            "description": "The query of a file is that of the page: copy the address of a view and put `events.FORMAT` before the "
            "question mark. What in a query cannot be used is left out, and said.",
        },
        "servers": [{"url": site.rstrip("/") or "/"}],
        "paths": {**{f"/events.{name}": _events(name) for name in FORMATS}, "/tables/{file}": _table(files)},
        "components": {
            "parameters": {parameter.name: _parameter(parameter.name, parameter.meaning, parameter.example) for parameter in PARAMETERS},
            "headers": _headers(),
            "responses": {
                "unchanged": {"description": "You have it: the data, the view and the format are those of your ETag."},
                "unknown": {"description": "There is no such thing; the text lists what there is.", **_plain()},
                "long": {"description": f"The query has more than {LONGEST_QUERY:,} characters.", **_plain()},
                "empty": {"description": "The server has no table that it can read; the text says why.", **_plain()},
            },
        },
    }


def _events(name: str) -> dict[str, Any]:
    form = FORMATS[name]
    shared = {"parameters": [{"$ref": f"#/components/parameters/{parameter.name}"} for parameter in PARAMETERS]}
    headers = {header: {"$ref": f"#/components/headers/{header}"} for header in _headers()}
    schema: dict[str, Any] = {"type": "object"} if "json" in form.media_type else {"type": "string"}
    answers = {
        "200": {"description": f"{form.title}: {form.what}.", "headers": headers, "content": {form.media_type: {"schema": schema}}},
        "304": {"$ref": "#/components/responses/unchanged"},
        "404": {"$ref": "#/components/responses/unknown"},
        "414": {"$ref": "#/components/responses/long"},
        "503": {"$ref": "#/components/responses/empty"},
    }
    told = f"Exactly the events that the view shows, as {form.title}"
    name = name.replace(".", "-")
    without_body = answers | {"200": {"description": "The headers alone.", "headers": headers}}
    return shared | {
        "get": {"operationId": f"events-{name}", "summary": told, "responses": answers},
        "head": {"operationId": f"events-{name}-head", "summary": f"{told}: headers alone", "responses": without_body},
    }


def _table(files: tuple[str, ...]) -> dict[str, Any]:
    kinds = {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}}
    meaning = "; ".join(f"{table.file}: {table.meaning}" for table in TABLES.values())
    file = {"name": "file", "in": "path", "required": True, "description": meaning, "schema": {"enum": list(files)}}
    return {
        "parameters": [file, {"$ref": "#/components/parameters/collection"}],
        "get": {
            "operationId": "table",
            "summary": "One table of the collection, byte for byte, or its description (Frictionless Data Package)",
            "responses": {"200": {"description": "The file.", "content": kinds}, "404": {"$ref": "#/components/responses/unknown"}},
        },
    }


def _parameter(name: str, meaning: str, example: str) -> dict[str, Any]:
    many = name in _MANY
    schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}} if many else {"type": "string"}
    told = {"name": name, "in": "query", "description": meaning, "schema": schema, "example": [example] if many else example}
    return told | ({"style": "form", "explode": True} if many else {})


def _headers() -> dict[str, Any]:
    told = {
        "ETag": "changes with the view, the data and the format; send it back as If-None-Match",
        "Cache-Control": f"a copy may be used for {FRESH_S} seconds without asking",
        "Content-Disposition": "a name for the file",
        "Link": "rel=canonical: the page with this view, its title the summary; rel=describedby: the description of the tables",
        NOTES: "what in the query could not be used: a list of display strings (RFC 9651); missing where all of it was",
    }
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in told.items()}


def _plain() -> dict[str, Any]:
    return {"content": {"text/plain": {"schema": {"type": "string"}}}}
