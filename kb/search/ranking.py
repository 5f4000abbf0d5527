"""Scoring, shared by the engines: term at a time over posting arrays, best alternative per concept, coverage.

A word that stands in a third of all texts decides nothing between them, but its posting list is the longest. So the
heavy concepts are scored over all documents, and the light ones only for the documents that these found, as MaxScore
does (H. Turtle, J. Flood, "Query evaluation: strategies and optimizations", 1995). Where a document with nothing but
light concepts could still be among the results, everything is scored: what is found is always the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kb.search.engines.base import Postings, Snapshot
from kb.search.query import Alternative, Concept, Query

NOTHING: Postings = (np.empty(0, np.int32), np.empty(0, np.float32))
COMPLETE_BONUS = 0.25
COVERAGE_POWER = 2
RELATIVE_CUT = 0.08
AT_LEAST = 10
LIGHT_SHARE = 0.35
FEW = 8  # so many times fewer numbers are sooner looked up one by one than spread out

PostingMap = Mapping[tuple[str, str], Postings]


class _Meeting(NamedTuple):
    """The documents that meet an alternative, with the weight of each, and how much of its concept it covers."""

    docs: np.ndarray
    weights: np.ndarray
    share: float


class _Met(NamedTuple):
    """A concept with the ways it is met."""

    concept: Concept
    meetings: list[_Meeting]


@dataclass(slots=True)
class Scores:
    """Documents that may be results, by ascending number, each with its score and its coverage (0…1).

    A score below `cut` is far behind the best; such documents are there only where fewer than ten are above it.
    """

    numbers: np.ndarray
    scores: np.ndarray
    coverage: np.ndarray
    cut: float


def wanted_postings(query: Query) -> list[tuple[str, str]]:
    """Every (field, term) that scoring the query reads, once each."""
    return list({(a.field, term): None for c in query.concepts for a in c.alternatives for term in a.terms})


def score(query: Query, postings: PostingMap, size: int, dead: np.ndarray | None = None) -> Scores:
    """Score the documents 0 to `size` - 1, but for the dead ones.

    A document's score is the sum over concepts of weight times its best alternative, times the square of how much of
    the query's weight it covers, with a bonus for covering all of it.
    """
    full = sum(concept.weight for concept in query.concepts if not concept.optional)
    met = [_Met(concept, _meetings(concept, postings)) for concept in query.concepts]
    met.sort(key=lambda one: -one.concept.weight)
    heavy = _heavy(met, full)
    found = _scored(met[:heavy], met[heavy:], full, size, dead)
    if heavy < len(met):
        enough = np.count_nonzero(found.scores >= found.cut) >= AT_LEAST
        if not enough or _most(met[heavy:], full) >= found.cut:
            found = _scored(met, [], full, size, dead)
    kept = (found.scores > 0) & (found.scores >= min(found.cut, _nth_best(found.scores, AT_LEAST)))
    return Scores(found.numbers[kept], found.scores[kept], found.coverage[kept], found.cut)


def meets(numbers: np.ndarray, postings: Postings) -> np.ndarray:
    """The weight that each of these ascending numbers has in a posting list; 0 where it is not in it."""
    docs, weights = postings
    if not len(docs) or not len(numbers):
        return np.zeros(len(numbers), np.float32)
    if len(numbers) * FEW < len(docs):
        places = np.searchsorted(docs, numbers)
        places[places == len(docs)] = 0
        return np.where(docs[places] == numbers, weights[places], np.float32(0))
    everywhere = np.zeros(max(docs[-1], numbers[-1]) + 1, np.float32)
    everywhere[docs] = weights
    return everywhere[numbers]


def membership(pairs: list[tuple[str, str]], snapshot: Snapshot) -> np.ndarray:
    """Which documents hold any of these (field, term) pairs, by document number."""
    mask = np.zeros(snapshot.size, bool)
    for docs, _ in snapshot.postings(pairs).values():
        mask[docs] = True
    return mask


def _meetings(concept: Concept, postings: PostingMap) -> list[_Meeting]:
    found = []
    for alternative in concept.alternatives:
        docs, weights = _all_of(alternative, postings)
        if len(docs):
            found.append(_Meeting(docs, weights * np.float32(alternative.factor * concept.weight), alternative.share))
    return found


def _all_of(alternative: Alternative, postings: PostingMap) -> Postings:
    """Documents that hold every term of an alternative, with the weight of the weakest."""
    docs, weights = postings.get((alternative.field, alternative.terms[0]), NOTHING)
    for term in alternative.terms[1:]:
        more = postings.get((alternative.field, term), NOTHING)
        if len(more[0]) < len(docs):
            (docs, weights), more = more, (docs, weights)
        weights = np.minimum(weights, meets(docs, more))
        both = weights > 0
        docs, weights = docs[both], weights[both]
    return docs, weights


def _heavy(met: Sequence[_Met], full: float) -> int:
    """How many of the concepts, heaviest first, to score over all documents."""
    light = 0.0
    heavy = len(met)
    while heavy > 1 and light + met[heavy - 1].concept.weight <= LIGHT_SHARE * full:
        heavy -= 1
        light += met[heavy].concept.weight
    return heavy


def _most(light: Sequence[_Met], full: float) -> float:
    """The highest score that a document with none but these concepts can have."""
    covered = sum(one.concept.weight for one in light if not one.concept.optional) / full
    points = sum(max((float(way.weights.max()) for way in one.meetings), default=0.0) for one in light)
    return float(points * covered**COVERAGE_POWER)


def _scored(heavy: Sequence[_Met], light: Sequence[_Met], full: float, size: int, dead: np.ndarray | None) -> Scores:
    total, covered = np.zeros(size, np.float32), np.zeros(size, np.float32)
    for one in heavy:
        _add(one, total, covered)
    if dead is not None:
        total[dead] = 0
    numbers = np.flatnonzero(total > 0).astype(np.int32)
    scores, coverage = total[numbers], covered[numbers]
    for one in light:
        _add_to(one, numbers, scores, coverage)
    if full:
        coverage /= np.float32(full)
        scores *= coverage**COVERAGE_POWER
        scores[coverage > 0.999] *= 1 + COMPLETE_BONUS
    best = float(scores.max()) if len(scores) else 0.0
    return Scores(numbers, scores, coverage, max(best * RELATIVE_CUT, 1e-9))


def _add(met: _Met, total: np.ndarray, covered: np.ndarray) -> None:
    """Add a concept to the scores of all documents: the best of its alternatives, and the largest share."""
    if not met.meetings:
        return
    if len(met.meetings) == 1:
        docs, points, share = met.meetings[0]
        total[docs] += points
        if not met.concept.optional:
            covered[docs] += np.float32(share * met.concept.weight)
        return
    best, part = np.zeros(len(total), np.float32), np.zeros(len(total), np.float32)
    for docs, points, share in met.meetings:
        best[docs] = np.maximum(best[docs], points)
        part[docs] = np.maximum(part[docs], np.float32(share))
    total += best
    if not met.concept.optional:
        covered += part * np.float32(met.concept.weight)


def _add_to(met: _Met, numbers: np.ndarray, scores: np.ndarray, coverage: np.ndarray) -> None:
    """Add a concept to the scores of these documents."""
    best, part = np.zeros(len(numbers), np.float32), np.zeros(len(numbers), np.float32)
    for docs, points, share in met.meetings:
        found = meets(numbers, (docs, points))
        np.maximum(best, found, out=best)
        np.maximum(part, (found > 0) * np.float32(share), out=part)
    scores += best
    if not met.concept.optional:
        coverage += part * np.float32(met.concept.weight)


def _nth_best(points: np.ndarray, count: int) -> float:
    """The `count`-th best of the scores; the lowest where there are fewer."""
    if len(points) <= count:
        return float(points.min()) if len(points) else 0.0
    return float(np.partition(points, -count)[-count])
