"""A browser for the browser tests: found if there is one, installed if there is not.

Run as a script it installs what is missing, prints the path of the browser and exits 0, or says what to do and exits 1.
Tests take `find()` and `LAUNCH_FLAGS` from here.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Names under which systems install it, the free build first."""

NOT_WANTED = (
    # The address bar of each new window, a page of the browser's own in two processes: as much work as opening our page.
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    # What playwright switches off; its list does not count beside another one. The browser's own requests:
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PreconnectToSearch",
    # and what comes between a hand and a page:
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "LensOverlay", "PaintHolding", "ThirdPartyStoragePartitioning",
)  # fmt: skip

LAUNCH_FLAGS = (
    "--no-sandbox",  # the sandbox needs rights that a container does not have
    "--disable-gpu-sandbox",
    "--use-angle=swiftshader",  # WebGL for the map where there is no graphics card
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",  # only the map is worth the detour by WebGL where a processor does it all
    "--disable-background-networking",  # the browser's own requests would hide a foreign one of the page
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join(NOT_WANTED)}",
)

ADVICE = """No Chromium was found, and none could be installed here. The browser tests need one. Any of these will do:
  Debian             sudo apt-get install chromium
  Fedora             sudo dnf install chromium
  macOS              brew install --cask chromium
  anything else      .venv/bin/playwright install --with-deps chromium
or set CHROMIUM to the path of a Chromium or Chrome that you have. Without a browser: make test-quick"""


def find() -> str | None:
    """Path of a Chromium: the one in the variable CHROMIUM, the system's, or Playwright's own; None without one."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright  # slow to load, and not needed when the system has a browser

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


def _ways() -> list[list[str]]:
    """Commands to try, in order, on this machine. Each line of the answer is one command."""
    root = as_root()
    ways: list[list[str]] = []
    # Ubuntu's package only points to a snap, which does not run in a container: Playwright's build is better there.
    if shutil.which("apt-get") and root is not None and _system() != "ubuntu":
        ways += [[*root, "apt-get", "update"], [*root, "apt-get", "install", "--yes", "chromium"]]
    if shutil.which("dnf") and root is not None:
        ways += [[*root, "dnf", "install", "--assumeyes", "chromium"]]
    if shutil.which("brew"):
        ways += [["brew", "install", "--cask", "chromium"]]
    install = [sys.executable, "-m", "playwright", "install"]
    # --with-deps asks for a password where root's rights are missing: then without.
    ways += [[*install, "--with-deps", "chromium"]] if root is not None else []
    return [*ways, [*install, "chromium"]]


def as_root() -> list[str] | None:
    """What to put before a command so that root runs it: nothing, or sudo without a password; None if neither works."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    able = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if able else None


def _system() -> str:
    """The distribution's short name, such as `debian`; empty where the system has none."""
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


def install() -> str | None:
    """Try one way after the other until there is a browser; its path, or None."""
    for command in _ways():
        print("Installing a browser for the tests:", " ".join(command), flush=True)
        try:
            # Ten minutes: a slow mirror may need some, a dead one hangs for ever.
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as problem:
            print(f"That failed: {problem}", flush=True)
        path = find()
        if path:
            return path
    return None


def main() -> int:
    """Exit code: 0 with a browser, 1 without."""
    path = find()
    if path is None and os.environ.get("CHROMIUM"):
        print(f"CHROMIUM is set to {os.environ['CHROMIUM']!r}, and there is no such program.", file=sys.stderr)
        return 1
    path = path or install()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(f"Browser for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
