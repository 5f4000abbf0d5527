"""What was understood of a query: plain values that every engine takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# Where an alternative comes from; shown by explain_search and in the notes of a result page.
WORD, LETTERS, LANGUAGE, JOINED, COMPOUND, TYPO, BEGINNING, CODE, CODE_TYPO, SYNONYM = (
    "word", "letters", "language", "joined", "compound", "typo", "beginning", "code", "code typo", "synonym",
)  # fmt: skip


class Lexicon(Protocol):
    """What understanding needs to know of the index: how many documents hold which term."""

    def text_count(self, language: str) -> int:
        """How many documents have a text in this language."""
        ...

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Document frequency of those of the terms that occur in the field."""
        ...

    def terms(self, field: str) -> Iterable[str]:
        """Every term of a field."""
        ...

    def beginning(self, field: str, start: str, limit: int) -> list[str]:
        """The first `limit` terms of a field, in their order, that begin with `start`."""
        ...

    def codes_holding(self, part: str) -> list[str]:
        """The known codes, normalised, in which `part` stands anywhere."""
        ...


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a concept: all of `terms` in `field`.

    Its weight in a document is multiplied by `factor`; it covers `share` (0…1) of the concept.
    """

    field: str
    terms: tuple[str, ...]
    factor: float
    origin: str = WORD
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing asked for. Optional concepts add to a score but are not missed where they do not occur."""

    word: str
    weight: float
    alternatives: tuple[Alternative, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of the query that was left out: `kind` is the name of the rule (`guid`, `timestamp`, `path`, …)."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The query's words in order, for one language, as strings to look for in a document's flow.

    `words`: for each of the first content words the ways it may stand there; `pairs`: for each two neighbours the ways
    they may stand together; `sentence`: all words, stop words included; `terms`: what a title may consist of.
    """

    language: str
    words: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[str, ...], ...]
    sentence: tuple[str, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Query:
    """A query, understood. `languages` are searched in this order; `flows` hold its words in order.

    `codes` are the known codes it names, `nearest_codes` known ones near to an unknown one; a document that holds one
    of `deciding` comes before all that do not.
    """

    text: str
    language: str
    languages: tuple[str, ...]
    concepts: tuple[Concept, ...]
    codes: tuple[str, ...] = ()
    nearest_codes: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    message: str = ""
    unknown: tuple[str, ...] = ()
    flows: tuple[Flow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for."""
        return not self.concepts
