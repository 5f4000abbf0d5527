"""Why each of the first results stands where it does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kb.search import verbatim
from kb.search.documents import Hit
from kb.search.engines.base import Snapshot
from kb.search.query import Query
from kb.search.ranking import NOTHING, meets, score, wanted_postings
from kb.search.searching import Filters, search


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one concept gives a document: how it was met and with how many points."""

    word: str
    origin: str
    terms: tuple[str, ...]
    field: str
    points: float


@dataclass(frozen=True, slots=True)
class Explained:
    """A hit with its contributions, its score before re-ranking, and the factor of the re-ranking."""

    hit: Hit
    base: float
    factor: float
    contributions: tuple[Contribution, ...]
    missing: tuple[str, ...]


def explain(query: Query, snapshot: Snapshot, *, filters: Filters | None = None, limit: int = 5) -> list[Explained]:
    """The first hits with the reasons for their places."""
    results = search(query, snapshot, filters=filters, limit=limit)
    if not results.hits:
        return []
    scored = score(query, snapshot.postings(wanted_postings(query)), snapshot.size, snapshot.dead())
    bases = dict(zip(scored.numbers.tolist(), scored.scores.tolist(), strict=True))
    explained = []
    for hit in results.hits:
        number = hit.number
        contributions = _contributions(query, snapshot, number)
        met = {one.word for one in contributions}
        factors = [
            verbatim.boost(flow, text)
            for flow in query.flows
            for text in snapshot.flows([number], flow.language)
            if text
        ]
        explained.append(
            Explained(
                hit,
                bases[number],
                max(factors, default=1.0),
                tuple(contributions),
                tuple(concept.word for concept in query.concepts if concept.word not in met and not concept.optional),
            )
        )
    return explained


def _contributions(query: Query, snapshot: Snapshot, number: int) -> list[Contribution]:
    found = []
    for concept in query.concepts:
        best: Contribution | None = None
        for alternative in concept.alternatives:
            postings = snapshot.postings([(alternative.field, term) for term in alternative.terms])
            weights = [
                float(meets(np.array([number]), postings.get((alternative.field, term), NOTHING))[0])
                for term in alternative.terms
            ]
            points = min(weights) * alternative.factor * concept.weight
            if points > 0 and (best is None or points > best.points):
                best = Contribution(concept.word, alternative.origin, alternative.terms, alternative.field, points)
        if best:
            found.append(best)
    return found
