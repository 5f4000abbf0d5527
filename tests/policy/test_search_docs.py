"""Every rule of search has its line in docs/search.md, and every rule named there exists."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from kb.search import noise, query

TEXT = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
MODULES = (
    "alternatives",
    "code_rules",
    "compounds",
    "corrections",
    "guess",
    "noise",
    "ranking",
    "spelling",
    "verbatim",
)
ORIGINS = ("WORD", "LETTERS", "LANGUAGE", "JOINED", "COMPOUND", "TYPO", "BEGINNING", "CODE", "CODE_TYPO", "SYNONYM")


def _rules(name: str) -> list[str]:
    module = import_module(f"kb.search.{name}")
    functions = inspect.getmembers(module, inspect.isfunction)
    return [f"{name}.{one}" for one, found in functions if found.__module__ == module.__name__ and one[0] != "_"]


@pytest.mark.parametrize("module", MODULES)
def test_every_rule_has_its_line(module: str) -> None:
    assert [rule for rule in _rules(module) if f"`{rule}`" not in TEXT] == []


def test_every_kind_of_noise_and_every_origin_has_its_line() -> None:
    names = [name for name, _pattern in noise._RULES] + [getattr(query, name) for name in ORIGINS]
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_every_rule_named_exists() -> None:
    named = re.findall(r"`([a-z_]+)\.([a-z_]+)`", TEXT)
    missing = [f"{module}.{name}" for module, name in named if not hasattr(import_module(f"kb.search.{module}"), name)]
    assert named
    assert missing == []
