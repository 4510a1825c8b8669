"""Files that do not change: packed once in the encoding that is asked for, kept as long as their name stands for their content."""

import gzip
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
import zstandard
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline import page_head
from dateline.server import ASSETS, INSTRUMENT, middleware, routes, statics
from dateline.server.packing import encoding
from dateline.server.shell import streamlit_static
from dateline.server.statics import HASHED, Statics

client = TestClient(Starlette(routes=list(routes()), middleware=list(middleware())))
UNPACK = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}
SCRIPT = max((streamlit_static() / "static" / "js").glob("index.*.js"), key=lambda file: file.stat().st_size)


def raw(path: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """The body as it went over the wire, and the headers."""
    with client.stream("GET", path, headers=headers) as answer:
        assert answer.status_code == 200
        return b"".join(answer.iter_raw()), dict(answer.headers)


@pytest.mark.parametrize("name", ["br", "zstd", "gzip"])
@pytest.mark.parametrize(
    ("path", "file"),
    [
        (f"/static/js/{SCRIPT.name}", SCRIPT),
        ("/assets/basemap/countries.geojson", ASSETS / "basemap" / "countries.geojson"),
        ("/_stcore/bidi-components/dateline.instrument/instrument.css", INSTRUMENT / "instrument.css"),
    ],
)
def test_a_file_goes_out_packed_as_asked(name: str, path: str, file: Path) -> None:
    """It is smaller, says how it is packed, and is the same file when unpacked."""
    body, headers = raw(path, **{"accept-encoding": name})
    assert headers["content-encoding"] == name
    assert headers["vary"] == "Accept-Encoding"
    assert len(body) < 0.6 * file.stat().st_size
    assert UNPACK[name](body) == file.read_bytes()


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("", ""),
        ("br;q=much", ""),
    ],
)
def test_the_smallest_allowed_encoding_is_chosen(accepted: str, chosen: str) -> None:
    """What the browser forbids or does not name is not sent."""
    assert encoding(accepted) == chosen


def test_without_an_encoding_the_file_goes_out_as_it_is() -> None:
    """A client that asks for none gets none."""
    body, headers = raw(f"/static/js/{SCRIPT.name}", **{"accept-encoding": "identity"})
    assert "content-encoding" not in headers
    assert body == SCRIPT.read_bytes()


def test_hashed_names_are_kept_for_ever_and_others_asked_after() -> None:
    """A name with a hash never stands for other content; the others have a tag, and 304 where it still holds."""
    kept = client.get(f"/static/js/{SCRIPT.name}").headers["cache-control"]
    assert "immutable" in kept and "max-age=31536000" in kept
    path = "/_stcore/bidi-components/dateline.instrument/instrument.js"
    answer = client.get(path)
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_only_names_with_a_hash_count_as_hashed() -> None:
    """Every file of Streamlit's page has one; of ours what the builds of scripts name so, and two fonts."""
    theirs = [file.name for file in (streamlit_static() / "static").rglob("*") if file.is_file()]
    ours = {file.name for folder in (INSTRUMENT, ASSETS) for file in folder.rglob("*") if file.is_file() and HASHED.fullmatch(file.name)}
    assert len(theirs) > 100
    assert not [name for name in theirs if not HASHED.fullmatch(name)]
    assert {name.split("-")[0] for name in ours} == {"shared", "flags", "instrument", "symbols"}


def test_a_file_is_packed_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The second reader gets what was made for the first; an edited file is packed anew and has another tag."""
    made: list[int] = []
    pack = statics.pack
    monkeypatch.setattr(statics, "pack", lambda body, name: made.append(1) or pack(body, name))
    file = tmp_path / "long.css"
    file.write_text("p { color: red }\n" * 200)
    app = Starlette(middleware=[Middleware(Statics, folders={"/files": tmp_path})])
    files = TestClient(app)
    tags = [files.get("/files/long.css").headers["etag"] for _ in range(3)]
    assert len(made) == 1 and len(set(tags)) == 1
    file.write_text("p { color: blue }\n" * 300)
    answer = files.get("/files/long.css")
    assert "blue" in answer.text and answer.headers["etag"] != tags[0]


def test_nothing_outside_the_folders_is_served(tmp_path: Path) -> None:
    """A path that climbs, a link that leads out, a folder: all of these are left to what stands behind."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    behind = Route("/{path:path}", lambda request: PlainTextResponse("behind"))
    files = TestClient(Starlette(routes=[behind], middleware=[Middleware(Statics, folders={"/files": inside})]))
    for path in ("/files/../secret.txt", "/files/%2e%2e/secret.txt", "/files/out.txt", "/files/", "/files/none.txt", "/files/a%00b"):
        assert files.get(path).text == "behind", path


def test_head_tells_the_same_without_the_file() -> None:
    """A link checker learns type, size and tag."""
    path = f"/static/js/{SCRIPT.name}"
    asked, told = client.get(path), client.head(path)
    assert told.status_code == 200
    for name in ("etag", "content-type", "content-length", "cache-control"):
        assert told.headers[name] == asked.headers[name]


def test_a_script_of_another_version_is_missing_and_not_the_page() -> None:
    """A page that was loaded before a new version came asks for scripts of its own; answered with a page it would stop half-way."""
    answer = client.get("/static/js/index.AbCd1234.js")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    assert "text/plain" in answer.headers["content-type"]


def test_font_of_flags_is_kept_for_good_under_a_name_made_of_its_content() -> None:
    """Every page names the file that there is."""
    (font,) = (ASSETS / "flags").glob("*.woff2")
    body, headers = raw(f"/assets/flags/{font.name}")
    assert font.stem.removeprefix("flags-").lower() == sha256(body).hexdigest()[:8]
    assert (headers["content-type"], headers["cache-control"]) == ("font/woff2", statics.FOR_EVER)
    assert f"assets/flags/{font.name}" in page_head.style()
