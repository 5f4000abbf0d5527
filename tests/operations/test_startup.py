"""What an operator sees when something is wrong: one sentence, and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT, SECRET, environment, manage


def _sentence(*arguments: str, **given: str) -> str:
    done = manage(*arguments, **given)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    said = done.stderr.strip()
    assert len(said.splitlines()) == 1, said
    return said


def test_a_missing_secret(tmp_path: Path) -> None:
    assert "ORSAK_SECRET_KEY" in _sentence("check", ORSAK_DATA_DIR=str(tmp_path))


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", "postgres://host:port/name"])
def test_a_bad_database_address(tmp_path: Path, url: str) -> None:
    said = _sentence("check", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET, DATABASE_URL=url)
    assert "DATABASE_URL" in said


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    address = "postgres://nobody:secret@127.0.0.1:1/none"
    said = _sentence("migrate", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET, DATABASE_URL=address)
    assert said.startswith("The database does not answer")
    assert "secret" not in said


def test_a_database_without_tables(tmp_path: Path) -> None:
    said = _sentence("load_content", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET)
    assert "make run" in said


def test_a_data_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "ORSAK_DATA_DIR" in _sentence("check", ORSAK_DATA_DIR=str(tmp_path / "file"), ORSAK_SECRET_KEY=SECRET)


def test_an_unknown_search_engine(tmp_path: Path) -> None:
    said = _sentence("check", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET, ORSAK_SEARCH_ENGINE="altavista")
    assert "whoosh or postgres" in said


@pytest.mark.parametrize("name", ["ORSAK_SMTP_PORT"])
def test_a_number_that_is_none(tmp_path: Path, name: str) -> None:
    given = {name: "many"}
    assert name in _sentence("check", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET, **given)


def test_bad_usage_exits_with_two(tmp_path: Path) -> None:
    done = manage("check", "--no-such-option", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET)
    assert done.returncode == 2


def test_commands_use_the_secret_of_make_run(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text(SECRET)
    assert manage("check", ORSAK_DATA_DIR=str(tmp_path)).returncode == 0


def test_production_settings_pass_djangos_own_check(tmp_path: Path) -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET)
    assert done.returncode == 0, done.stderr
    assert "2 silenced" in done.stdout  # hosts below this one, and preloading: bound only where they are asked for


def test_hsts_binds_no_other_host_unless_asked_to(tmp_path: Path) -> None:
    code = "from django.conf import settings as s; print(s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
    given = {"ORSAK_DATA_DIR": str(tmp_path), "ORSAK_SECRET_KEY": SECRET}
    assert manage("shell", "-v0", "-c", code, **given).stdout.split() == ["False", "False"]
    asked = manage("shell", "-v0", "-c", code, **given, ORSAK_HSTS_SUBDOMAINS="on", ORSAK_HSTS_PRELOAD="on")
    assert asked.stdout.split() == ["True", "True"]


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    done = manage("makemigrations", "--check", "--dry-run", ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET)
    assert done.returncode == 0, done.stdout


def test_a_reader_that_stops_reading_is_no_failure(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "help", "--commands"]
    gone, output = os.pipe()
    os.close(gone)
    given = environment(ORSAK_DATA_DIR=str(tmp_path), ORSAK_SECRET_KEY=SECRET)
    done = subprocess.run(command, cwd=ROOT, env=given, stdout=output, stderr=subprocess.PIPE, text=True)
    os.close(output)
    assert done.stderr == ""
