"""A new revision of the source: its sentences are cut, found again, and their translations carried over or marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kb.catalog.impact import Impact
from kb.catalog.models import Entry, Significance, SourceRevision
from kb.l10n.align import Fate, Kind, Match, align, places_taken
from kb.l10n.cutting import CutSentence, CutText, cut_text
from kb.l10n.models import Segment, SegmentTranslation, SegmentVersion, Step, Unit
from kb.l10n.services.assembly import load_units, publish_entry
from kb.l10n.services.knowledge import remember
from kb.l10n.services.memorise import memory_of
from kb.l10n.services.versions import version_of
from kb.l10n.similarity import source_hash
from kb.l10n.states import State
from kb.languages import CODES

_GONE_LOOKED_AT = 2_000
_ASIDE = 1_000_000


@dataclass(slots=True)
class _Plan:
    """The new sentences with what they continue; `rows` are the present ones by block, of whatever language."""

    rows: list[list[Segment]]
    cut: CutText
    old: list[Segment]
    gone: list[Segment]
    matches: list[Match]

    def continued(self, index: int) -> Segment | None:
        """The row that the new sentence is or replaces."""
        match = self.matches[index]
        if match.old is None:
            return None
        return self.gone[match.old] if match.kind == Kind.RESTORED else self.old[match.old]

    def replaced(self) -> dict[int, Segment]:
        """The rows that new sentences replace: what they were made from, or what stood in their place."""
        taken = places_taken([segment.flat for segment in self.old], self.cut.texts, self.matches)
        similar = {index: match.old for index, match in enumerate(self.matches) if match.kind == Kind.SIMILAR}
        return {index: self.old[old] for index, old in {**taken, **similar}.items() if old is not None}


def preview_source(*, entry: Entry, title: str, body: str, significance: str) -> list[Impact]:
    """What publishing this source text would do to each language that has translations. Writes nothing."""
    plan = _plan(entry, entry.source_language, title, body, significance)
    translated: dict[str, set[int]] = defaultdict(set)
    rows = SegmentTranslation.objects.filter(segment__in=[segment.pk for segment in plan.old]).exclude(
        text="", told_before=False
    )
    for segment_id, language in rows.values_list("segment_id", "language"):
        translated[language].add(segment_id)
    fates = {
        plan.old[match.old].pk: match.fate
        for match in plan.matches
        if match.old is not None and match.kind != Kind.RESTORED
    }
    impacts = []
    for language in (code for code in CODES if code in translated):
        ids = translated[language]
        outdated = sum(fates.get(pk) == Fate.OUTDATED for pk in ids)
        kept = sum(fates.get(pk) == Fate.KEPT for pk in ids)
        impacts.append(Impact(language, outdated, len(ids) - outdated - kept, kept))
    return impacts


@transaction.atomic
def set_source(*, revision: SourceRevision, significance: str = "") -> None:
    """Makes the entry's sentences those of this revision, and publishes every language anew.

    An unchanged or moved sentence keeps its row and uid; a similar one is a new row that replaces the old and
    carries its translations, outdated unless the change is a typo; one that was put back returns with its earlier
    state; what is gone keeps its rows without a block, and what it was called goes into the memory. A new sentence
    in the place of one that is gone `replaces` it and starts empty. After a major revision outdated translations are
    withheld from readers.
    """
    entry = Entry.objects.select_for_update().get(pk=revision.entry_id)
    significance = significance or revision.significance
    plan = _plan(entry, revision.language, revision.title, revision.body, significance)
    units = _new_units(entry, revision, plan.cut)
    rows = _place(entry, revision.language, plan, units)
    _retire(Segment.objects.filter(entry=entry, unit__isnull=False).exclude(pk__in=[row.pk for row in rows]))
    _remember_retired(plan, stayed={row.pk for row in rows})
    Unit.objects.filter(entry=entry, position__gte=_ASIDE).delete()
    _carry_over(plan, rows, withheld=significance == Significance.MAJOR)
    for language in CODES:
        if language == revision.language:
            continue  # its text is being published: it gets its marks on arrival
        publish_entry(entry=entry, language=language)


def _plan(entry: Entry, language: str, title: str, body: str, significance: str) -> _Plan:
    cut = cut_text(title, body, language)
    rows = [segments for _unit, segments in load_units(entry)]
    old = [segment for row in rows for segment in row if segment.language == language]
    gone = list(
        Segment.objects.filter(entry=entry, unit__isnull=True, language=language).order_by("-gone_at", "-id")[
            :_GONE_LOOKED_AT
        ]
    )
    matches = align(
        [segment.flat for segment in old],
        cut.texts,
        gone=[segment.flat for segment in gone],
        significance=significance,
    )
    return _Plan(rows, cut, old, gone, matches)


def _new_units(entry: Entry, revision: SourceRevision, cut: CutText) -> list[Unit]:
    """The blocks of the revision; the old ones step aside until their sentences have moved."""
    Unit.objects.filter(entry=entry).update(position=F("position") + _ASIDE)
    return Unit.objects.bulk_create(
        [
            Unit(entry=entry, revision=revision, position=index, kind=unit.kind, lead=unit.lead, line=unit.line)
            for index, unit in enumerate(cut.units)
        ],
        batch_size=500,
    )


def _place(entry: Entry, language: str, plan: _Plan, units: list[Unit]) -> list[Segment]:
    """The rows of the new sentences, in order: kept ones moved to their blocks, others created."""
    hashes = [source_hash(text) for text in plan.cut.texts]
    replaced = plan.replaced()
    rows: list[Segment] = []
    created: list[Segment] = []
    moved: list[Segment] = []
    for index, sentence in enumerate(plan.cut.sentences):
        before = plan.continued(index)
        stays = before is not None and plan.matches[index].kind in {Kind.UNCHANGED, Kind.MOVED, Kind.RESTORED}
        if stays and before is not None:
            row = before
            moved.append(row)
        else:
            row = Segment(entry=entry, language=language, replaces=replaced.get(index))
            created.append(row)
        _fill(row, sentence, units[sentence.unit], hashes, index)
        rows.append(row)
    Segment.objects.bulk_create(created, batch_size=500)
    Segment.objects.bulk_update(
        moved,
        ["unit", "position", "text", "tail", "placeholders", "hash", "hash_before", "hash_after", "gone_at"],
        batch_size=200,
    )
    return rows


def _fill(row: Segment, sentence: CutSentence, unit: Unit, hashes: list[str], index: int) -> None:
    row.unit, row.position, row.gone_at = unit, sentence.position, None
    row.text, row.tail, row.placeholders = sentence.text, sentence.tail, list(sentence.placeholders)
    row.hash = hashes[index]
    row.hash_before = hashes[index - 1] if index else ""
    row.hash_after = hashes[index + 1] if index + 1 < len(hashes) else ""


def _retire(segments: Iterable[Segment]) -> None:
    now = timezone.now()
    rows = list(segments)
    for row in rows:
        row.unit, row.gone_at = None, now
    Segment.objects.bulk_update(rows, ["unit", "gone_at"], batch_size=500)


def _remember_retired(plan: _Plan, *, stayed: set[int]) -> None:
    """Puts what the sentences that left the text were called into the memory, with the source it was made from."""
    left = [row for row in plan.rows if any(segment.pk not in stayed for segment in row)]
    told: dict[str, dict[int, SegmentTranslation]] = defaultdict(dict)
    for one in SegmentTranslation.objects.filter(segment__in=[segment.pk for row in left for segment in row]):
        told[one.language][one.segment_id] = one
    remember(
        memory_of(segment, found[segment.pk], source)
        for found in told.values()
        for row in left
        for segment, source in _told_by(row, found)
        if segment.pk not in stayed
    )


def _told_by(row: list[Segment], found: dict[int, SegmentTranslation]) -> Iterator[tuple[Segment, str]]:
    """The sentences of a block that have a text, with all that it translates."""
    for index, segment in enumerate(row):
        one = found.get(segment.pk)
        if one is None or not one.text:
            continue
        later = takewhile(lambda other: other.pk in found and found[other.pk].told_before, row[index + 1 :])
        source = " ".join(other.flat for other in (segment, *later))
        yield segment, (one.previous_source if one.outdated else "") or source


def _carry_over(plan: _Plan, rows: list[Segment], *, withheld: bool) -> None:
    """Copies the translations of similar sentences to their new rows, with the source they were made from."""
    heirs = {}
    for index, match in enumerate(plan.matches):
        before = plan.continued(index)
        if match.kind == Kind.SIMILAR and before is not None:
            heirs[before.pk] = (rows[index], before, match.fate == Fate.KEPT)
    made: list[SegmentTranslation] = []
    versions: list[SegmentVersion] = []
    for found in SegmentTranslation.objects.filter(segment__in=heirs).order_by("id"):
        if not found.text and not found.told_before:
            continue
        heir, before, kept = heirs[found.segment_id]
        translation = _heir_of(found, heir, before, kept=kept, withheld=withheld)
        made.append(translation)
        versions.append(version_of(translation, step=Step.CARRIED if kept else Step.OUTDATED, segment=heir))
    SegmentTranslation.objects.bulk_create(made, batch_size=500)
    SegmentVersion.objects.bulk_create(versions, batch_size=500)


def _heir_of(
    found: SegmentTranslation, heir: Segment, before: Segment, *, kept: bool, withheld: bool
) -> SegmentTranslation:
    outdated = found.outdated or not kept
    previous = found.previous_source if found.outdated else before.flat
    return SegmentTranslation(
        segment=heir,
        language=found.language,
        version=1,
        text=found.text,
        state=found.state if kept else State.INITIAL,
        origin=found.origin,
        outdated=outdated,
        told_before=found.told_before,
        author=found.author,
        previous_source=previous if outdated else "",
        withheld=(withheld and not kept) or found.withheld,
        errors=found.errors,
        warnings=found.warnings,
        failed=found.failed,
    )
