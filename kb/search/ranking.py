"""Scoring, shared by the engines: term at a time over posting arrays, best alternative per concept, coverage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kb.search.engines.base import Postings, Snapshot
from kb.search.query import Alternative, Concept, Query

NOTHING: Postings = (np.empty(0, np.int32), np.empty(0, np.float32))
COMPLETE_BONUS = 0.5
COVERAGE_POWER = 2

PostingMap = Mapping[tuple[str, str], Postings]


@dataclass(slots=True)
class Scores:
    """Score and coverage (0…1) of every document, by document number."""

    scores: np.ndarray
    coverage: np.ndarray


def wanted_postings(query: Query) -> list[tuple[str, str]]:
    """Every (field, term) that scoring the query reads, once each."""
    return list({(a.field, term): None for c in query.concepts for a in c.alternatives for term in a.terms})


def score(query: Query, postings: PostingMap, size: int) -> Scores:
    """Score every document; documents without any concept have score 0.

    A document's score is the sum over concepts of weight times its best alternative, times the square of how much of
    the query's weight it covers, with a bonus for covering all of it.
    """
    total = np.zeros(size, np.float32)
    covered = np.zeros(size, np.float32)
    full = 0.0
    for concept in query.concepts:
        weight = np.float32(concept.weight)
        docs, weights, shares = best_alternative(concept, postings, size)
        total[docs] += weights * weight
        if not concept.optional:
            full += concept.weight
            covered[docs] += shares * weight
    if full:
        covered /= np.float32(full)
        total *= covered**COVERAGE_POWER
        total[covered > 0.999] *= 1 + COMPLETE_BONUS
    return Scores(total, covered)


def best_alternative(
    concept: Concept, postings: PostingMap, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray | np.float32]:
    """Documents that meet one of the alternatives, the weight of the best one, and how much of the concept it meets."""
    lists = []
    for alternative in concept.alternatives:
        docs, weights = _all_of(alternative, postings)
        if len(docs):
            lists.append((docs, weights, np.float32(alternative.factor), np.float32(alternative.share)))
    if not lists:
        return *NOTHING, NOTHING[1]
    if len(lists) == 1:
        docs, weights, factor, share = lists[0]
        return docs, weights * factor, share
    best = np.zeros(size, np.float32)
    part = np.zeros(size, np.float32)
    for docs, weights, factor, share in lists:
        best[docs] = np.maximum(best[docs], weights * factor)
        part[docs] = np.maximum(part[docs], share)
    docs = np.flatnonzero(best)
    return docs, best[docs], part[docs]


def _all_of(alternative: Alternative, postings: PostingMap) -> Postings:
    """Documents that hold every term of an alternative, with the weight of the weakest."""
    docs, weights = postings.get((alternative.field, alternative.terms[0]), NOTHING)
    for term in alternative.terms[1:]:
        more_docs, more_weights = postings.get((alternative.field, term), NOTHING)
        docs, left, right = np.intersect1d(docs, more_docs, assume_unique=True, return_indices=True)
        weights = np.minimum(weights[left], more_weights[right])
    return docs, weights


def membership(pairs: list[tuple[str, str]], snapshot: Snapshot) -> np.ndarray:
    """Which documents hold any of these (field, term) pairs, by document number."""
    mask = np.zeros(snapshot.size, bool)
    for docs, _ in snapshot.postings(pairs).values():
        mask[docs] = True
    return mask
