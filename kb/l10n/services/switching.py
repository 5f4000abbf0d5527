"""Making another language the source of an entry: its text is cut anew, and what was translated finds its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from kb.catalog.models import Entry, SourceRevision, Translation
from kb.catalog.services import publish_text
from kb.catalog.services.sources import make_source as adopt
from kb.l10n.align import Fate, align
from kb.l10n.models import Segment, SegmentTranslation, Step
from kb.l10n.services.assembly import assemble_text, load_units, publish_entry
from kb.l10n.services.findings import check_many, note_findings
from kb.l10n.services.pairs import propose
from kb.l10n.services.versions import store, store_many
from kb.l10n.states import Origin, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(slots=True)
class _Said:
    """A sentence of the language that becomes the source, and how the others say it."""

    text: str
    others: dict[str, SegmentTranslation] = field(default_factory=dict)


@transaction.atomic
def make_source(*, entry: Entry, language: str, author: User | None = None) -> SourceRevision:
    """Makes `language` the entry's source; every other language keeps what it has, the former source among them.

    Sentences are matched through the translations so far, or, for a text that was never aligned, as `propose` fits it.
    A language whose sentences are all found is assembled from them; another stays whole as it is. Raises CatalogError
    where there is no text in the language.
    """
    before = Translation.objects.filter(entry=entry, language=entry.source_language).first()
    said = _said(entry, language, before.state if before else State.FINAL)
    revision = adopt(entry=entry, language=language, author=author)
    segments = [segment for _unit, row in load_units(entry) for segment in row]
    matches = align([one.text for one in said], [segment.flat for segment in segments])
    new: list[tuple[SegmentTranslation, Segment]] = []
    for segment, match in zip(segments, matches, strict=True):
        if match.old is not None:
            for told in said[match.old].others.values():
                new.append((_moved(told, segment, said[match.old].text, match.fate == Fate.OUTDATED), segment))
    new = _without_known(new)
    for target in {told.language for told, _segment in new}:
        rows = [told for told, _segment in new if told.language == target]
        for told, checked in zip(rows, check_many(translations=rows, language=target), strict=True):
            note_findings(told, checked)
    store_many(new, step=Step.CARRIED)
    _publish_again(entry, language)
    _publish_others(entry, language)
    return revision


def _without_known(
    new: list[tuple[SegmentTranslation, Segment]],
) -> list[tuple[SegmentTranslation, Segment]]:
    """What is left to create: a sentence that came back has its translations, which take over what was said since."""
    found = SegmentTranslation.objects.filter(segment__in=[segment.pk for _told, segment in new])
    known = {(one.segment_id, one.language): one for one in found}
    left = []
    for told, segment in new:
        current = known.get((segment.pk, told.language))
        if current is None:
            left.append((told, segment))
        elif (current.text, current.outdated) != (told.text, told.outdated):
            store(
                segment=segment,
                language=told.language,
                text=told.text,
                state=told.state,
                origin=told.origin,
                step=Step.CARRIED,
                author=told.author,
                outdated=told.outdated,
                previous_source=told.previous_source,
                current=current,
            )
    return left


def _said(entry: Entry, language: str, source_state: str) -> list[_Said]:
    """The sentences of the new source as they are known so far, in order of the old one."""
    rows = [row for _unit, row in load_units(entry) if row]
    known: dict[int, dict[str, SegmentTranslation]] = {}
    for told in SegmentTranslation.objects.filter(segment__entry=entry, segment__unit__isnull=False):
        known.setdefault(told.segment_id, {})[told.language] = told
    fitted: dict[int, str] = {}
    text = Translation.objects.filter(entry=entry, language=language).first()
    if text is not None and not text.aligned:
        proposal = propose(entry=entry, language=language, title=text.title, body=text.body)
        fitted = {rows[place[0]][place[1]].pk: one.text for place, one in proposal.fit.fillings.items()}
    said = []
    for segment in (segment for row in rows for segment in row):
        others = dict(known.get(segment.pk, {}))
        own = others.pop(language, None)
        words = fitted.get(segment.pk) or (own.text if own else "")
        if words:
            others[segment.language] = SegmentTranslation(
                language=segment.language, text=segment.flat, state=source_state, origin=Origin.HUMAN
            )
            said.append(_Said(words, {code: told for code, told in others.items() if told.text}))
    return said


def _moved(told: SegmentTranslation, segment: Segment, previous: str, outdated: bool) -> SegmentTranslation:
    outdated = outdated or told.outdated
    return SegmentTranslation(
        segment=segment,
        language=told.language,
        text=told.text,
        state=State.INITIAL if outdated else told.state,
        origin=told.origin,
        outdated=outdated,
        author=told.author,
        previous_source=previous if outdated else "",
    )


def _publish_again(entry: Entry, language: str) -> None:
    """The new source gets the marks of its new sentences."""
    text = Translation.objects.get(entry=entry, language=language)
    made = assemble_text(entry, language)
    if made is not None:
        _publish_as_it_is(entry, text, marked=(made.marked_title, made.marked_body), sentences=made.sentences)


def _publish_others(entry: Entry, language: str) -> None:
    for text in Translation.objects.filter(entry=entry).exclude(language=language):
        made = assemble_text(entry, text.language)
        if made is not None and made.complete:
            publish_entry(entry=entry, language=text.language, take_over=True)
        elif text.sentences:
            _publish_as_it_is(entry, text, marked=(text.title, text.body), sentences=())


def _publish_as_it_is(
    entry: Entry, text: Translation, *, marked: tuple[str, str], sentences: tuple[dict[str, object], ...]
) -> None:
    publish_text(
        entry=entry,
        language=text.language,
        title=text.title,
        body=text.body,
        state=text.state,
        origin=text.origin,
        date=text.date,
        author=text.author,
        outdated=text.outdated,
        aligned=bool(sentences),
        newer_than_source=False,
        marked_title=marked[0],
        marked_body=marked[1],
        sentences=sentences,
        allow_broken_links=True,
    )
