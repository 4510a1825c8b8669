"""What the proxy tells a browser to keep: the name of a process, for the proxy alone."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.browser.server import free_port
from tests.faults.site import NAMES, Site, start_proxy, stop_proxy, write_proxy

CERTIFICATE = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out certificate.pem -days 1 -subj /CN=a"
)


def told(address: str, trust: ssl.SSLContext | None = None) -> list[str]:
    """The cookie's parts, as a session is opened."""
    with connect(f"{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], ssl=trust) as stream:
        assert stream.response
        return [part.strip() for part in stream.response.headers["Set-Cookie"].split(";")]


def test_no_script_and_no_other_site_reads_the_name_of_the_process(site: Site) -> None:
    """It goes with the window, and a link from elsewhere takes it along to the page only."""
    name, *attributes = told(site.address.replace("http", "ws", 1))
    assert name in [f"dateline_process={one}" for one in NAMES]
    assert attributes == ["Path=/", "HttpOnly", "SameSite=Lax"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="nothing here makes a certificate")
def test_behind_tls_it_goes_over_tls_only(site: Site, tmp_path: Path) -> None:
    """The same template, where it listens with a certificate."""
    subprocess.run(CERTIFICATE.split(), cwd=tmp_path, check=True, capture_output=True)
    port = free_port()
    write_proxy(tmp_path, f"{port} ssl", site.ports)
    settings = tmp_path / "dateline.conf"
    settings.write_text(f"ssl_certificate certificate.pem;\nssl_certificate_key key.pem;\n{settings.read_text('utf-8')}", "utf-8")
    proxy = start_proxy(tmp_path, port)
    try:
        trust = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
        trust.check_hostname = False
        assert told(f"wss://127.0.0.1:{port}", trust)[1:] == ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"]
    finally:
        stop_proxy(proxy)
