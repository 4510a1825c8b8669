"""The site in its folder: written whole or not at all, over nothing but a site."""

from pathlib import Path

import pytest

from dateline import publishing
from dateline.cli import main
from dateline.collection import Collection, read_collection
from dateline.errors import FileError
from dateline.publishing import folder as writing
from dateline.publishing.folder import publish

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def table(harbour: Path) -> Collection:
    """The collection."""
    return read_collection(harbour)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_command_writes_a_site_that_others_can_read_and_says_so(harbour: Path, tmp_path: Path, capsys: Captured) -> None:
    """What it wrote, how large it is, and what an address would add."""
    assert main(["publish", str(harbour), "--to", str(tmp_path / "deep" / "site")]) == 0
    said = capsys.readouterr().out
    assert f"3 events in {len(names(tmp_path / 'deep' / 'site'))} files" in said and "--site" in said
    assert (tmp_path / "deep" / "site").stat().st_mode & 0o055 == 0o055
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["site"]


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/"])
def test_an_address_that_is_none_is_refused(harbour: Path, tmp_path: Path, capsys: Captured, address: str) -> None:
    """Every link of the site would be wrong."""
    assert main(["publish", str(harbour), "--to", str(tmp_path / "site"), "--site", address]) == 2
    assert "write it whole" in capsys.readouterr().err and not (tmp_path / "site").exists()


def test_a_folder_that_is_no_site_is_never_written_over(table: Collection, harbour: Path, tmp_path: Path) -> None:
    """Least of all the collection's own."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear")
    for taken in (tmp_path / "letters", tmp_path / "letters" / "letter.txt", harbour, harbour.parent):
        before = names(taken)
        with pytest.raises(FileError, match="no site of Dateline's"):
            publish(table, harbour, taken)
        assert names(taken) == before


def test_a_site_is_replaced_and_what_stands_beside_it_stays(table: Collection, harbour: Path, tmp_path: Path) -> None:
    """The name for the host and the history of a branch are not of the site; a page of an event that is gone goes."""
    site = tmp_path / "site"
    publish(table, harbour, site)
    first = names(site)
    (site / "CNAME").write_text("example.org")
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref")
    old = site / "e" / "event-0.html"
    old.write_text("old")
    mark = site / publishing.MARK
    mark.write_text(mark.read_text().replace('"e/event-1.html"', '"e/event-0.html",\n  "e/event-1.html"'))

    publish(table, harbour, site)
    assert names(site) == first | {"CNAME", ".git/HEAD"}


def test_a_strange_file_inside_a_site_stops_it_before_anything_is_lost(table: Collection, harbour: Path, tmp_path: Path) -> None:
    """A page that somebody wrote among those of the events."""
    site = tmp_path / "site"
    publish(table, harbour, site)
    (site / "e" / "mine.html").write_text("mine")
    with pytest.raises(FileError, match=r"mine\.html.*take it away"):
        publish(table, harbour, site)
    assert (site / "e" / "mine.html").read_text() == "mine" and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_too_many_events_are_refused_with_what_to_do(
    table: Collection, harbour: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old site stays as it was."""
    publish(table, harbour, tmp_path / "site")
    before = names(tmp_path / "site")
    monkeypatch.setattr(publishing, "MOST_EVENTS", 2)
    with pytest.raises(FileError, match="2 at most"):
        publish(table, harbour, tmp_path / "site")
    assert names(tmp_path / "site") == before and writing.MARK in before
