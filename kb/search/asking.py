"""From a text to its results in one step, remembered: readers turn pages, narrow and go back, and others ask the same.

What is remembered belongs to a snapshot and goes with it, so it is never older than the index.
"""

from __future__ import annotations

from typing import Any

from kb.search.alternatives import Synonyms
from kb.search.documents import Results
from kb.search.engines.base import Snapshot
from kb.search.query import Query
from kb.search.searching import Filters, search
from kb.search.understand import understand

_QUERY_BYTES = 4_000  # what an understood query or a page of results takes, roughly, beside its text
_BYTES_PER_CHARACTER = 40


def ask(
    text: str,
    language: str,
    snapshot: Snapshot,
    synonyms: dict[str, Synonyms] | None = None,
    *,
    filters: Filters | None = None,
    **page: Any,
) -> tuple[Query, Results]:
    """How a query is understood, and what `search` finds for it; `page` are `search`'s limit, offset, count_facets."""
    query = _remembered(snapshot, (text, language), synonyms)
    if query is None:
        query = understand(text, language, snapshot, synonyms)
        _remember(snapshot, (text, language), synonyms, query)
    narrowed = tuple(sorted(filters.values.items())) if filters else ()
    key = (text, language, narrowed, *sorted(page.items()))
    results = _remembered(snapshot, key, synonyms)
    if results is None:
        results = search(query, snapshot, filters=filters, **page)
        _remember(snapshot, key, synonyms, results)
    return query, results


def _remembered(snapshot: Snapshot, key: tuple[Any, ...], synonyms: object) -> Any:
    """What was kept, unless an editor has changed the synonyms since."""
    kept = snapshot.answers.get(key)
    return kept[1] if kept is not None and kept[0] is synonyms else None


def _remember(snapshot: Snapshot, key: tuple[Any, ...], synonyms: object, value: object) -> None:
    snapshot.answers.put(key, (synonyms, value), _QUERY_BYTES + _BYTES_PER_CHARACTER * len(key[0]))
