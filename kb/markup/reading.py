"""The sentences of running text: read without its markup, cut where no markup is broken."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kb.markup.anchors import skip_empty_anchors
from kb.markup.parser import Env
from kb.markup.scan import Range, Scan, scan
from kb.markup.sentences import sentence_starts
from kb.markup.technical import find_technical

_MASK = "\ufffc"
_MASKED = re.compile(f"{_MASK}+")


def find_sentences(content: str, env: Env, language: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The sentences of a content as (start, end, placeholders); none where it has no words to translate."""
    found = scan(content, env)
    reading = _Reading(content, found)
    starts = reading.starts(language)
    if not reading.has_words:
        return []
    placeholders = sorted({*found.placeholders, *reading.technical})
    breaks = sorted(place for place in found.breaks if not reading.is_inside(place[0]))
    begin = skip_empty_anchors(content)
    cuts = []
    for start, end in _between(content, begin, starts, breaks):
        inside = placeholders[bisect_left(placeholders, (start, 0)) : bisect_left(placeholders, (end, 0))]
        cuts.append((start, end, tuple(content[first:last] for first, last in inside)))
    return cuts


def _between(content: str, begin: int, starts: list[int], breaks: list[Range]) -> Iterator[Range]:
    """The ranges of the sentences: from each start to the next, or to a break, without the white space around."""
    borders = sorted([*((start, start) for start in starts), *breaks, (len(content), len(content))])
    for end, following in borders:
        while begin < end and content[begin].isspace():
            begin += 1
        last = end
        while last > begin and content[last - 1].isspace():
            last -= 1
        if begin < last:
            yield begin, last
        begin = max(begin, following)


class _Reading:
    """A content as it is read: without markup, with one word for what is masked, and where each character stands."""

    def __init__(self, content: str, found: Scan) -> None:
        parts: list[str] = []
        self._places: list[int] = []
        self._spans = sorted(found.spans)
        self._reach: list[int] = []  # how far the spans up to this one reach
        for _start, end in self._spans:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)
        events = [(start, end, _MASK * 4) for start, end in found.masks]
        events += [(start, end, "") for start, end in found.drops]
        events += [(start, end, "\n") for start, end in found.breaks]
        events += [(start, end, " ") for start, end in found.softs]
        done = 0
        for start, end, instead in sorted(events):
            if start < done:
                continue
            parts += [content[done:start], instead]
            self._places += [*range(done, start), *[start] * len(instead)]
            done = end
        parts.append(content[done:])
        self._places += range(done, len(content))
        self._read = "".join(parts)
        self.technical: list[Range] = []
        self._mask_technical(content)

    def _mask_technical(self, content: str) -> None:
        parts: list[str] = []
        done = 0
        for start, end in find_technical(self._read):
            first, last = self._places[start], self._places[end - 1] + 1
            if content[first:last].replace("\\", "") == self._read[start:end].replace("\\", ""):
                self.technical.append((first, last))
                parts += [self._read[done:start], _MASK * (end - start)]
                done = end
        self._read = "".join([*parts, self._read[done:]])

    @property
    def has_words(self) -> bool:
        return any(char.isalpha() for char in self._read)

    def starts(self, language: str) -> list[int]:
        """Where sentences after the first begin in the content; never within a span."""
        found = []
        offset = 0
        for stretch in self._read.split("\n"):
            words = _MASKED.sub(lambda mask: "X" + "x" * (len(mask[0]) - 1), stretch)
            found += [start for at in sentence_starts(words, language) if (start := self._outside(offset + at)) >= 0]
            offset += len(stretch) + 1
        return found

    def _outside(self, position: int) -> int:
        """Where the character at `position` of what is read stands, before the markup it opens; -1 within a span."""
        start, before = self._places[position], self._places[position - 1]
        opened = bisect_right(self._spans, (before, len(self._places) * 2))
        if opened < len(self._spans) and self._spans[opened][0] < start:
            start = self._spans[opened][0]
        return -1 if self.is_inside(start) else start

    def is_inside(self, offset: int) -> bool:
        """Whether an offset of the content is within emphasis, a link or a pair of tags."""
        before = bisect_left(self._spans, (offset, 0)) - 1
        return before >= 0 and self._reach[before] > offset
