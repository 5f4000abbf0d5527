"""Translations that arrive whole: as sentence pairs, or as a text that is fitted to the source's blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kb.catalog.models import Edition, Entry, Translation
from kb.catalog.services import publish_text
from kb.l10n.align_text import Block
from kb.l10n.cutting import CutText, cut_text
from kb.l10n.errors import UnpartneredError
from kb.l10n.fit import Filling, Fit, SentencePair, covered, fit_pairs, fit_text
from kb.l10n.models import MemoryEntry, Segment, SegmentTranslation, Step
from kb.l10n.services.assembly import load_units, publish_entry
from kb.l10n.services.findings import check_many, note_findings
from kb.l10n.services.knowledge import remember
from kb.l10n.services.memorise import context_of, memory_entry
from kb.l10n.services.versions import store, store_many
from kb.l10n.states import MACHINE_MADE, Origin, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of a translation that arrived: what is published, how many sentences it filled, what stood alone.

    Where `aligned` is False the text is kept and shown whole.
    """

    translation: Translation | None
    aligned: bool
    filled: int
    source_alone: tuple[str, ...] = ()
    target_alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """How what arrived is to be stored; with `force` it is published already, and sentences follow it.

    An `outdated` text was made for an older source.
    """

    state: str
    origin: str
    author: User | None
    step: Step
    force: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a whole text would fit: the fit, the sentences of the source by block, and the text in pieces."""

    fit: Fit
    rows: list[list[Segment]]
    arrived: CutText


def propose(*, entry: Entry, language: str, title: str, body: str) -> Proposal:
    """How a whole text would fit the entry's source. Writes nothing."""
    units = load_units(entry)
    worded = [(unit, row) for unit, row in units if row]
    source = [Block(unit.kind, tuple(segment.flat for segment in row)) for unit, row in worded]
    arrived = cut_text(title, body, language)
    known = dict(
        MemoryEntry.objects.filter(
            source_hash__in={segment.hash for _unit, row in worded for segment in row}, target_language=language
        ).values_list("source", "target")[:2_000]
    )
    fit = fit_text(source, [unit.lead for unit, _row in units], arrived, known=known)
    return Proposal(fit, [row for _unit, row in worded], arrived)


@transaction.atomic
def align_translation(
    *,
    entry: Entry,
    language: str,
    title: str,
    body: str,
    pairs: Sequence[SentencePair] | None = None,
    state: str = State.INITIAL,
    origin: str = Origin.IMPORT,
    date: dt.date | None = None,
    edition: Edition | None = None,
    author: User | None = None,
    newer_than_source: bool = False,
    accept: bool = False,
) -> Alignment:
    """Stores a translation that arrived whole and publishes it.

    With `pairs` it is taken apart by them; without, it is fitted to the source's blocks where both are built alike.
    What does not fit is published whole, unaligned. `accept` is a person's word that a proposed fit is right; a text
    with blocks that would be lost raises UnpartneredError then. A person's sentence never yields to a machine's.
    """
    arrival = Arrival(state, origin, author, Step.SAVED if origin == Origin.HUMAN and author else Step.IMPORTED)
    filled = 0
    proposal = propose(entry=entry, language=language, title=title, body=body)
    fit, rows = proposal.fit, proposal.rows
    if pairs and rows:
        fillings = fit_pairs([[segment.flat for segment in row] for row in rows], pairs)
        if fit.is_safe:
            fillings = fit.fillings | fillings
        filled = fill(entry=entry, rows=rows, fillings=fillings, language=language, arrival=arrival)
        remember_pairs(entry=entry, pairs=pairs, language=language, origin=origin)
        is_whole = len(fillings) == sum(map(len, rows)) and not newer_than_source
    else:
        is_whole = accept and not fit.is_safe and bool(rows)
    alone = _alone(rows, fit, proposal.arrived.blocks())
    if is_whole:
        if not pairs:
            if alone[1]:
                raise UnpartneredError(list(alone[0]), list(alone[1]))
            filled = fill(entry=entry, rows=rows, fillings=fit.fillings, language=language, arrival=arrival)
        published = publish_entry(
            entry=entry, language=language, author=author, date=date, edition=edition, take_over=True
        )
        if published is not None and published.aligned:
            return Alignment(published, True, filled)
    published = publish_text(
        entry=entry,
        language=language,
        title=title,
        body=body,
        state=state,
        origin=origin,
        date=date,
        author=author,
        edition=edition,
        newer_than_source=newer_than_source,
        allow_broken_links=True,
    )
    published = Translation.objects.get(pk=published.pk)
    return Alignment(published, published.aligned, filled, *alone)


def _alone(rows: list[list[Segment]], fit: Fit, target: list[Block]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(" ".join(segment.flat for segment in rows[index])[:80] for index in fit.source_alone),
        tuple(target[index].text[:80] for index in fit.target_alone),
    )


def fill(
    *,
    entry: Entry,
    rows: Sequence[Sequence[Segment]],
    fillings: Mapping[tuple[int, int], Filling],
    language: str,
    arrival: Arrival,
) -> int:
    """Writes fillings as translations; returns how many changed. A person's sentence yields only to a person's, and
    none that somebody vouches for to a machine's.

    What somebody vouches for, and the source as it is, goes into the memory too.
    """
    segments = {place: rows[place[0]][place[1]] for place in fillings}
    current = {
        found.segment_id: found
        for found in SegmentTranslation.objects.filter(segment__in=segments.values(), language=language)
    }
    drafts: list[tuple[SegmentTranslation, Segment]] = []
    for place, filling in fillings.items():
        segment = segments[place]
        found = current.get(segment.pk)
        if found is None or _may_replace(found, filling, arrival):
            drafts.append((_translation(segment, language, filling, arrival), segment))
    checked = check_many(translations=[draft for draft, _ in drafts], language=language)
    new: list[tuple[SegmentTranslation, Segment]] = []
    for (draft, segment), one in zip(drafts, checked, strict=True):
        if segment.pk not in current:
            note_findings(draft, one)
            new.append((draft, segment))
            continue
        store(
            segment=segment,
            language=language,
            text=draft.text,
            told_before=draft.told_before,
            state=arrival.state,
            origin=arrival.origin,
            author=arrival.author,
            step=arrival.step,
            current=current[segment.pk],
            checked=one,
        )
    if arrival.state != State.INITIAL and not arrival.outdated:
        told = ((place, filling.text) for place, filling in fillings.items() if filling.text)
        pairs = [SentencePair(covered(rows[place[0]], fillings, place), text) for place, text in told]
        remember_pairs(entry=entry, pairs=pairs, language=language, origin=arrival.origin)
    store_many(new, step=arrival.step)
    return len(drafts)


def _translation(segment: Segment, language: str, filling: Filling, arrival: Arrival) -> SegmentTranslation:
    return SegmentTranslation(
        segment=segment,
        language=language,
        text=filling.text,
        told_before=filling.told_before,
        state=arrival.state,
        origin=arrival.origin,
        author=arrival.author,
    )


def _may_replace(found: SegmentTranslation, filling: Filling, arrival: Arrival) -> bool:
    same = (found.text, found.told_before) == (filling.text, filling.told_before)
    if same and not found.outdated:
        return found.state == State.INITIAL and arrival.state != State.INITIAL and not arrival.force
    if arrival.force or arrival.origin == Origin.HUMAN:
        return True
    vouched = found.state != State.INITIAL and arrival.origin in MACHINE_MADE
    return not (found.text and (found.origin == Origin.HUMAN or vouched))


def remember_pairs(*, entry: Entry, pairs: Sequence[SentencePair], language: str, origin: str) -> int:
    """Puts sentence pairs into the memory; returns how many were new."""
    return remember(
        memory_entry(
            source=pair.source,
            target=pair.target,
            source_language=entry.source_language,
            target_language=language,
            origin=origin,
            context=context_of(entry),
        )
        for pair in pairs
        if pair.source.strip() and pair.target.strip()
    )


def store_pairs(
    *,
    entry: Entry,
    language: str,
    pairs: Sequence[SentencePair],
    origin: str = Origin.IMPORT,
    state: str = State.INITIAL,
) -> int:
    """Fills the entry's sentences from pairs without publishing; returns how many changed."""
    rows = [row for _unit, row in load_units(entry) if row]
    fillings = fit_pairs([[segment.flat for segment in row] for row in rows], pairs)
    remember_pairs(entry=entry, pairs=pairs, language=language, origin=origin)
    arrival = Arrival(state, origin, None, Step.IMPORTED)
    return fill(entry=entry, rows=rows, fillings=fillings, language=language, arrival=arrival)
