"""A production server of its own, for pictures and benchmarks: what `make run` gives, elsewhere and for a moment."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def served_site(prepare: str = "") -> Iterator[str]:
    """The site with its content on a free port; yields its address. `prepare` is Python to run on the data before."""
    with prepared_data(prepare) as environment, _gunicorn(environment) as address:
        yield address


@contextmanager
def prepared_data(prepare: str = "") -> Iterator[dict[str, str]]:
    """A folder with the site's data for a moment; yields the environment in which the site uses it."""
    with tempfile.TemporaryDirectory(prefix="orsak-served-") as folder:
        environment = os.environ | {
            "ORSAK_DATA_DIR": folder,
            "ORSAK_SECRET_KEY": "only for a server that lives a minute, and long enough",
            "ORSAK_DEBUG": "off",
            "ORSAK_HTTPS": "off",
            "WEB_CONCURRENCY": "1",
            "PORT": str(_free_port()),
        }
        environment.pop("DATABASE_URL", None)
        for arguments in (["prepare_site"], ["collectstatic", "--noinput", "-v0"], ["shell", "-v0", "-c", prepare]):
            subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
        yield environment


@contextmanager
def _gunicorn(environment: Mapping[str, str]) -> Iterator[str]:
    command = [sys.executable, "-m", "gunicorn", "--log-level", "error", "kb.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stderr=subprocess.DEVNULL)
    try:
        port = int(environment["PORT"])
        _wait(port)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(port: int) -> None:
    for _attempt in range(300):
        connection = http.client.HTTPConnection("localhost", port, timeout=20)
        try:
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("gunicorn did not start")
