"""What is prepared for the catalogue without a database: a source in its sentences, and the texts fitted to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """A sentence's translation, as `kb.l10n.models.SegmentTranslation` has it. `failed` are ids of checks."""

    segment: Segment
    text: str
    told_before: bool
    state: str
    origin: str
    in_table: bool
    outdated: bool = False
    withheld: bool = False
    errors: int = 0
    warnings: int = 0
    failed: set[str] = field(default_factory=set)

    @property
    def condition(self) -> Condition:
        text = self.text or (self.told_before and "…") or ""
        return condition(text=text, state=self.state, origin=self.origin, outdated=self.outdated)


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
    """A text as it is stored, with the same text in sentence marks, and what pages know of its sentences."""

    language: str
    title: str
    body: str
    marked_title: str
    marked_body: str
    sentences: list[dict[str, object]]
    state: str
    origin: str
    page: Page
    outdated: bool = False
    counts: Counter[Condition] = field(default_factory=Counter)
    tellings: list[Telling] = field(default_factory=list)


@dataclass(slots=True)
class Further:
    """A text to be fitted to the source, by sentence pairs where it came with some."""

    text: ParsedText
    pairs: tuple[Pair, ...]
    outdated: bool


@dataclass(slots=True)
class Work:
    """A document to prepare: a new source, or the blocks of one that is stored; and the texts to fit to it.

    `links` says of every link target in the texts where it leads, in each language.
    """

    key: str
    language: str
    source: ParsedText | None
    units: list[Unit]
    further: list[Further]
    links: Mapping[str, Leads]


@dataclass(slots=True)
class Prepared:
    """What became of the work: the blocks of the source, its text where it is new, and the others."""

    units: list[Unit]
    source: Text | None
    further: list[Text]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What checks know beside the sentence."""

    glossary: Glossary
    lexicons: Mapping[str, Lexicon]
