from __future__ import annotations

from pathlib import Path

import pytest

from kb.search.asking import ask
from kb.search.cache import Cache
from kb.search.documents import Document, Text
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.searching import Filters


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([Document(1, "guide", "calendar", (Text("en", "The calendar is empty", "Open it again."),))])
    return engine


def test_the_same_question_is_answered_from_memory(engine: WhooshEngine) -> None:
    first = ask("calendar", "en", engine.snapshot())
    again = ask("calendar", "en", engine.snapshot())
    assert again[0] is first[0]
    assert again[1] is first[1]


def test_another_page_or_filter_is_another_answer_to_the_same_query(engine: WhooshEngine) -> None:
    snapshot = engine.snapshot()
    query, found = ask("calendar", "en", snapshot)
    narrowed = ask("calendar", "en", snapshot, filters=Filters({"kind": ("error",)}))
    second = ask("calendar", "en", snapshot, offset=1)
    assert narrowed[0] is query
    assert second[0] is query
    assert (len(found.hits), len(narrowed[1].hits), len(second[1].hits)) == (1, 0, 0)


def test_a_change_of_the_index_is_found_at_once(engine: WhooshEngine) -> None:
    assert ask("mailbox", "en", engine.snapshot())[1].total == 0
    engine.update([Document(2, "guide", "mailbox", (Text("en", "The mailbox is full", "Empty it."),))])
    assert ask("mailbox", "en", engine.snapshot())[1].total == 1


def test_new_synonyms_are_used_at_once(engine: WhooshEngine) -> None:
    snapshot = engine.snapshot()
    assert ask("diary", "en", snapshot, {"en": {}})[1].total == 0
    assert ask("diary", "en", snapshot, {"en": {("diari",): [("calendar",)]}})[1].total == 1


def test_what_was_not_used_for_longest_is_forgotten() -> None:
    cache = Cache(30)
    for key in "abc":
        cache.put(key, key.upper(), 10)
    assert cache.get("a") == "A"
    cache.put("d", "D", 10)
    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]
