"""What was translated before: exact and fuzzy look-up of sentences.

Candidates are chosen by the first letters of their words through an inverted index, by length, and by how rare what
they share is; only the best few hundred are compared letter by letter. All of it is held in memory, one index per
language pair, and grows by appending.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from kb.l10n.similarity import THRESHOLD, normalise, source_hash
from kb.l10n.states import MACHINE_MADE

_WORD = re.compile(r"\w+")
_LETTERS = 6
_MOST_POSTINGS = 60_000
_MOST_CANDIDATES = 300
_LONGEST = 4_000
# The Indel ratio of two texts of lengths a and b is at most 2·min(a, b) / (a + b).
_SHORTEST_SHARE = THRESHOLD / (200.0 - THRESHOLD)


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence and its translation, who made it, and the entry it comes from."""

    id: int
    source: str
    target: str
    origin: str = ""
    context: str = ""

    @property
    def entry_key(self) -> str:
        """The key of the entry it comes from, as far as the context names one: that of `cause:no-network`."""
        return self.context.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that resembles the sentence asked for, in percent; 100 is the same wording."""

    record: Record
    similarity: float


class MemoryIndex:
    """The sentences of one language pair. Reading and adding may happen in several threads at once."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._lock = threading.Lock()
        self._records: list[Record] = []
        self._sources: list[str] = []
        self._lengths = array("I")
        self._same: dict[str, list[int]] = defaultdict(list)
        self._postings: dict[str, array[int]] = {}
        self.last_id = 0
        self.add(records)

    def __len__(self) -> int:
        return len(self._records)

    def add(self, records: Iterable[Record]) -> None:
        """Takes in more records. Their ids only grow: one that is not above `last_id` is here already."""
        with self._lock:
            for record in records:
                if record.id <= self.last_id:
                    continue
                place = len(self._records)
                source = normalise(record.source)[:_LONGEST]
                self._records.append(record)
                self._sources.append(source)
                self._lengths.append(len(source))
                self._same[source_hash(source)].append(place)
                for feature in _features(source):
                    if feature not in self._postings:
                        self._postings[feature] = array("I")
                    self._postings[feature].append(place)
                self.last_id = record.id

    def exact(self, text: str, *, context: str = "") -> list[Record]:
        """Records with the same wording, in the order of `search`."""
        places = self._same.get(source_hash(text[:_LONGEST]), [])
        return sorted((self._records[place] for place in places), key=lambda record: _rank(record, context))

    def search(self, text: str, *, at_least: float = THRESHOLD, limit: int = 5, context: str = "") -> list[Match]:
        """The records most like a sentence, best first. Of the same likeness, what a machine made goes behind what
        people wrote or brought, and records of the same entry before others.

        Translations that say the same are given once. `at_least` under the threshold of 75 finds only what shares
        enough words.
        """
        wanted = normalise(text)[:_LONGEST]
        if not wanted:
            return []
        places = self._candidates(wanted)
        sources = [self._sources[place] for place in places]
        found = process.extract(wanted, sources, scorer=ratio, score_cutoff=at_least, limit=max(limit * 4, 20))
        matches = [Match(self._records[places[index]], round(likeness, 1)) for _, likeness, index in found]
        matches.sort(key=lambda match: (-match.similarity, *_rank(match.record, context)))
        return _distinct(matches, limit)

    def _candidates(self, wanted: str) -> list[int]:
        with self._lock:
            lists = sorted((self._postings[one] for one in _features(wanted) if one in self._postings), key=len)
            total = len(self._records)
            chosen: list = []
            count = 0
            for postings in lists:
                if chosen and count + len(postings) > _MOST_POSTINGS:
                    break
                chosen.append((np.array(postings, dtype=np.uint32), np.log1p(total / len(postings))))
                count += len(postings)
            lengths = np.array(self._lengths, dtype=np.uint32) if chosen else np.empty(0, dtype=np.uint32)
        if not chosen:
            return []
        places = np.concatenate([postings for postings, _ in chosen])
        weights = np.concatenate([np.full(len(postings), weight) for postings, weight in chosen])
        score = np.bincount(places, weights, minlength=total)
        share = lengths / max(len(wanted), 1)
        score[(share < _SHORTEST_SHARE) | (share > 1 / _SHORTEST_SHARE)] = 0.0
        # Among those that share as much, the ones of a like length.
        score -= np.where(score > 0, np.abs(share - 1) * 0.5, 0.0)
        best = np.argpartition(score, -min(_MOST_CANDIDATES, total))[-min(_MOST_CANDIDATES, total) :]
        return [int(place) for place in best if score[place] > 0]


def _rank(record: Record, context: str) -> tuple[bool, bool, int]:
    return record.origin in MACHINE_MADE, record.context != context, -record.id


def _features(text: str) -> set[str]:
    return {word[:_LETTERS] for word in _WORD.findall(text.lower())}


def _distinct(matches: list[Match], limit: int) -> list[Match]:
    seen: set[str] = set()
    kept = []
    for match in matches:
        target = normalise(match.record.target)
        if target not in seen:
            seen.add(target)
            kept.append(match)
        if len(kept) == limit:
            break
    return kept
