from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def guide() -> str:
    """A Swedish guide with every kind of block."""
    return (Path(__file__).parents[1] / "documents" / "markup" / "guide.sv.md").read_text(encoding="utf-8")
