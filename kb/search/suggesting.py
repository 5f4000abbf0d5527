"""Suggestions while typing: codes by any part, titles by the beginnings of their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from kb.codes import camel_parts, normalise_code
from kb.search.analysis import fold, normalise, words

MIN_CODE_PART = 2
MAX_SCANNED = 1_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be meant: its text as it is spelled, and its entry's kind, key and name in addresses."""

    text: str
    kind: str
    key: str
    slug: str = ""


class Suggestions:
    """The codes and titles of one language's site, as two long strings that are scanned.

    `str.find` over half a megabyte takes well under a millisecond; that is 5,000 codes and 10,000 titles.
    """

    def __init__(self, codes: Sequence[Suggestion], titles: Sequence[Suggestion]) -> None:
        self._codes = _Lines([normalise_code(one.text) for one in codes], codes)
        self._titles = _Lines([f" {' '.join(_words(one.text))}" for one in titles], titles)

    def find(self, typed: str, limit: int = 8) -> list[Suggestion]:
        """The likeliest of what begins like `typed`; codes first where it can be a part of one."""
        found = self.codes(typed, limit)
        seen = {(one.kind, one.key) for one in found}
        found += [one for one in self.titles(typed, limit) if (one.kind, one.key) not in seen]
        return found[:limit]

    def codes(self, typed: str, limit: int) -> list[Suggestion]:
        """Codes that hold `typed` anywhere: at the start first, then at the start of a word inside, then elsewhere."""
        part = normalise_code(typed)
        if len(part) < MIN_CODE_PART:
            return []
        found = [suggestion for _, suggestion in islice(self._codes.starting(part), limit)]
        if len(found) == limit:
            return found
        inside = [
            (not _starts_word(line, part, suggestion.text), suggestion)
            for line, suggestion in self._codes.holding(part)
            if not line.startswith(part)
        ]
        inside.sort(key=lambda one: one[0])
        return found + [suggestion for _, suggestion in inside[: limit - len(found)]]

    def titles(self, typed: str, limit: int) -> list[Suggestion]:
        """Titles in which every typed word begins a word; those that begin with the first one first."""
        asked = [f" {word}" for word in _words(typed)]
        if not asked or len(asked[0]) < MIN_CODE_PART + 1:
            return []
        rarest = min(asked, key=self._titles.count)
        holding = [
            (line, one) for line, one in self._titles.holding(rarest) if all(word in line for word in asked)
        ]  # shortest first
        starting = [one for line, one in holding if line.startswith(asked[0])]
        return [*starting, *(one for line, one in holding if not line.startswith(asked[0]))][:limit]


class _Lines:
    """Lines of one string, shortest first, found by a part."""

    def __init__(self, lines: list[str], suggestions: Sequence[Suggestion]) -> None:
        order = sorted(range(len(lines)), key=lambda place: (len(lines[place]), lines[place]))
        self._text = "\n".join(["", *(lines[place] for place in order), ""])
        self._suggestions = [suggestions[place] for place in order]
        self._starts = list(accumulate((len(lines[place]) + 1 for place in order), initial=1))

    def count(self, part: str) -> int:
        """How often the part occurs."""
        return self._text.count(part)

    def starting(self, part: str) -> Iterator[tuple[str, Suggestion]]:
        """The lines that begin with the part, at most MAX_SCANNED."""
        return self.holding(f"\n{part}")

    def holding(self, part: str) -> Iterator[tuple[str, Suggestion]]:
        """The lines that hold the part, each once, at most MAX_SCANNED."""
        position = self._text.find(part)
        for _ in range(MAX_SCANNED):
            if position < 0:
                return
            place = bisect_right(self._starts, position + part.startswith("\n")) - 1
            end = self._starts[place + 1] - 1
            yield self._text[self._starts[place] : end], self._suggestions[place]
            position = self._text.find(part, end)


def _words(text: str) -> list[str]:
    return [fold(word) for word in words(normalise(text))]


def _starts_word(line: str, part: str, spelled: str) -> bool:
    """Whether the part stands at the start of a word inside the code."""
    return line.find(part) in accumulate(map(len, camel_parts(spelled)))
