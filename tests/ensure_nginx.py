"""nginx for the tests of faults: found if there is one, installed if there is not.

`python -m tests.ensure_nginx` installs what is missing, prints where it is and exits 0, or says what to do and exits 1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.ensure_chromium import as_root

ADVICE = """No nginx was found, and none could be installed here. The tests of faults need one. Any of these will do:
  Debian, Ubuntu     sudo apt-get install nginx
  Fedora             sudo dnf install nginx
  macOS              brew install nginx
or set NGINX to the path of one that you have. Without it: make test-quick"""


def find() -> str | None:
    """Path of an nginx: the one in the variable NGINX, or the system's; None without one."""
    named = os.environ.get("NGINX")
    # Beside each "bin" there may be an "sbin", for programs of administrators, where others do not look.
    folders = [folder for one in os.get_exec_path() for folder in (one, str(Path(one).with_name("sbin")))]
    return shutil.which(named) if named else shutil.which("nginx", path=os.pathsep.join(folders))


def install() -> str | None:
    """Try what this machine has; its path, or None. What the system would start as a service is not needed, and does no harm."""
    root = as_root()
    ways = [["brew", "install", "nginx"]] if shutil.which("brew") else []
    if root is not None and shutil.which("apt-get"):
        ways = [[*root, "apt-get", "update"], [*root, "apt-get", "install", "--yes", "nginx"]]
    elif root is not None and shutil.which("dnf"):
        ways = [[*root, "dnf", "install", "--assumeyes", "nginx"]]
    for command in ways:
        print("Installing nginx for the tests:", " ".join(command), flush=True)
        try:
            # Ten minutes: a slow mirror may need some, a dead one hangs for ever.
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as problem:
            print(f"That failed: {problem}", flush=True)
    return find()


def main() -> int:
    """Exit code: 0 with nginx, 1 without."""
    path = find() or install()
    if path is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(f"nginx for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
