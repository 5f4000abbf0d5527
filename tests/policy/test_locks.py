"""The locked requirements: hashed, naming no host, and the same for running and for testing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _names(name: str) -> set[str]:
    lines = (line.split("#")[0].strip() for line in _read(name).splitlines())
    return {re.split(r"[\[=<>!~ ;]", line)[0].lower() for line in lines if line and not line.startswith("-")}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_names_no_host(lock: str) -> None:
    text = _read(lock)
    assert "//" not in text
    assert not re.search(r"^\s*-(-|[a-z]\b)(?!-hash)", text.replace("    --hash=", "    "), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_has_a_hash(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", _read(lock), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(_PIN.findall(_read(lock)))
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_wanted_is_locked(lock: str) -> None:
    assert _names(lock.replace(".txt", ".in")) <= {name for name, _version in _PIN.findall(_read(lock))}


def test_the_tests_run_on_what_is_served() -> None:
    assert set(_PIN.findall(_read("requirements.txt"))) <= set(_PIN.findall(_read("requirements-dev.txt")))
