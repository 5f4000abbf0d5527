"""The life of an index: both engines pass the same tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kb.search.documents import Document, Text
from kb.search.engines.base import Engine, IndexUnavailable
from kb.search.explaining import explain
from kb.search.indexing import FACET_FIELD
from kb.search.searching import search
from kb.search.understand import understand
from tests.search.corpus import DOCUMENTS


def _find(engine: Engine, text: str, language: str = "en") -> list[str]:
    snapshot = engine.snapshot()
    return [hit.key for hit in search(understand(text, language, snapshot), snapshot).hits]


def _zebra(number: int = 99, title: str = "A zebra in the harbour") -> Document:
    return Document(number, "guide", f"zebra-{number}", (Text("en", title, "It grazes."),))


def test_without_an_index_there_is_no_snapshot(engine: Engine) -> None:
    with pytest.raises(IndexUnavailable):
        engine.snapshot()
    assert engine.status().problem


def test_a_built_index_is_searched(engine: Engine) -> None:
    assert engine.rebuild(DOCUMENTS) == len(DOCUMENTS)
    assert _find(engine, "reset password")[0] == "reset-your-password"
    status = engine.status()
    assert (status.documents, status.dead, status.problem) == (len(DOCUMENTS), 0, "")


def test_an_added_entry_is_found_at_once(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    assert _find(engine, "zebra") == []
    engine.update([_zebra()])
    assert _find(engine, "zebra") == ["zebra-99"]


def test_a_changed_entry_is_found_by_its_new_words_alone(engine: Engine) -> None:
    engine.rebuild([*DOCUMENTS, _zebra()])
    engine.update([_zebra(title="A giraffe in the harbour")])
    assert _find(engine, "giraffe") == ["zebra-99"]
    assert "zebra-99" not in _find(engine, "zebra")
    assert engine.status().documents == len(DOCUMENTS) + 1


def test_a_deleted_entry_is_not_found(engine: Engine) -> None:
    engine.rebuild([*DOCUMENTS, _zebra()])
    engine.update([], deleted=[99])
    assert _find(engine, "zebra") == []
    assert engine.status().documents == len(DOCUMENTS)


def test_the_same_change_twice_is_one_change(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    engine.update([_zebra()])
    engine.update([_zebra()], deleted=[12345])
    assert _find(engine, "zebra") == ["zebra-99"]
    assert engine.status().documents == len(DOCUMENTS) + 1


def test_many_small_changes_give_what_one_build_gives(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS[:2])
    for document in DOCUMENTS[2:]:
        engine.update([document])
    pieced = [_find(engine, text, "sv") for text in ("lösenord", "kalender team", "agenten svarar inte", "H2O65")]
    engine.rebuild(DOCUMENTS)
    assert pieced == [
        _find(engine, text, "sv") for text in ("lösenord", "kalender team", "agenten svarar inte", "H2O65")
    ]


def test_optimising_changes_nothing_that_is_found(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    for number in range(90, 99):
        engine.update([_zebra(number)])
    engine.update([], deleted=[95])
    before = _find(engine, "zebra harbour")
    engine.optimise()
    assert _find(engine, "zebra harbour") == before
    assert "zebra-95" not in before
    assert engine.status().documents == len(DOCUMENTS) + 8


def test_a_failed_rebuild_leaves_the_live_index(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)

    def failing() -> Iterator[Document]:
        yield _zebra()
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(failing())
    assert _find(engine, "reset password")[0] == "reset-your-password"
    assert _find(engine, "zebra") == []
    engine.update([_zebra()])
    assert _find(engine, "zebra") == ["zebra-99"]


def test_a_failed_update_changes_nothing_and_locks_nobody_out(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    broken = replace(_zebra(), texts=(Text("klingon", "nuq", "neH"),))
    with pytest.raises(KeyError):
        engine.update([broken])
    engine.update([_zebra()])
    assert _find(engine, "zebra") == ["zebra-99"]


def test_an_open_snapshot_goes_on_while_the_index_changes(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    snapshot = engine.snapshot()
    engine.update([_zebra()])
    engine.rebuild(DOCUMENTS[:3])
    query = understand("mailbox full", "en", snapshot)
    if engine.name == "whoosh":  # PostgreSQL drops an old build; readers turn to the new one at once
        assert search(query, snapshot).hits[0].key == "when-a-mailbox-is-full"
    assert len(engine.snapshot().references(range(engine.snapshot().size))) == 3


def test_an_empty_catalogue_has_an_empty_index(engine: Engine) -> None:
    assert engine.rebuild([]) == 0
    assert _find(engine, "zebra") == []
    engine.update([_zebra()])
    assert _find(engine, "zebra") == ["zebra-99"]


def test_facets_are_terms_of_the_index(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    terms = set(engine.snapshot().terms(FACET_FIELD))
    assert {"kind:error", "product:harbour", "platform:windows", "platform:any", "language:da"} <= terms


def test_a_place_is_explained_word_by_word(engine: Engine) -> None:
    engine.rebuild(DOCUMENTS)
    snapshot = engine.snapshot()
    explained = explain(understand("calandar team zebra", "en", snapshot), snapshot)[0]
    assert explained.hit.key == "share-the-calendar"
    assert [(one.word, one.origin) for one in explained.contributions] == [("calandar", "typo"), ("team", "word")]
    assert explained.base * explained.factor == pytest.approx(explained.hit.score, rel=1e-4)
