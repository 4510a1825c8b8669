"""What the command prints: the findings as text, as JSON, as commands of GitHub's workflows; an event before it is sealed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from dateline import words
from dateline.checks import Finding
from dateline.checks.copy import Copy
from dateline.collection import Collection
from dateline.seal_files import Unsealed


def as_text(collection: Collection, folder: Path) -> str:
    """One line a finding; then which rules were not run, and the sum."""
    shown = collection.rows_in_file - collection.withheld
    skipped = sorted((ran.why_not, ran.rule.name) for ran in collection.rules if ran.why_not)
    lines = [str(finding) for finding in collection.findings]
    lines += [f"not run: {why} ({', '.join(name for _, name in names)})" for why, names in groupby(skipped, key=lambda one: one[0])]
    lines.append(
        f"{words.number(len(collection.findings), 'finding')} by {words.number(len(collection.rules) - len(skipped), 'rule')}; "
        f"{words.number(collection.rows_in_file, 'row')} in {collection.file}: {shown:,} sound, {collection.withheld:,} withheld."
    )
    return "\n".join(lines) + "\n"


def as_json(collection: Collection, folder: Path) -> str:
    """One object: `findings`, `rules` (with `not_run`, null where it was), and the numbers of rows."""
    told = {
        "folder": str(folder),
        "fingerprint": collection.fingerprint,
        "rows": collection.rows_in_file,
        "withheld": collection.withheld,
        "findings": [asdict(finding) for finding in collection.findings],
        "rules": [
            {"rule": ran.rule.name, "level": ran.rule.level, "holds": ran.rule.holds, "not_run": ran.why_not or None}
            for ran in collection.rules
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_github(collection: Collection, folder: Path) -> str:
    """One workflow command a finding, which GitHub shows beside the line: an error where rows are withheld, else a warning."""
    lines = [_annotation(finding, folder) for finding in collection.findings]
    lines += [f"::notice::{_escaped(f'{ran.rule.name}: not run: {ran.why_not}')}" for ran in collection.rules if ran.why_not]
    return "".join(f"{line}\n" for line in lines)


FORMATS: dict[str, Callable[[Collection, Path], str]] = {"text": as_text, "json": as_json, "github": as_github}
"""By the name that the command takes."""


def _annotation(finding: Finding, folder: Path) -> str:
    where = [f"file={_property((folder / finding.file).as_posix())}", f"line={finding.line or 1}", f"title={_property(finding.rule)}"]
    return f"::{'error' if finding.withholds else 'warning'} {','.join(where)}::{_escaped(str(finding))}"


def _escaped(text: str) -> str:
    """A message of one line, as the runner reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def before_seal(row: Unsealed, collection: Collection, copy: Copy | None) -> str:
    """What there is to compare before an event is sealed: its cells, the paragraphs, what the checks say, what else the seal takes in."""
    return "\n".join(_before_seal(row, collection, copy)) + "\n"


def _before_seal(row: Unsealed, collection: Collection, copy: Copy | None) -> Iterator[str]:
    width = max(map(len, row.cells))
    for name, cell in row.cells.items():
        if name != "seal":
            yield f"{name:{width}}  {cell}"
    yield ""
    source = collection.sources[row.source_id]
    if copy is not None and source.sha256 == copy.sha256:
        for number in row.paragraphs:
            yield f"paragraph {number}: {copy.paragraphs[number] if number < len(copy.paragraphs) else 'is not in the copy'}"
    else:
        why = "the copy given is another" if copy is not None else "no copy of the source (--source FILE)"
        yield f"paragraph {', '.join(map(str, row.paragraphs))}: not shown, {why}"
    event = collection.event(row.event_id)
    for finding in collection.findings:
        if event is not None and finding.file == collection.file and finding.line == event.line:
            yield f"finding: {finding}"
    for file in row.also:
        yield f"also: {file} is not as it was at the last seal; the seal over all tables takes it in as it stands"
    yield {"sealed": "The row is sealed as it stands.", "changed": "Changed since it was checked.", "never": "Never sealed."}[row.state]
