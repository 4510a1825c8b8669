"""The floor of this chart library: both charts in one static page, with the same plotly.js and the events inside it."""

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.tables import Table
from dateline.scripts import INSTRUMENT

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Static</title><style>.plot {{ width: 100%; height: 420px }}</style>
<p>{buttons}</p><div class="plot" id="time"></div><div class="plot" id="map"></div>
<script type="module">
import plotly from "./vendor/plotly.min.js";
import "./vendor/plotly-map.min.js";
const events = {events};
let chosen = "";
function draw() {{
  const shown = events.filter((one) => !chosen || one[4].includes(chosen));
  const located = shown.filter((one) => one[2] !== null);
  plotly.react("time", [{{ type: "scatter", mode: "markers", x: shown.map((one) => one[0]), y: shown.map((one) => one[1]) }}], {{}});
  const points = {{ type: "scattermap", mode: "markers", lat: located.map((one) => one[2]), lon: located.map((one) => one[3]) }};
  plotly.react("map", [points], {{ map: {{ style: "white-bg", zoom: 1 }} }});
}}
for (const button of document.querySelectorAll("button")) button.addEventListener("click", () => {{
  chosen = chosen === button.dataset.code ? "" : button.dataset.code;
  draw();
}});
draw();
</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def static_page(folder: Path, table: Table) -> Iterator[str]:
    """Write it into a folder and serve that; gives its address."""
    shutil.copytree(INSTRUMENT / "vendor", folder / "vendor")
    buttons = " ".join(f'<button data-code="{code}">{code}</button>' for code in table.countries)
    (folder / "index.html").write_text(PAGE.format(buttons=buttons, events=json.dumps(table.events)), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
