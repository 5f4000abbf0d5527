"""What of a text to show for a hit: its best sentences, with the words that matched marked.

A word matched when its term did: through its stem, a compound, a correction or a synonym as well. The result is text in
parts, not HTML: whoever shows it escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.codes import find_codes, normalise_code
from kb.search.analysis import analyzer, normalise, words
from kb.search.indexing import CODE_FIELD
from kb.search.query import Query

SENTENCES = 2
MAX_LENGTH = 320
MAX_SCANNED = 40_000
_LEAD = 40
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…](?=\s)|\n|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, marked when it matched."""

    text: str
    marked: bool = False


Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in texts of one language: terms and normalised codes, each with the weight of its concept."""

    language: str
    terms: dict[str, tuple[float, int]]
    codes: frozenset[str]


def marks_for(query: Query, language: str) -> Marks:
    """What the query matches in texts of a language."""
    terms: dict[str, tuple[float, int]] = {}
    codes = set(query.codes) | set(query.nearest_codes)
    for place, concept in enumerate(query.concepts):
        for alternative in concept.alternatives:
            if alternative.field == language:
                for term in alternative.terms:
                    terms.setdefault(term, (concept.weight * alternative.factor, place))
            elif alternative.field == CODE_FIELD:
                codes.update(alternative.terms)
    return Marks(language, terms, frozenset(codes))


def highlight(text: str, marks: Marks) -> Parts:
    """The whole text in parts."""
    spans = [(token.start, token.end) for token in analyzer(marks.language).tokens(text) if token.term in marks.terms]
    if marks.codes:
        spans += [(found.start, found.end) for found in find_codes(text) if normalise_code(found.text) in marks.codes]
    return _parts(text, spans)


def snippet(text: str, marks: Marks) -> Parts:
    """The best two sentences of a plain text, in order, at most MAX_LENGTH characters; its start if none match."""
    parts: list[Part] = []
    room, last_end = MAX_LENGTH, None
    for start, end in best_sentences(text, marks):
        if parts:
            parts.append(Part(" … " if text[last_end:start].strip() else " "))
        shortened = _shorten(highlight(text[start:end].strip(), marks), room)
        parts += shortened
        room -= sum(len(part.text) for part in shortened)
        last_end = end
        if room < MAX_LENGTH // 4:
            break
    return tuple(parts)


def best_sentences(text: str, marks: Marks) -> list[tuple[int, int]]:
    """Where the best sentences of a text stand, in order: two, or one that is much better than all others."""
    sentences = [match.span() for match in _SENTENCE.finditer(text[:MAX_SCANNED]) if match.group().strip()]
    scores = [_score(text[start:end], marks) for start, end in sentences]
    order = sorted(range(len(sentences)), key=lambda place: (-scores[place], place))
    chosen = [place for place in order[:SENTENCES] if scores[place] > scores[order[0]] / 4]
    return [sentences[place] for place in sorted(chosen or order[-1:] and [0])]


def plain(parts: Iterable[Part]) -> str:
    """Parts as one text without marks."""
    return "".join(part.text for part in parts)


def _score(sentence: str, marks: Marks) -> float:
    """The weight of the concepts that a sentence names, each once; slightly more for a short sentence."""
    best: dict[int, float] = {}
    found = words(normalise(sentence))
    for term in map(analyzer(marks.language).term, found):
        if term in marks.terms:
            weight, place = marks.terms[term]
            best[place] = max(weight, best.get(place, 0.0))
    score = sum(best.values())
    if marks.codes and any(normalise_code(code.text) in marks.codes for code in find_codes(sentence)):
        score += 10.0
    return score * (1 + 1 / (10 + len(found)))


def _parts(text: str, spans: list[tuple[int, int]]) -> Parts:
    parts: list[Part] = []
    position = 0
    for start, end in sorted(spans):
        if start < position:
            if end > position and parts:
                parts[-1] = Part(parts[-1].text + text[position:end], marked=True)
                position = end
            continue
        if start > position:
            parts.append(Part(text[position:start]))
        parts.append(Part(text[start:end], marked=True))
        position = end
    if position < len(text):
        parts.append(Part(text[position:]))
    return tuple(parts)


def _shorten(parts: Parts, room: int) -> list[Part]:
    """A sentence cut to `room` characters, beginning shortly before its first mark."""
    length = sum(len(part.text) for part in parts)
    if length <= room:
        return list(parts)
    kept: list[Part] = []
    skipped = False
    for place, part in enumerate(parts):
        text = part.text
        if not kept and not part.marked and place + 1 < len(parts) and len(text) > _LEAD:
            text = text[len(text) - _LEAD :].partition(" ")[2]
            skipped = True
        if len(text) > room:
            text = text[:room].rpartition(" ")[0] + "…"
            kept.append(Part(text, part.marked))
            break
        kept.append(Part(text, part.marked))
        room -= len(text)
    return [Part("… "), *kept] if skipped else kept
