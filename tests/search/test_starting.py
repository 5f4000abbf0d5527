"""What a web process does for search when it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.search import starting
from kb.search.engines.base import IndexUnavailable
from kb.search.engines.whoosh.engine import WhooshEngine
from tests.search.corpus import DOCUMENTS


def test_an_index_is_open_before_the_first_search(tmp_path: Path) -> None:
    WhooshEngine(tmp_path).rebuild(DOCUMENTS)
    engine = WhooshEngine(tmp_path)
    starting.prewarm(engine)
    assert engine._snapshot is not None


def test_without_an_index_getting_ready_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        starting.prewarm(WhooshEngine(tmp_path))


def test_an_unusable_index_is_rebuilt_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(starting, "get_engine", lambda: WhooshEngine(tmp_path))
    monkeypatch.setattr(starting, "heal", lambda: asked.append(True))
    starting._start()
    assert asked == [True]
