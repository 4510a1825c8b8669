"""The `dateline` command."""

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import parse_qs

from dateline import doctor, placing, taking_in, tellings
from dateline.blank import write_new
from dateline.checks.copy import Copy, read_copy
from dateline.collection import read_collection
from dateline.errors import CollectionError, DatelineError, FileError
from dateline.exports import FORMATS, Format, pieces
from dateline.exports.extract import LOCAL, Extract
from dateline.link import from_query, named
from dateline.package import package_of, read_package, write_package
from dateline.publishing.folder import publish
from dateline.seal_files import seal, unsealed
from dateline.selection import visible
from dateline.shelf import areas


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives the exit code: 0 sound (or done), 1 findings (or refused), 2 cannot be run."""
    chosen = _parser().parse_args(arguments)
    try:
        copy = read_copy(chosen.source) if getattr(chosen, "source", None) else None
        if chosen.command == "check":
            return _check(chosen.folder, copy, chosen.format)
        if chosen.command == "doctor":
            return _doctor(chosen.address)
        if chosen.command == "seal":
            return _seal(chosen.folder, copy, chosen.event_id)
        if chosen.command == "import":
            code, text = taking_in.take_in(chosen)
            print(text, end="")
            return code
        if chosen.command == "places":
            placed = placing.place(chosen.folder, placing.finder(chosen), input, print)
            print(f"{placed} names placed")
            return 0 if placed else 1
        if chosen.command == "export":
            return _export(chosen.folder, FORMATS[chosen.format], chosen.view, chosen.site, chosen.to)
        if chosen.command == "publish":
            return _publish(chosen.folder, chosen.to, chosen.site)
        if chosen.command == "new":
            return _new(chosen.folder, chosen.title)
        return _package(chosen.folder)
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dateline", description="A sourced table of events as a timeline and a map.")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="make a folder with every table, one example row in each, and a README")
    new.add_argument("folder", type=Path, help="the new collection's folder")
    new.add_argument("--title", default="", help="what the page calls it (default: the folder's name)")
    check = commands.add_parser("check", help="check the tables of a collection")
    _folder(check)
    check.add_argument("--format", choices=list(tellings.FORMATS), default="text", help="text (default), json, or commands of GitHub")
    seal_command = commands.add_parser("seal", help="seal one event that was compared with its source")
    seal_command.add_argument("event_id", metavar="EVENT_ID", help="the event")
    _folder(seal_command)
    for one in (check, seal_command):
        one.add_argument("--source", type=Path, metavar="FILE", help="the copy of the source, to compare with")
    taking_in.options(commands.add_parser("import", help="make a collection of a table of others"))
    placing.options(commands.add_parser("places", help="give places to names that have no coordinates, each accepted by you"))
    _export_options(commands.add_parser("export", help="write the events of a view as a file"))
    published = commands.add_parser("publish", help="write the collection as a site of files, for any host or to be opened from the disk")
    _folder(published)
    published.add_argument("--to", type=Path, default=Path("site"), metavar="OUT", help="the site's folder (default: site)")
    published.add_argument("--site", default="", metavar="ADDRESS", help="its address on the web: links and previews then name it")
    _folder(commands.add_parser("package", help="write datapackage.json anew from the schema; its seal stays"))
    examined = commands.add_parser("doctor", help="examine a deployment from outside, and say what to mend")
    examined.add_argument("address", metavar="URL", help="of the start page")
    return parser


def _export_options(parser: argparse.ArgumentParser) -> None:
    _folder(parser)
    formats = "; ".join(f"{form.name}: {form.what}" for form in FORMATS.values())
    parser.add_argument("--format", choices=list(FORMATS), required=True, help=formats)
    parser.add_argument("--view", default="", metavar="QUERY", help="a link of the page, or what stands behind its question mark")
    parser.add_argument("--site", default=LOCAL, metavar="ADDRESS", help=f"address of the page, for links in the file (default: {LOCAL})")
    parser.add_argument("--to", type=Path, metavar="FILE", help="where to write it (default: what the command prints)")


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", type=Path, default=Path("data"), help="the collection's folder (default: data)")


def _new(folder: Path, title: str) -> int:
    print(f"{write_new(folder, title)}: tables with one example row each. README.md there says what goes where.")
    print(f"Then: dateline check {folder}; make run COLLECTION={folder}")
    return 0


def _check(folder: Path, copy: Copy | None, form: str) -> int:
    collection = read_collection(folder, copy=copy, areas=areas())
    print(tellings.FORMATS[form](collection, folder), end="")
    return 1 if collection.findings else 0


def _doctor(address: str) -> int:
    verdicts = []
    for verdict in doctor.examine(address):
        print(verdict, flush=True)
        verdicts.append(verdict)
    return 0 if all(one.sound for one in verdicts) else 1


def _seal(folder: Path, copy: Copy | None, event_id: str) -> int:
    collection = read_collection(folder, copy=copy, areas=areas())
    row = unsealed(folder, collection, event_id)
    print(tellings.before_seal(row, collection, copy), end="")
    try:
        answer = input(f"Seal {event_id} as it stands? [y/N] ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        print("Nothing was written.")
        return 1
    print(f"Sealed: {seal(folder, event_id)}")
    return 0


def _export(folder: Path, form: Format, query: str, site: str, to: Path | None) -> int:
    asked = parse_qs(query.rpartition("?")[2], keep_blank_values=True)
    collection = read_collection(folder, linked=named(asked), areas=areas())
    view, notes = from_query(asked, collection)
    extract = Extract(visible(collection, view), f"{site.rstrip('/')}/", notes)
    if to is None and not form.is_text and sys.stdout.isatty():
        raise FileError(f"{form.title} is no text to be printed; name a file: --to {extract.file_name(form.name)}")
    try:
        with nullcontext(sys.stdout.buffer) if to is None else to.open("wb") as file:
            for piece in pieces(extract, form):
                file.write(piece)
    except OSError as error:
        raise FileError(f"{to or 'the output'} cannot be written ({error.strerror}); name another file by --to") from None
    for text in (*(f"note: {note}" for note in notes), f"{to or form.title}: {extract.summary}"):
        print(text, file=sys.stderr)
    return 0


def _publish(folder: Path, to: Path, site: str) -> int:
    if site and not site.startswith(("http://", "https://")):
        raise FileError(f"'{site}' is no address of a site; write it whole: --site https://example.org/events/")
    collection = read_collection(folder, areas=areas())
    count, size = publish(collection, folder, to, f"{site.rstrip('/')}/" if site else "")
    if collection.withheld:
        print(f"note: {collection.withheld:,} rows are withheld; dateline check {folder} says why", file=sys.stderr)
    print(
        f"{to}: {len(collection.events):,} events in {count:,} files, {size / 1e6:.1f} MB. Open {to / 'index.html'}, or copy it to a host."
    )
    if not site:
        print("Its links are relative. With --site ADDRESS previews, feed, sitemap and citations name its address.")
    return 0


def _package(folder: Path) -> int:
    if not folder.is_dir():
        raise CollectionError(f"there is no folder '{folder}'; name the folder of a collection")
    print(write_package(folder, package_of(read_package(folder), folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
