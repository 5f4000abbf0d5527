"""Putting an entry's text together from its sentences, and publishing it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kb.catalog.models import Edition, Entry, Translation
from kb.catalog.services import publish_text
from kb.l10n.models import Progress, Segment, SegmentTranslation, Unit
from kb.l10n.states import Condition, Origin, State, worst_state
from kb.markup import mark

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_ORIGINS = (Origin.MT, Origin.TM, Origin.IMPORT, Origin.HUMAN)
"""Origins from least to most trusted: a text is as good as its least trusted sentence."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """An entry's text in one language as its sentences make it, with and without sentence marks."""

    title: str
    body: str
    marked_title: str
    marked_body: str
    sentences: tuple[dict[str, object], ...]
    state: str
    origin: str
    outdated: bool
    complete: bool
    has_text: bool
    counts: Counter[Condition]
    errors: int
    warnings: int


@dataclass(slots=True)
class _Piece:
    """A sentence on its way into the text."""

    segment: Segment
    translation: SegmentTranslation | None

    @property
    def falls_back(self) -> bool:
        """Whether readers see the source instead: nothing is there, or a major revision made it wrong."""
        found = self.translation
        return found is None or found.withheld or not (found.text or found.told_before)

    @property
    def is_told_before(self) -> bool:
        return not self.falls_back and self.translation is not None and not self.translation.text


def load_units(entry: Entry) -> list[tuple[Unit, list[Segment]]]:
    """The entry's blocks with their sentences, in order; two queries."""
    units = list(Unit.objects.filter(entry=entry).order_by("position"))
    segments: dict[int, list[Segment]] = {unit.pk: [] for unit in units}
    for segment in Segment.objects.filter(entry=entry, unit__isnull=False).order_by("position"):
        segments[segment.unit_id].append(segment)  # type: ignore[index]
    for unit in units:
        for segment in segments[unit.pk]:
            segment.unit, segment.entry = unit, entry
    return [(unit, segments[unit.pk]) for unit in units]


def load_translations(entry: Entry, language: str) -> dict[int, SegmentTranslation]:
    """The translations of the entry's present sentences by the sentence's primary key; one query."""
    found = SegmentTranslation.objects.filter(segment__entry=entry, segment__unit__isnull=False, language=language)
    return {translation.segment_id: translation for translation in found}


def assemble_text(entry: Entry, language: str) -> Assembled | None:
    """The entry's text in a language; None where its source was never cut into sentences."""
    units = load_units(entry)
    if not units:
        return None
    is_source = language == _language_of(units, entry)
    stored = {} if is_source else load_translations(entry, language)
    by_uid = {segment.uid: stored[segment.pk] for _unit, row in units for segment in row if segment.pk in stored}
    return assemble(units, by_uid, is_source=is_source)


def assemble(
    units: Sequence[tuple[Unit, Sequence[Segment]]], translations: Mapping[str, SegmentTranslation], *, is_source: bool
) -> Assembled:
    """A text from blocks with their sentences, and the sentences' translations by uid. Asks the database nothing."""
    bodies: dict[bool, list[str]] = {True: [], False: []}
    titles: dict[bool, str] = {True: "", False: ""}
    sentences: list[dict[str, object]] = []
    pieces: list[_Piece] = []
    for unit, segments in units:
        row = [_Piece(segment, translations.get(segment.uid)) for segment in segments]
        pieces += row
        for marked in (True, False):
            text = _unit_text(unit, row, is_source, marked=marked)
            if unit.is_title:
                titles[marked] = text
            else:
                bodies[marked].append(text)
        sentences += [_told(piece, is_source) for piece in row if not piece.is_told_before]
    told = [piece.translation for piece in pieces if piece.translation is not None and not piece.falls_back]
    counts = Counter(Condition.EMPTY if piece.translation is None else piece.translation.condition for piece in pieces)
    return Assembled(
        title=titles[False],
        body="".join(bodies[False]),
        marked_title=titles[True],
        marked_body="".join(bodies[True]),
        sentences=tuple(sentences),
        state=worst_state(one.state for one in told) or State.INITIAL,
        origin=min((Origin(one.origin) for one in told), key=_ORIGINS.index, default=Origin.HUMAN),
        outdated=any(piece.translation is not None and piece.translation.outdated for piece in pieces),
        complete=not any(_is_missing(piece) for piece in pieces),
        has_text=bool(told),
        counts=counts,
        errors=sum(bool(piece.translation and piece.translation.errors) for piece in pieces),
        warnings=sum(bool(piece.translation and piece.translation.warnings) for piece in pieces),
    )


def _language_of(units: list[tuple[Unit, list[Segment]]], entry: Entry) -> str:
    return next((segments[0].language for _unit, segments in units if segments), entry.source_language)


def _is_missing(piece: _Piece) -> bool:
    found = piece.translation
    return found is None or not (found.text or found.told_before)


def _unit_text(unit: Unit, row: list[_Piece], is_source: bool, *, marked: bool) -> str:
    """A block: its lead, then each sentence and what stands behind it."""
    parts = [unit.lead]
    for piece in row:
        segment = piece.segment
        if not is_source and piece.is_told_before:
            # Said already: of the two gaps around it the one behind stays.
            if len(parts) > 1:
                parts[-1] = segment.tail
            continue
        found = piece.translation
        text = segment.text if is_source or piece.falls_back or found is None else found.text
        parts += [mark(segment.uid, text) if marked else text, segment.tail]
    return "".join(parts)


def _told(piece: _Piece, is_source: bool) -> dict[str, object]:
    """What pages say of a sentence."""
    segment, found = piece.segment, piece.translation
    if is_source:
        state, origin, outdated, fallback = State.FINAL.value, Origin.HUMAN.value, False, False
    elif found is None or piece.falls_back:
        state, origin, outdated, fallback = (
            State.INITIAL.value,
            Origin.HUMAN.value,
            bool(found and found.outdated),
            True,
        )
    else:
        state, origin, outdated, fallback = found.state, found.origin, found.outdated, False
    return {
        "id": segment.uid,
        "source": "" if is_source else segment.flat,
        "state": state,
        "origin": origin,
        "outdated": outdated,
        "fallback": fallback,
    }


@transaction.atomic
def publish_entry(
    *,
    entry: Entry,
    language: str,
    author: User | None = None,
    date: dt.date | None = None,
    edition: Edition | None = None,
    take_over: bool = False,
) -> Translation | None:
    """Assembles and publishes an entry's text in a language other than the source's, and counts its sentences.

    A language is published once every sentence has a text; from then on it stays, and a sentence that lost its
    translation shows the source. A whole text that is not aligned gives way once the sentences are complete, unless a
    person wrote it or it is newer than the source: that takes `take_over`. Returns what is published, or None.
    """
    made = assemble_text(entry, language)
    if made is None:
        return None
    # What is long of a text is not needed to see whether it is ready.
    stored = Translation.objects.filter(entry=entry, language=language)
    published = stored.defer("body", "html", "plain", "outline", "sentences").first()
    aligned = published is not None and published.aligned
    gives_way = (
        published is None or aligned or take_over or not (published.newer_than_source or _is_by_person(published))
    )
    ready = (made.complete and gives_way) or (aligned and made.has_text)
    count_progress(entry, language, made, unaligned=published is not None and not aligned and not ready)
    if not ready:
        return published
    known = published or Translation(entry=entry, language=language)
    with _publishing(entry, language):
        return publish_text(
            entry=entry,
            language=language,
            title=made.title,
            body=made.body,
            state=made.state,
            origin=made.origin,
            date=date or known.date,
            author=author or known.author,
            edition=edition,
            outdated=made.outdated,
            aligned=True,
            newer_than_source=False,
            marked_title=made.marked_title,
            marked_body=made.marked_body,
            sentences=made.sentences,
            allow_broken_links=True,
        )


def _is_by_person(published: Translation) -> bool:
    return published.origin == Origin.HUMAN


_PUBLISHING: ContextVar[frozenset[tuple[int, str]]] = ContextVar("l10n_publishing", default=frozenset())


@contextmanager
def _publishing(entry: Entry, language: str) -> Iterator[None]:
    token = _PUBLISHING.set(_PUBLISHING.get() | {(entry.pk, language)})
    try:
        yield
    finally:
        _PUBLISHING.reset(token)


def is_publishing(entry: Entry, language: str) -> bool:
    """Whether the text that is being published just now was assembled here."""
    return (entry.pk, language) in _PUBLISHING.get()


def count_progress(entry: Entry, language: str, made: Assembled, *, unaligned: bool) -> None:
    """Writes down how far the translation is."""
    Progress.objects.update_or_create(
        entry=entry,
        language=language,
        defaults={
            "total": sum(made.counts.values()),
            **{condition.value: made.counts[condition] for condition in Condition},
            "errors": made.errors,
            "warnings": made.warnings,
            "unaligned": unaligned,
        },
    )
