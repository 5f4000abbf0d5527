"""The words of a query on their way to concepts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from kb.codes import MAX_LENGTH
from kb.search.analysis import PLACEHOLDER, Analyzer, normalise, words
from kb.search.query import Alternative

MAX_CHARACTERS = 10_000
MAX_WORDS = 64

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Word:
    """One word of a query: normalised, whether it filled a placeholder (`optional`), and how it may be met.

    `frequency` is the number of documents of its commonest sure reading; 0 while nothing is known.
    """

    text: str
    optional: bool = False
    stop: bool = False
    vague: bool = False
    alternatives: list[Alternative] = field(default_factory=list)
    frequency: int = 0


def clean(text: str) -> str:
    """NFC without control characters, at most MAX_CHARACTERS long."""
    return _CONTROL.sub(" ", unicodedata.normalize("NFC", text[:MAX_CHARACTERS])).strip()


def split_words(text: str) -> list[Word]:
    """The words of a cleaned text. What stands in quotes as one word filled a placeholder of the message.

    Where little stands outside the quotes, the quoted words are what is asked for.
    """
    found: list[Word] = []
    position = 0
    for match in PLACEHOLDER.finditer(text):
        found += [Word(word) for word in _cut_words(text[position : match.start()])]
        found += [Word(word, optional=True) for word in _cut_words(match.group())]
        position = match.end()
    found += [Word(word) for word in _cut_words(text[position:])]
    if sum(not word.optional for word in found) < 2:
        for word in found:
            word.optional = False
    return found


def _cut_words(text: str) -> list[str]:
    """The normalised words of a text; what is longer than any code is cut."""
    return [word[:MAX_LENGTH] for word in words(normalise(text))]


def mark_stop_words(found: list[Word], analysis: Analyzer) -> list[Word]:
    """Mark the stop words, unless there is nothing else, and keep at most MAX_WORDS words that are none."""
    for word in found:
        word.stop = analysis.is_stop(word.text)
    if all(word.stop for word in found):
        for word in found:
            word.stop = False
    said = [word for word in found if not word.stop and not word.optional]
    vague = [word for word in said if analysis.is_vague(word.text)]
    if len(vague) < len(said):
        for word in vague:
            word.vague = True
    content = 0
    for place, word in enumerate(found):
        content += not word.stop
        if content > MAX_WORDS:
            return found[:place]
    return found[: 4 * MAX_WORDS]
