"""A view over the segments of one generation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from kb.search.cache import Cache
from kb.search.documents import Reference
from kb.search.engines.base import ANSWERS_BYTES, Postings
from kb.search.engines.whoosh.segment import Segment
from kb.search.indexing import CODE_FIELD, FACET_FIELD


class WhooshSnapshot:
    """Several segments as one: document numbers are those of the segments, one after the other."""

    def __init__(self, segments: Sequence[Segment], generation: str) -> None:
        self.segments = tuple(segments)
        self.generation = generation
        self.answers = Cache(ANSWERS_BYTES)
        self._bases = [0]
        for segment in segments:
            self._bases.append(self._bases[-1] + segment.size)
        self.size = self._bases.pop()
        dead = [segment.dead + base for segment, base in zip(segments, self._bases, strict=True)]
        self._dead = np.concatenate(dead) if dead else np.empty(0, np.int32)

    def text_count(self, language: str) -> int:
        return self.frequencies(FACET_FIELD, [f"language:{language}"]).get(f"language:{language}", 0)

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        if len(self.segments) == 1:
            return self.segments[0].frequencies(field, terms)
        terms = list(terms)
        found: dict[str, int] = {}
        for segment in self.segments:
            for term, frequency in segment.frequencies(field, terms).items():
                found[term] = found.get(term, 0) + frequency
        return found

    def terms(self, field: str) -> Iterable[str]:
        return dict.fromkeys(term for segment in self.segments for term in segment.terms(field))

    def beginning(self, field: str, start: str, limit: int) -> list[str]:
        found = {term for one in self.segments for term in one.beginning(field, start, limit)}
        return sorted(found)[:limit]

    def codes_holding(self, part: str) -> list[str]:
        return list(dict.fromkeys(code for one in self.segments for code in one.holding(CODE_FIELD, part)))

    def postings(self, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Postings]:
        found: dict[tuple[str, str], Postings] = {}
        for pair in wanted:
            lists = []
            for segment, base in zip(self.segments, self._bases, strict=True):
                one = segment.postings(*pair)
                if one is not None:
                    lists.append((one[0] + base if base else one[0], one[1]))
            if len(lists) == 1:
                found[pair] = lists[0]
            elif lists:
                found[pair] = np.concatenate([docs for docs, _ in lists]), np.concatenate([one for _, one in lists])
        return found

    def dead(self) -> np.ndarray:
        return self._dead

    def flows(self, numbers: Sequence[int], language: str) -> list[str]:
        return [segment.flow(number, language) for segment, number in map(self._locate, numbers)]

    def references(self, numbers: Sequence[int]) -> list[Reference]:
        return [segment.reference(number) for segment, number in map(self._locate, numbers)]

    def _locate(self, number: int) -> tuple[Segment, int]:
        place = bisect_right(self._bases, number) - 1
        return self.segments[place], number - self._bases[place]
