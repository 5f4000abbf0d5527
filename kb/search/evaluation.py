"""Judged queries and how well they are answered: mean reciprocal rank, success at 1, 5 and 10, latency."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

DEPTH = 10
SUCCESS_AT = (1, 5, 10)


class JudgedQueryError(ValueError):
    """A line that is no judged query; the message names it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One result as far as judging goes."""

    kind: str
    key: str
    source_path: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with what is relevant for it: (kind, key) pairs, and paths of imported files."""

    text: str
    language: str
    group: str
    entries: frozenset[tuple[str, str]]
    paths: frozenset[str]

    def rank(self, answers: Sequence[Answer]) -> int:
        """The place of the first relevant answer, from 1; 0 where none of the first ten is."""
        for place, answer in enumerate(answers[:DEPTH], 1):
            if (answer.kind, answer.key) in self.entries or answer.source_path in self.paths:
                return place
        return 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, the rank of its first relevant answer, and the seconds it took: when first asked, and again."""

    query: JudgedQuery
    rank: int
    seconds: float
    again: float


def read_judged(lines: Iterable[str]) -> Iterator[JudgedQuery]:
    """`{"q", "lang", "class", "relevant": [{"kind", "key"} or {"source_path"}]}`, one a line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            relevant = row["relevant"]
            yield JudgedQuery(
                row["q"],
                row["lang"],
                row.get("class", ""),
                frozenset((one["kind"], one["key"]) for one in relevant if "key" in one),
                frozenset(one["source_path"] for one in relevant if "source_path" in one),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise JudgedQueryError(f"Line {number} is no judged query: {error!r}.") from error


def judge(queries: Iterable[JudgedQuery], answer: Callable[[JudgedQuery], Sequence[Answer]]) -> list[Judged]:
    """Ask every query twice and time it."""
    judged = []
    for query in queries:
        started = time.perf_counter()
        answers = answer(query)
        first = time.perf_counter()
        answer(query)
        judged.append(Judged(query, query.rank(answers), first - started, time.perf_counter() - first))
    return judged


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    """Figures overall, by class and by language; latency in milliseconds."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    languages: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.query.group].append(one)
        languages[one.query.language].append(one)
    return {
        **_figures(judged),
        "classes": {name: _figures(found) for name, found in sorted(groups.items())},
        "languages": {name: _figures(found) for name, found in sorted(languages.items())},
        "latency_ms": _latency([one.seconds for one in judged]),
        "latency_again_ms": _latency([one.again for one in judged]),
    }


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    count = len(judged) or 1
    ranks = [one.rank for one in judged]
    return {
        "queries": len(judged),
        "mrr@10": round(sum(1 / rank for rank in ranks if rank) / count, 4),
        **{f"success@{most}": round(sum(0 < rank <= most for rank in ranks) / count, 4) for most in SUCCESS_AT},
    }


def _latency(seconds: Sequence[float]) -> dict[str, float]:
    """Percentiles in milliseconds."""
    ordered = sorted(seconds) or [0.0]
    last = len(ordered) - 1
    return {f"p{share}": round(ordered[min(len(ordered) * share // 100, last)] * 1000, 3) for share in (50, 95, 99)}
