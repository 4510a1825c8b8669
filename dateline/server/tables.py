"""The files of the collection as they stand, and what describes them to programs."""

import os

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from dateline import shelf
from dateline.errors import CollectionError
from dateline.link import named
from dateline.schema import TABLES
from dateline.server.asking import parameters, status_of
from dateline.server.events import OPEN_TO_ALL
from dateline.server.openapi import description
from dateline.server.site import site

FILES = (*(name for table in TABLES.values() for name in (table.file, table.parquet)), "datapackage.json")
_TYPES = {".csv": "text/csv; charset=utf-8", ".parquet": "application/vnd.apache.parquet", ".json": "application/json"}


def table(request: Request) -> Response:
    """`/tables/FILE`: one of them, byte for byte; `status_of` where there is no collection."""
    name = request.path_params["file"]
    try:
        path = shelf.folder(os.environ, named(parameters(request))) / name
    except CollectionError as error:
        return PlainTextResponse(f"{error}.", status_of(error))
    if name not in FILES or not path.is_file():
        there = ", ".join(one for one in FILES if path.with_name(one).is_file())
        return PlainTextResponse(f"There is no such table here; there are: {there}.", 404)
    return FileResponse(path, filename=name, media_type=_TYPES[path.suffix])


def openapi(request: Request) -> Response:
    """`/openapi.json`: what programs need to know of the files of events and tables."""
    return JSONResponse(description(site(request, os.environ), FILES), headers=OPEN_TO_ALL)
