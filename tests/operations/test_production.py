"""The server of production, started for real: gunicorn, whitenoise, headers, logs."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import ROOT, SECRET, environment, manage


@dataclass(frozen=True)
class Server:
    port: int
    log: Path

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        response.text = response.read()  # type: ignore[attr-defined]
        return response


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _gunicorn(tmp: Path, port: int, **given: str) -> subprocess.Popen[bytes]:
    with (tmp / "log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "kb.wsgi"],
            cwd=ROOT,
            env=environment(ORSAK_DATA_DIR=str(tmp), PORT=str(port), WEB_CONCURRENCY="1", **given),
            stdout=log,
            stderr=log,
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    tmp = tmp_path_factory.mktemp("site")
    given = {"ORSAK_DATA_DIR": str(tmp), "ORSAK_SECRET_KEY": SECRET}
    assert manage("migrate", "--verbosity", "0", **given).returncode == 0
    assert manage("collectstatic", "--noinput", "--verbosity", "0", **given).returncode == 0
    port = _free_port()
    process = _gunicorn(tmp, port, ORSAK_SECRET_KEY=SECRET)
    try:
        for _attempt in range(300):
            assert process.poll() is None, (tmp / "log").read_text()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Server(port, tmp / "log")
    finally:
        process.terminate()
        process.wait(30)


def test_plain_http_is_sent_to_https(server: Server) -> None:
    answer = server.get("/sv/")
    assert answer.status == 301
    assert answer.headers["Location"] == "https://127.0.0.1/sv/".replace("127.0.0.1", f"127.0.0.1:{server.port}")


def test_health_is_asked_over_plain_http(server: Server) -> None:
    assert server.get("/health/").status == 200


def test_a_page_carries_the_headers_of_a_careful_site(server: Server) -> None:
    answer = server.get("/sv/", X_Forwarded_Proto="https")
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Set-Cookie"] is None


def test_static_files_have_hashed_names_and_come_compressed(server: Server) -> None:
    page = server.get("/sv/", X_Forwarded_Proto="https").text.decode()  # type: ignore[attr-defined]
    path = re.search(r'href="(/static/css/orsak\.[0-9a-f]{12}\.css)"', page)
    assert path
    answer = server.get(path[1], X_Forwarded_Proto="https", Accept_Encoding="br, gzip")
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    plain = server.get(path[1], X_Forwarded_Proto="https")
    assert plain.headers["Content-Encoding"] is None


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:80:80", "a_b c"])
def test_another_host_is_refused_without_a_traceback(server: Server, host: str) -> None:
    answer = server.get("/sv/", Host=host, X_Forwarded_Proto="https")
    assert answer.status == 400
    assert b"Traceback" not in answer.text  # type: ignore[attr-defined]


def test_what_is_not_there_is_a_plain_404(server: Server) -> None:
    answer = server.get("/sv/no-such-page", X_Forwarded_Proto="https")
    assert answer.status == 404
    assert b"urlpatterns" not in answer.text  # type: ignore[attr-defined]


def test_the_sign_in_cookie_is_secure(server: Server) -> None:
    cookie = server.get("/admin/login/", X_Forwarded_Proto="https").headers.get("Set-Cookie", "Secure")
    assert "Secure" in cookie


def test_every_line_of_the_log_is_json_and_names_its_request(server: Server) -> None:
    request_id = server.get("/health/").headers["X-Request-ID"]
    server.get("/sv/search?q=%E5%0A%22", X_Forwarded_Proto="https")
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert [line["code"] for line in lines if line.get("request_id") == request_id] == [200]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)


@pytest.mark.parametrize(
    ("given", "named"),
    [({}, "ORSAK_SECRET_KEY"), ({"ORSAK_SECRET_KEY": SECRET, "DATABASE_URL": "nonsense"}, "DATABASE_URL")],
)
def test_the_server_says_in_one_sentence_why_it_does_not_start(
    tmp_path: Path, given: dict[str, str], named: str
) -> None:
    (tmp_path / "secret-key").write_text(SECRET)  # kept by `make run`: no server takes it
    process = _gunicorn(tmp_path, _free_port(), **given)
    assert process.wait(60) != 0
    said = (tmp_path / "log").read_text()
    assert named in said
    assert len(said.strip().splitlines()) == 1
