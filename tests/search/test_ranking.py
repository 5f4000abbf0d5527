from __future__ import annotations

import random

import numpy as np
import pytest

from kb.search import ranking
from kb.search.query import Alternative, Concept, Query
from kb.search.ranking import PostingMap, meets, score

SIZE = 400
COMPLETE = 1 + ranking.COMPLETE_BONUS


def _any_query(chance: random.Random) -> tuple[Query, PostingMap, np.ndarray]:
    """Some words, rare and common, some with two ways to be met, some documents dead."""
    postings = {}
    concepts = []
    for number in range(chance.randint(1, 6)):
        alternatives = []
        for way in range(chance.choice((1, 1, 2))):
            docs = sorted(chance.sample(range(SIZE), chance.choice((3, 20, 150, 350))))
            term = f"{number}-{way}"
            weights = [chance.uniform(0.2, 3.0) for _ in docs]
            postings["en", term] = np.array(docs, np.int32), np.array(weights, np.float32)
            alternatives.append(Alternative("en", (term,), chance.choice((1.0, 0.7)), share=chance.choice((1.0, 0.9))))
        weight = chance.choice((0.1, 0.5, 2.0, 5.0))
        concepts.append(Concept(str(number), weight, tuple(alternatives), optional=chance.random() < 0.2))
    dead = np.array(sorted(chance.sample(range(SIZE), 5)), np.int32)
    return Query("", "en", ("en",), tuple(concepts)), postings, dead


@pytest.mark.parametrize("seed", range(60))
def test_looking_up_light_words_for_few_documents_finds_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    query, postings, dead = _any_query(random.Random(seed))
    quick = score(query, postings, SIZE, dead)
    monkeypatch.setattr(ranking, "LIGHT_SHARE", -1.0)
    whole = score(query, postings, SIZE, dead)
    assert quick.numbers.tolist() == whole.numbers.tolist()
    assert quick.scores == pytest.approx(whole.scores, rel=1e-4)
    assert quick.coverage == pytest.approx(whole.coverage, rel=1e-4)
    assert quick.cut == pytest.approx(whole.cut, rel=1e-4)
    assert not set(quick.numbers.tolist()) & set(dead.tolist())


def test_a_light_word_is_looked_up_where_a_heavy_one_stands() -> None:
    every = np.arange(SIZE, dtype=np.int32)
    postings = {
        ("en", "rare"): (every[:20], np.ones(20, np.float32)),
        ("en", "common"): (every, np.ones(SIZE, np.float32)),
    }
    words = (Concept("rare", 5.0, (Alternative("en", ("rare",), 1.0),)),
             Concept("common", 0.2, (Alternative("en", ("common",), 1.0),)))  # fmt: skip
    assert score(Query("", "en", ("en",), words), postings, SIZE).numbers.tolist() == list(range(20))


def test_what_meets_only_an_optional_word_is_no_result() -> None:
    postings = {
        ("en", "asked"): (np.array([1], np.int32), np.ones(1, np.float32)),
        ("en", "filled"): (np.array([1, 2], np.int32), np.ones(2, np.float32)),
    }
    words = (Concept("asked", 1.0, (Alternative("en", ("asked",), 1.0),)),
             Concept("filled", 0.1, (Alternative("en", ("filled",), 1.0),), optional=True))  # fmt: skip
    assert score(Query("", "en", ("en",), words), postings, 10).numbers.tolist() == [1]


def test_an_alternative_of_two_terms_needs_both() -> None:
    postings = {
        ("en", "one"): (np.array([1, 2, 3], np.int32), np.array([1, 2, 3], np.float32)),
        ("en", "other"): (np.array([2, 3, 9], np.int32), np.array([9, 1, 1], np.float32)),
    }
    word = Concept("oneother", 1.0, (Alternative("en", ("one", "other"), 1.0),))
    found = score(Query("", "en", ("en",), (word,)), postings, 10)
    assert dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True)) == {2: 2 * COMPLETE, 3: 1 * COMPLETE}


@pytest.mark.parametrize("numbers", [[0, 5], list(range(0, 90, 2)), [], [300]])
def test_weights_of_some_documents(numbers: list[int]) -> None:
    docs = np.arange(0, 100, 5, dtype=np.int32)
    found = meets(np.array(numbers, np.int32), (docs, docs.astype(np.float32) + 1))
    assert found.tolist() == [number + 1 if number < 100 and number % 5 == 0 else 0 for number in numbers]
