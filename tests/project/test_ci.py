"""What `make test` does about a browser and a database that are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT

NOWHERE = "postgres://nobody@127.0.0.1:1/none"


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder for commands that stand in for the machine's own; each notes that it was called."""
    folder = tmp_path / "tools"
    folder.mkdir()
    return folder


def _stand_in(tools: Path, name: str, does: str = "") -> None:
    path = tools / name
    path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{tools}/called"\n{does}\n')
    path.chmod(0o755)


def _called(tools: Path) -> str:
    noted = tools / "called"
    return noted.read_text() if noted.exists() else ""


def _run(tools: Path, script: str, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    path = f"{tools}:/usr/bin:/bin"
    return subprocess.run(
        [f".ci/{script}", *arguments],
        cwd=ROOT,
        env={"PATH": path, "BIN": str(Path(sys.executable).parent), **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_browser_that_is_there_is_used(tools: Path) -> None:
    _stand_in(tools, "chromium")
    _stand_in(tools, "apt-get")
    assert _run(tools, "browser", CHROMIUM=str(tools / "chromium")).returncode == 0
    assert _called(tools) == ""


def test_a_missing_browser_is_installed_where_that_is_allowed(tools: Path) -> None:
    _stand_in(tools, "id", "echo 0")
    _stand_in(
        tools, "apt-get", f'[ "$1" = install ] && touch "{tools}/chromium" && chmod +x "{tools}/chromium"; exit 0'
    )
    assert _run(tools, "browser", CHROMIUM=str(tools / "chromium")).returncode == 0
    assert "apt-get install" in _called(tools)


def test_elsewhere_the_one_command_is_told(tools: Path) -> None:
    _stand_in(tools, "id", "echo 1000")
    _stand_in(tools, "apt-get")
    done = _run(tools, "browser", CHROMIUM=str(tools / "chromium"))
    assert done.returncode == 1
    assert "sudo apt-get install chromium" in done.stderr
    assert "apt-get" not in _called(tools)


def test_without_a_database_that_half_is_skipped(tools: Path) -> None:
    assert _run(tools, "postgres", NOWHERE).returncode == 3


def test_in_ci_a_database_that_cannot_be_had_is_a_failure(tools: Path) -> None:
    _stand_in(tools, "id", "echo 1000")
    done = _run(tools, "postgres", NOWHERE, CI="true")
    assert done.returncode == 1
    assert NOWHERE in done.stderr


@pytest.mark.postgres
def test_a_database_that_answers_is_used(tools: Path) -> None:
    url = os.environ.get("ORSAK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
    done = _run(tools, "postgres", url)
    if done.returncode == 3:
        pytest.skip(f"no PostgreSQL answers at {url}")
    assert done.returncode == 0


def test_make_lists_what_it_can_do() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for command in ("make run", "make test", "make serve"):
        assert command in done.stdout


def test_the_production_server_takes_no_secret_but_the_environments(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("kept by make run")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ORSAK_")}
    done = subprocess.run(
        ["make", "serve"],
        cwd=ROOT,
        env=kept | {"ORSAK_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "Set ORSAK_SECRET_KEY to a long random text before make serve."
