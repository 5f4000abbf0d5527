"""A search from a query to a page of results: score, narrow, re-rank, put the reader's language first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import heappush, heappushpop

import numpy as np

from kb.search import verbatim
from kb.search.documents import Hit, Reference, Results
from kb.search.engines.base import Snapshot
from kb.search.indexing import CODE_ALIAS, CODE_FIELD, FACET_FIELD
from kb.search.query import Query
from kb.search.ranking import meets, membership, score, wanted_postings

KINDS = ("error", "guide", "cause", "solution")
OWNS_CODE, NAMES_CODE, NAMES_CODE_ELSEWHERE, OWN, ELSEWHERE, WEAK = range(6)
FACETS = ("kind", "product", "platform", "language")


@dataclass(frozen=True, slots=True)
class Filters:
    """What to narrow a search to: facet → values, of which one must hold (`{"kind": ("error",)}`)."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def terms(self, facet: str) -> list[tuple[str, str]]:
        """The (field, term) pairs of one facet's wanted values. Entries without a platform are for every platform."""
        values = self.values[facet] + (("any",) if facet == "platform" else ())
        return [(FACET_FIELD, f"{facet}:{value}") for value in values]


@dataclass(slots=True)
class _Candidates:
    """Documents that matched, as arrays side by side."""

    numbers: np.ndarray
    scores: np.ndarray
    tiers: np.ndarray


def search(
    query: Query,
    snapshot: Snapshot,
    *,
    filters: Filters | None = None,
    limit: int = 10,
    offset: int = 0,
    count_facets: bool = False,
) -> Results:
    """The hits from `offset` on, at most `limit`; how many there are, and counts per facet value if asked for.

    The error whose code the query decides on comes first, and what names every such code of several; then what names
    one, then the rest; what exists in the reader's language before what exists only in another; last, where there are
    few, those far behind the best. Within each of these by score.
    """
    if query.is_empty or not snapshot.size:
        return Results((), 0, {})
    scored = score(query, snapshot.postings(wanted_postings(query)), snapshot.size, snapshot.dead())
    if not len(scored.numbers):
        return Results((), 0, {})
    counts, passing = _narrow(scored.numbers, filters or Filters(), snapshot, count_facets)
    numbers, scores, coverage = scored.numbers[passing], scored.scores[passing], scored.coverage[passing]
    total = len(numbers)
    if not total:
        return Results((), 0, counts)
    names, tiers = _tiers(query, numbers, scores < scored.cut, snapshot)
    found = _Candidates(numbers, scores.astype(np.float64), tiers)
    ordered = _ordered(query, found, snapshot, offset + limit)[offset : offset + limit]
    references = snapshot.references([number for number, _ in ordered])
    hits = tuple(
        Hit(
            entry_id=reference.entry_id,
            kind=reference.kind,
            key=reference.key,
            language=_shown_in(query, reference),
            score=points,
            coverage=float(coverage[np.searchsorted(numbers, number)]),
            by_code=number in names,
            number=number,
        )
        for (number, points), reference in zip(ordered, references, strict=True)
    )
    return Results(hits, total, counts)


def _tiers(query: Query, numbers: np.ndarray, weak: np.ndarray, snapshot: Snapshot) -> tuple[set[int], np.ndarray]:
    """Which documents name a code that the query decides on, and the tier of each of `numbers`."""
    own = membership([(FACET_FIELD, f"language:{query.language}")], snapshot)[numbers]
    tiers = np.where(own, OWN, ELSEWHERE)
    names: set[int] = set()
    named = np.zeros(len(numbers), np.int64)
    for postings in snapshot.postings([(CODE_FIELD, code) for code in query.deciding]).values():
        names.update(postings[0].tolist())
        weights = meets(numbers, postings)
        naming = weights > 0
        named += naming
        tiers[naming] = np.minimum(tiers[naming], np.where(own[naming], NAMES_CODE, NAMES_CODE_ELSEWHERE))
        tiers[weights >= CODE_ALIAS] = OWNS_CODE
    if len(query.deciding) > 1:
        tiers[named == len(query.deciding)] = OWNS_CODE
    tiers[weak] = WEAK
    return names, tiers


def _shown_in(query: Query, reference: Reference) -> str:
    """The language to show an entry in: the reader's, else one that was searched, else any it has."""
    wanted = (query.language, *query.languages, *reference.languages)
    return next((language for language in wanted if language in reference.languages), "")


def _narrow(
    numbers: np.ndarray, filters: Filters, snapshot: Snapshot, count: bool
) -> tuple[dict[str, int], np.ndarray]:
    """Counts per facet value, each under the filters of the other facets, and which of the numbers pass all filters."""
    passing = {facet: membership(filters.terms(facet), snapshot)[numbers] for facet in filters.values}
    kept = np.logical_and.reduce([*passing.values(), np.ones(len(numbers), bool)])
    if not count:
        return {}, kept
    base: dict[str, np.ndarray] = {}
    for facet in FACETS:
        others = [mask for other, mask in passing.items() if other != facet]
        base[facet] = np.zeros(snapshot.size, bool)
        base[facet][numbers[np.logical_and.reduce([*others, np.ones(len(numbers), bool)])]] = True
    terms = [(FACET_FIELD, term) for term in snapshot.terms(FACET_FIELD)]
    counts = {}
    for (_, term), (docs, _) in snapshot.postings(terms).items():
        number = int(np.count_nonzero(base[term.split(":", 1)[0]][docs]))
        if number:
            counts[term] = number
    return counts, kept


def _ordered(query: Query, found: _Candidates, snapshot: Snapshot, wanted: int) -> list[tuple[int, float]]:
    """(document number, score) of the first `wanted`, re-ranked within each tier."""
    ordered: list[tuple[int, float]] = []
    for tier in range(WEAK + 1):
        places = np.flatnonzero(found.tiers == tier)
        if not len(places) or len(ordered) >= wanted:
            continue
        scores = found.scores[places]
        depth = max(verbatim.DEPTH, wanted - len(ordered))
        if len(places) > depth:
            top = np.argpartition(-scores, depth - 1)[:depth]
            places, scores = places[top], scores[top]
        order = np.lexsort((found.numbers[places], -scores))
        numbers = [int(number) for number in found.numbers[places][order]]
        ordered += _rerank(query, numbers, scores[order].tolist(), snapshot, wanted - len(ordered))
    return ordered[:wanted]


def _rerank(
    query: Query, numbers: list[int], scores: list[float], snapshot: Snapshot, wanted: int
) -> list[tuple[int, float]]:
    """Multiply the first scores, which descend, by their verbatim boost; those that cannot lead keep a lower one."""
    depth = min(verbatim.DEPTH, len(numbers))
    most = max((verbatim.most(flow) for flow in query.flows), default=1.0)
    least = scores[min(wanted, depth) - 1]
    while depth > wanted and scores[depth - 1] * most < least:
        depth -= 1
    texts = [(flow, snapshot.flows(numbers[:depth], flow.language)) for flow in query.flows]
    boosted = scores[:depth]
    leading: list[float] = []  # a heap of the best `wanted`
    for place in range(depth):
        for flow, found in texts:
            if found[place]:
                least = leading[0] / scores[place] if len(leading) == wanted else 0.0
                factor = verbatim.boost(flow, found[place], least)
                boosted[place] = max(boosted[place], scores[place] * factor)
        if len(leading) < wanted:
            heappush(leading, boosted[place])
        else:
            heappushpop(leading, boosted[place])
    order = _best_first(boosted, numbers, snapshot)
    rest = range(depth, len(numbers))
    return [(numbers[place], boosted[place]) for place in order] + [(numbers[place], scores[place]) for place in rest]


def _best_first(scores: list[float], numbers: list[int], snapshot: Snapshot) -> list[int]:
    """The places of the scores, highest first; equal ones by kind and entry, the same in every engine."""
    rounded = [round(one, 4) for one in scores]
    if len(set(rounded)) == len(rounded):
        return sorted(range(len(scores)), key=lambda place: -scores[place])
    references = snapshot.references(numbers[: len(scores)])
    return sorted(
        range(len(scores)),
        key=lambda place: (-rounded[place], KINDS.index(references[place].kind), references[place].entry_id),
    )
