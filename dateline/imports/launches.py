"""Launch logs of GCAT (J. McDowell): padded cells, `-` for nothing, `?` for doubt, a row for each payload."""

from dateline.imports.form import Cells, Format, has_columns


def _name(text: str) -> str:
    return "" if text == "-" else " ".join(text.split())


def _title(cells: Cells) -> str:
    vehicle, code = _name(cells.at("lv_type")), cells.at("launch_code")
    failed = "fails" if code[1:2] == "F" else "is launched"
    return f"{vehicle or 'A launch vehicle'} {failed}: {_name(cells.at('plname')) or _name(cells.at('name')) or cells['id']}"


def _told(cells: Cells) -> str:
    site, pad = _name(cells["place"]), _name(cells.at("launch_pad"))
    return f"{_title(cells)}. Launch {' '.join(cells['id'].split())}, from {site}{f', pad {pad}' if pad else ''}."


FORMAT = Format(
    name="launches",
    title="GCAT launch log",
    what="orbital launches of the General Catalog of Artificial Space Objects, a row a payload",
    known_by=has_columns("launch_tag", "launch_date", "lv_type"),
    columns={
        "id": ("launch_tag",), "start": ("launch_date",), "place": ("launch_site",), "actor": ("lvstate",), "participant": ("satstate",),
    },
    differs=(
        "header with # before it", "comments below the header", "padded cells", "- for nothing",
        "1957 Oct  4 1928:34: clock in UTC, run on", "1850?: doubt about the clock, not the day", "2021 Mar 18?: doubt about the day",
        "several payloads of one launch: one event", "codes of states of its own: I-ESA, CSSR",
    ),
    source="J. McDowell, General Catalog of Artificial Space Objects, CC BY 4.0",
    category=lambda cells: "launch",
    titled=_title,
    told=_told,
    codes={"actor": "gcat", "participant": "gcat"},
    together=True,
    doubtful=lambda cells: cells["start"].endswith("?"),
)  # fmt: skip
