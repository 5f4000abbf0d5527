"""The lines of a document, each with its source beside it where the document carries one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kb.importer.parsed import Pair

_PAIR = re.compile(
    r'<span data-ttu-id="[^"]*">(.*?)</span>\s?<span class="sxs-lookup"><span data-stu-id="[^"]*">(.*?)</span></span>',
    re.S,
)
_ONE_PAIR = (
    r'<span data-ttu-id="[^"]*">(?:(?!</?span).)*</span>\s?'
    r'<span class="sxs-lookup"><span data-stu-id="[^"]*">(?:(?!</?span).)*</span></span>'
)
_LINKED_PAIRS = re.compile(
    rf"(?<!!)\[((?:{_ONE_PAIR}\s*)+)\](\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\))([.,;:!?]*)"
)
_MARKED_PAIRS = re.compile(rf"(?<![*_])(\*\*|__|\*|_)((?:{_ONE_PAIR}\s*)+)\1(?![*_])([.,;:!?]*)")
_SPAN_LEFT = re.compile(r'</?span(?: (?:data-(?:ttu|stu)-id="[^"]*"|class="sxs-lookup"))?>')
_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line as written (`raw`), as the target reads it, and as the source does (None where there is no source)."""

    number: int
    raw: str
    text: str
    source: str | None = None
    pairs: tuple[Pair, ...] = ()
    fenced: bool = False

    @property
    def lead(self) -> str:
        """The side that classification reads: the English source where it is known."""
        return self.text if self.source is None else self.source

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not (self.source or "").strip()

    def map(self, change: Callable[[str], str]) -> Line:
        """The line with a change made to both sides and to its pairs."""
        text = change(self.text)
        source = None if self.source is None else change(self.source)
        pairs = tuple(Pair(change(pair.source), change(pair.target)) for pair in self.pairs)
        return replace(self, text=text, source=source, pairs=pairs)

    def with_raw(self, raw: str) -> Line:
        """Another line at the same place, of the same kind of document."""
        return make_line(self.number, raw, paired=self.source is not None, fenced=self.fenced)


def make_line(number: int, raw: str, *, paired: bool, fenced: bool = False) -> Line:
    """A line of a document; `paired` where the document is side by side."""
    if not paired:
        return Line(number, raw, raw, fenced=fenced)
    if "<span" not in raw:
        return Line(number, raw, raw, raw, fenced=fenced)
    raw = _absorb_marks(raw)
    pairs = tuple(
        Pair(source.strip(), target.strip())
        for target, source in _PAIR.findall(raw)
        if source.strip() or target.strip()
    )
    text = _SPAN_LEFT.sub("", _PAIR.sub(lambda m: m[1], raw))
    source = _SPAN_LEFT.sub("", _PAIR.sub(lambda m: m[2], raw))
    return Line(number, raw, text, source, pairs, fenced)


def _absorb_marks(raw: str) -> str:
    """A line whose pairs hold the link or emphasis around them: `[pair](url)` as a pair of links.

    Only then is a pair the sentence that is translated.
    """
    if "](" in raw:
        raw = _LINKED_PAIRS.sub(lambda m: _one_pair(m[1], "[", f"]{m[2]}{m[3]}"), raw)
    if "*<span" in raw or "_<span" in raw:
        raw = _MARKED_PAIRS.sub(lambda m: _one_pair(m[2], m[1], m[1] + m[3]), raw)
    return raw


def _one_pair(pairs: str, before: str, after: str) -> str:
    found = _PAIR.findall(pairs)
    target = before + " ".join(target.strip() for target, _source in found) + after
    source = before + " ".join(source.strip() for _target, source in found) + after
    return f'<span data-ttu-id="">{target}</span><span class="sxs-lookup"><span data-stu-id="">{source}</span></span>'


def blank_line(number: int, *, paired: bool) -> Line:
    return make_line(number, "", paired=paired)


def split_lines(body: str, first: int, *, paired: bool) -> Iterator[tuple[int, str]]:
    """The raw lines with their numbers in the file.

    In a paired document a sentence that runs over several lines is brought onto one, so that target and source keep
    the same lines; where its end is not found within ten lines they stay as they are.
    """
    if not paired:
        yield from enumerate(body.splitlines(), start=first)
        return
    waiting: list[tuple[int, str]] = []
    for number, raw in enumerate(body.splitlines(), start=first):
        waiting.append((number, raw))
        joined = " ".join(text.strip() if index else text for index, (_number, text) in enumerate(waiting))
        if joined.count("<span") <= joined.count("</span"):
            yield waiting[0][0], joined
            waiting = []
        elif len(waiting) > _MOST_LINES:
            yield from waiting
            waiting = []
    yield from waiting
