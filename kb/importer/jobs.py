"""Plain documents on their way into the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.catalog.models import Edition, Entry, EntryKind, SourceRevision
from kb.catalog.paths import entry_path
from kb.importer.index import CatalogueIndex, Known
from kb.importer.outcome import Outcome
from kb.importer.parsed import ParsedText
from kb.importer.plan import CREATE, EntryStep, Plan
from kb.importer.rows import Prepared, Text
from kb.markup import ResolvedLink


@dataclass(slots=True)
class Job:
    """A document with its only entry: what is planned, what was prepared, and the rows that it became."""

    plan: Plan
    step: EntryStep
    known: Known
    digest: str
    outcome: Outcome
    names: list[tuple[str, str]] = field(default_factory=list)
    prepared: Prepared | None = None
    segment_pks: dict[str, int] = field(default_factory=dict)
    entry: Entry | None = None
    edition: Edition | None = None
    revision: SourceRevision | None = None

    @property
    def is_new(self) -> bool:
        """Whether the entry is to be created."""
        return self.step.known is None

    @property
    def result(self) -> Prepared:
        """What was prepared."""
        assert self.prepared is not None
        return self.prepared

    @property
    def texts(self) -> list[Text]:
        """The texts to be stored, the source first."""
        source = self.result.source
        return [*([] if source is None else [source]), *self.result.further]

    @property
    def language(self) -> str:
        """The language of the source."""
        return self.known.source_language

    @property
    def source_text(self) -> ParsedText | None:
        """The source, where it comes with the document."""
        found = (one.text for one in self.step.texts if one.text.language == self.language and one.action == CREATE)
        return next(found, None)

    @property
    def further(self) -> list[ParsedText]:
        """The texts to be stored that are not the source."""
        return [one.text for one in self.step.texts if one.text.language != self.language and one.action == CREATE]


class Links(dict[str, ResolvedLink | None]):
    """Where link targets lead in one language, asked of the index: `cause:key`, and `#anchor` for any entry."""

    def __init__(self, index: CatalogueIndex, language: str) -> None:
        super().__init__()
        self._index = index
        self._language = language

    def __missing__(self, target: str) -> ResolvedLink | None:
        kind, _mark, _name = target.partition(":")
        is_entry = kind in EntryKind.values
        known = self._index.find_target(target) if is_entry else self._index.find_name(target.removeprefix("#"))
        if known is None:
            return None
        slug = known.code or known.key
        return ResolvedLink(entry_path(known.kind, slug, self._language), known.key, slug)
