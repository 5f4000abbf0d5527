"""What is prepared for the catalogue without a database: a source in its sentences, and the texts fitted to it.

What is made of a document travels between processes as plain tuples, close to the rows that it becomes: taking objects
apart and putting them together again costs more than the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kb.importer.parsed import Pair, ParsedText
from kb.l10n.glossary import Glossary
from kb.l10n.lexicon import Lexicon
from kb.l10n.states import Condition, condition
from kb.markup import ResolvedLink, Sentence

CONSISTENCY = "consistency"

Leads = Mapping[str, ResolvedLink | None]
"""Where link targets lead."""


@dataclass(slots=True)
class Segment:
    """A sentence of the source, as `kb.l10n.models.Segment` has it."""

    uid: str
    position: int
    text: str
    tail: str
    hash: str
    placeholders: tuple[str, ...] = ()
    hash_before: str = ""
    hash_after: str = ""

    @property
    def flat(self) -> str:
        """The sentence on one line."""
        return Sentence(self.text, "", ()).flat


@dataclass(slots=True)
class Unit:
    """A block of the source, as `kb.l10n.models.Unit` has it."""

    position: int
    kind: str
    lead: str
    line: int
    segments: list[Segment]

    @property
    def is_title(self) -> bool:
        return self.position == 0


@dataclass(slots=True)
class Telling:
    """A sentence's translation, as `kb.l10n.models.SegmentTranslation` has it. `failed` are ids of checks.

    `source` is what the text translates: the sentence, and those behind it that are told before.
    """

    segment: Segment
    text: str
    told_before: bool
    state: str
    origin: str
    in_table: bool
    source: str
    outdated: bool = False
    withheld: bool = False
    errors: int = 0
    warnings: int = 0
    failed: set[str] = field(default_factory=set)

    @property
    def condition(self) -> Condition:
        text = self.text or (self.told_before and "…") or ""
        return condition(text=text, state=self.state, origin=self.origin, outdated=self.outdated)


class Told(NamedTuple):
    """A translated sentence as it leaves a worker; `failed` as `SegmentTranslation.failed` holds it."""

    uid: str
    hash: str
    source: str
    text: str
    told_before: bool
    state: str
    origin: str
    outdated: bool
    errors: int
    warnings: int
    failed: str


@dataclass(slots=True)
class Page:
    """What a text looks like. `problems` are its links to nothing."""

    title_html: str
    html: str
    plain: str
    outline: list[list[object]]
    problems: list[dict[str, object]]


@dataclass(slots=True)
class Text:
    """A text as it is stored, with the same text in sentence marks, and what pages know of its sentences, as JSON.

    `counts` are its sentences by condition, in the order of `Condition`. A text that does not fit to its source stays
    whole: it is not `aligned` and has no sentences.
    """

    language: str
    title: str
    body: str
    marked_title: str
    marked_body: str
    sentences: str
    state: str
    origin: str
    page: Page
    outdated: bool = False
    counts: tuple[int, ...] = ()
    tellings: list[Told] = field(default_factory=list)
    memory: list[MemoryRow] = field(default_factory=list)
    aligned: bool = True
    newer: bool = False


@dataclass(slots=True)
class Further:
    """A text to be fitted to the source, by sentence pairs where it came with some.

    `age` is 1 for the translation of a newer source, which stays whole, and -1 for that of an older one.
    """

    text: ParsedText
    pairs: tuple[Pair, ...]
    age: int

    @property
    def outdated(self) -> bool:
        return self.age < 0


@dataclass(slots=True)
class Work:
    """A document to prepare: a new source, or the blocks of one that is stored; and the texts to fit to it.

    `links` says of every link target in the texts where it leads, in each language.
    """

    kind: str
    key: str
    language: str
    source: ParsedText | None
    units: list[Unit]
    further: list[Further]
    links: Mapping[str, Leads]


UnitRow = tuple[int, str, str, int]
"""Position, kind, lead and line of a block."""
SegmentRow = tuple[int, str, int, str, str, str, str, str, str]
"""Of a sentence: its block's position, uid, position, text, tail, placeholders as JSON, the three hashes."""


class MemoryRow(NamedTuple):
    """A sentence pair; `pair` is its hash."""

    source_language: str
    target_language: str
    source: str
    target: str
    pair: str
    source_hash: str
    origin: str
    context: str


@dataclass(slots=True)
class Prepared:
    """What became of the work: a new source's blocks and sentences, its text, the others; how many sentences it has."""

    total: int
    units: list[UnitRow]
    segments: list[SegmentRow]
    source: Text | None
    further: list[Text]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What checks know beside the sentence."""

    glossary: Glossary
    lexicons: Mapping[str, Lexicon]
