"""An index over the small corpus, built once, and the two engines for the tests that both must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from kb.search.documents import Results
from kb.search.engines.base import Engine, Snapshot
from kb.search.engines.postgres.engine import PostgresEngine
from kb.search.engines.whoosh.engine import WhooshEngine
from kb.search.query import Query
from kb.search.searching import search
from kb.search.understand import understand
from tests.search.corpus import DOCUMENTS


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The corpus, indexed by Whoosh."""
    engine = WhooshEngine(tmp_path_factory.mktemp("index"))
    engine.rebuild(DOCUMENTS)
    return engine.snapshot()


@pytest.fixture(scope="session")
def ask(snapshot: Snapshot) -> Callable[..., Query]:
    """Understand a query in the corpus."""
    return lambda text, language="en", **more: understand(text, language, snapshot, **more)


@pytest.fixture(scope="session")
def find(snapshot: Snapshot) -> Callable[..., list[str]]:
    """The keys found for a query, best first."""

    def find_keys(text: str, language: str = "en", **more: object) -> list[str]:
        results: Results = search(understand(text, language, snapshot), snapshot, **more)  # type: ignore[arg-type]
        return [hit.key for hit in results.hits]

    return find_keys


@pytest.fixture(params=["whoosh", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, without an index. The PostgreSQL one where the tests run on PostgreSQL."""
    if request.param == "whoosh":
        yield WhooshEngine(tmp_path / "index")
        return
    if connection.vendor != "postgresql":
        pytest.skip("the database of this run is not PostgreSQL")
    request.getfixturevalue("db")
    yield PostgresEngine()
