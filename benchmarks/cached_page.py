"""How much slower a kept page is than a static file of the same size, served by the same process.

    python benchmarks/cached_page.py

Starts gunicorn with one worker on a catalogue of its own, asks for both in turns, and prints JSON: the best mean time
of a request in microseconds for each, and their ratio, plain and compressed. The ratio should stay under 1.5.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/sv/guides/when-a-backup-fails/"
STATIC = "/static/same-size.html"
ROUNDS, REQUESTS = 9, 200


def main() -> None:
    folder = tempfile.mkdtemp(prefix="orsak-benchmark-")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kb.settings",
        "ORSAK_DATA_DIR": folder,
        "ORSAK_SECRET_KEY": "only for this benchmark, and long enough for it",
        "ORSAK_DEBUG": "0",
        "ORSAK_HTTPS": "0",
    }
    sys.path.insert(0, str(ROOT))
    try:
        page = _prepare()
        print(json.dumps(_measure(len(page)), indent=2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare() -> bytes:
    """Fill a database, collect the static files and put a copy of the page among them; returns the page."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from whitenoise.compress import Compressor

    from tests.catalogue import build_harbour

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    build_harbour()
    page = Client(headers={"Host": "localhost"}).get(PAGE).content
    copy = Path(settings.STATIC_ROOT) / "same-size.html"
    copy.write_bytes(page)
    list(Compressor(quiet=True).compress(str(copy)))
    return page


def _measure(size: int) -> dict[str, object]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "kb.wsgi",
        "-w",
        "1",
        "-b",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        found: dict[str, object] = {"bytes": size}
        for coding in ("identity", "br"):
            best = {PAGE: float("inf"), STATIC: float("inf")}
            for _round in range(ROUNDS):
                for path in best:
                    best[path] = min(best[path], _mean(port, path, coding))
            found[coding] = {
                "page_us": round(best[PAGE]),
                "static_us": round(best[STATIC]),
                "ratio": round(best[PAGE] / best[STATIC], 2),
            }
        return found
    finally:
        server.terminate()
        server.wait(timeout=20)


def _mean(port: int, path: str, coding: str) -> float:
    """Microseconds a request takes, connection and all."""
    start = time.perf_counter()
    for _number in range(REQUESTS):
        _get(port, path, coding)
    return (time.perf_counter() - start) / REQUESTS * 1e6


def _get(port: int, path: str, coding: str) -> bytes:
    connection = http.client.HTTPConnection("localhost", port, timeout=20)
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return body


def _wait(port: int) -> None:
    for _attempt in range(100):
        try:
            _get(port, PAGE, "identity")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn did not start")


if __name__ == "__main__":
    main()
