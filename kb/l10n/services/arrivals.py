"""A text was published by somebody else: it gets its sentence marks, or is fitted to the source where that is safe."""

from __future__ import annotations

from kb.catalog.models import Entry, Translation
from kb.catalog.services import attach_sentences
from kb.catalog.services.texts import as_stored
from kb.l10n.models import SegmentTranslation, SegmentVersion, Step
from kb.l10n.services.assembly import Assembled, assemble_text, count_progress, is_publishing
from kb.l10n.services.pairs import Arrival, Proposal, fill, propose
from kb.l10n.services.versions import version_of
from kb.markup import mark


def text_arrived(*, entry: Entry, language: str, translation: Translation) -> None:
    """Called for every published text; one that was assembled here is left alone.

    The source gets its marks. A translation that is built like its source fills the sentences, and the state and
    origin that somebody gave the whole text become theirs. Any other stays whole.
    """
    if is_publishing(entry, language):
        return
    is_source = language == entry.source_language
    fits = not is_source and not translation.newer_than_source and _fit(entry, language, translation)
    made = assemble_text(entry, language)
    if made is None:
        return
    marked = fits or _marked_like(made, translation)
    if marked:
        attach_sentences(
            translation=translation,
            marked_title=marked[0],
            marked_body=marked[1],
            sentences=made.sentences,
            state=translation.state if is_source else made.state,
            origin=translation.origin if is_source else made.origin,
            outdated=made.outdated and not is_source,
        )
    if not is_source:
        count_progress(entry, language, made, unaligned=not marked)


def _fit(entry: Entry, language: str, translation: Translation) -> tuple[str, str] | None:
    """Fills the sentences from a text that is built like its source; returns the text with marks, None if it is not."""
    proposal = propose(entry=entry, language=language, title=translation.title, body=translation.body)
    if not proposal.rows or not proposal.fit.is_safe:
        return None
    arrival = Arrival(
        translation.state,
        translation.origin,
        translation.author,
        Step.IMPORTED,
        force=True,
        outdated=translation.outdated,
    )
    fill(entry=entry, rows=proposal.rows, fillings=proposal.fit.fillings, language=language, arrival=arrival)
    _agree(entry, language, translation)
    return _marked(proposal)


def _marked(proposal: Proposal) -> tuple[str, str]:
    """The text that arrived, as it is, with the marks of the sentences it fills."""
    rows = iter(proposal.rows)
    texts: list[str] = []
    sentences: dict[int, list[str]] = {number: [] for number in range(len(proposal.arrived.units))}
    uids = {number: [segment.uid for segment in next(rows)] for number in proposal.arrived.numbers}
    for one in proposal.arrived.sentences:
        sentences[one.unit].append(mark(uids[one.unit][one.position], one.text) + one.tail)
    for number, unit in enumerate(proposal.arrived.units):
        texts.append(unit.lead + "".join(sentences[number]))
    return texts[0], "".join(texts[1:])


def _marked_like(made: Assembled, translation: Translation) -> tuple[str, str] | None:
    """The assembled text with marks, where it is the published one."""
    if as_stored(made.title, made.body) != (translation.title, translation.body):
        return None
    return made.marked_title, made.marked_body


def _agree(entry: Entry, language: str, translation: Translation) -> None:
    """Sentences that are not outdated take over state, origin and "outdated" of the whole text."""
    found = SegmentTranslation.objects.filter(
        segment__entry=entry, segment__unit__isnull=False, language=language, outdated=False
    ).select_related("segment")
    changed: list[SegmentTranslation] = []
    for one in found:
        wanted = (translation.state, translation.origin, translation.outdated)
        if (one.state, one.origin, one.outdated) != wanted:
            one.state, one.origin, one.outdated = wanted
            one.version += 1
            changed.append(one)
    SegmentTranslation.objects.bulk_update(changed, ["state", "origin", "outdated", "version"], batch_size=500)
    SegmentVersion.objects.bulk_create(
        [version_of(one, step=Step.SAVED, segment=one.segment) for one in changed], batch_size=500
    )
