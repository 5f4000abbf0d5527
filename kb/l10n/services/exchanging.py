"""Handing translations out to other tools, and taking them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kb.catalog.models import Entry
from kb.l10n import exchange
from kb.l10n.errors import L10nError
from kb.l10n.exchange.document import ExchangeDocument, ExchangeEntry, ExchangeError, ExchangeUnit, Reading
from kb.l10n.exchange.plan import Action, Current, Step, plan_import
from kb.l10n.models import Batch, BatchKind, RoleName, Segment, SegmentTranslation
from kb.l10n.models import Step as Made
from kb.l10n.permissions import may, require
from kb.l10n.services.assembly import publish_entry
from kb.l10n.services.findings import check_many
from kb.l10n.services.knowledge import remember
from kb.l10n.services.memorise import context_of, memory_of
from kb.l10n.services.versions import store, take_along
from kb.l10n.states import Condition, Origin, State
from kb.languages import CODES, from_locale

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What importing a file would do: the file as read, and a step for each of its units."""

    reading: Reading
    language: str
    steps: tuple[Step, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many units each action is for."""
        return Counter(step.action.value for step in self.steps)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the change (undone as one), how many sentences it wrote, how many reviews a check held up."""

    batch: Batch
    written: int
    held_up: int


def export_document(
    *,
    language: str,
    entries: Iterable[Entry] | None = None,
    product: str = "",
    conditions: Iterable[Condition] | None = None,
) -> ExchangeDocument:
    """The present sentences with their translations into a language: of some entries, a product, or all.

    `conditions` restricts to sentences in these conditions. Entries in one other source language are left out, so that
    a file has one language pair: the most frequent one. Raises L10nError where nothing is left.
    """
    found = Segment.objects.current().exclude(language=language).filter(entry__withdrawn=False)
    if entries is not None:
        found = found.filter(entry__in=[entry.pk for entry in entries])
    if product:
        found = found.filter(entry__product__key=product)
    pairs = Counter(found.values_list("language", flat=True))
    if not pairs:
        raise L10nError(_("There is nothing to translate into this language."))
    source_language = pairs.most_common(1)[0][0]
    wanted = set(conditions) if conditions is not None else None
    units: dict[str, list[ExchangeUnit]] = {}
    for name, unit in _units(found.filter(language=source_language), language):
        if wanted is None or unit.condition in wanted:
            units.setdefault(name, []).append(unit)
    if not units:
        raise L10nError(_("There is nothing to translate into this language."))
    return ExchangeDocument(
        source_language, language, tuple(ExchangeEntry(name, tuple(rows)) for name, rows in units.items())
    )


def _units(segments: QuerySet[Segment], language: str) -> Iterable[tuple[str, ExchangeUnit]]:
    ordered = segments.select_related("entry", "unit").order_by("entry__key", "unit__position", "position")
    ids = list(ordered.values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        told = {one.segment_id: one for one in SegmentTranslation.objects.filter(segment__in=chunk, language=language)}
        rows = Segment.objects.select_related("entry", "unit").in_bulk(chunk)
        for pk in chunk:
            segment = rows[pk]
            found = told.get(pk)
            if found is not None and found.told_before and not found.text:
                continue  # the sentence before says it
            note = f"{segment.unit.kind} · {segment.entry.key}" if segment.unit else segment.entry.key
            yield (
                context_of(segment.entry),
                ExchangeUnit(
                    segment.uid,
                    segment.flat,
                    found.text if found else "",
                    found.condition if found else Condition.EMPTY,
                    found.previous_source if found else "",
                    (note,),
                ),
            )


def plan_file(*, data: bytes, user: User | None = None) -> ImportPlan:
    """Reads a file and plans its import without writing anything: the dry run.

    `user` None is the operator, who may review. Raises ExchangeError for a file that cannot be read, L10nError for a
    language that is none of ours, NotAllowedError without a role in it.
    """
    reading = exchange.read(data)
    language = from_locale(reading.document.target_language)
    source = from_locale(reading.document.source_language)
    if language is None or source is None or language.code not in CODES or language == source:
        raise ExchangeError(
            _("The file translates %(source)s into %(target)s, which is not done here.")
            % {"source": reading.document.source_language, "target": reading.document.target_language}
        )
    if user is not None:
        require(user, language.code)
    units = reading.document.units
    current: dict[str, Current] = {}
    for start in range(0, len(units), _CHUNK):
        current |= _current([unit.id for unit in units[start : start + _CHUNK]], language.code)
    may_review = user is None or may(user, language.code, RoleName.REVIEWER)
    steps = plan_import(units, current, format=reading.format, may_review=may_review)
    return ImportPlan(reading, language.code, tuple(steps))


def _current(uids: list[str], language: str) -> dict[str, Current]:
    """The present sentences among these, and what their translations are; those that left the source are foreign."""
    segments = Segment.objects.current().exclude(language=language).filter(uid__in=uids)
    told = {one.segment_id: one for one in SegmentTranslation.objects.filter(segment__in=segments, language=language)}
    found: dict[str, Current] = {}
    for segment in segments:
        one = told.get(segment.pk)
        found[segment.uid] = Current(
            segment.flat,
            one.text if one else "",
            one.state if one else State.INITIAL,
            one.outdated if one else False,
            one.version if one else 0,
        )
    return found


@transaction.atomic
def apply_import(*, plan: ImportPlan, user: User | None = None) -> Imported:
    """Carries out a plan in one transaction, so that half an import never stands.

    A sentence that somebody saved since the plan was made is left alone. A review that a check's error forbids becomes
    `translated`. Sentences that a written one says as well follow once all are written: the file may tell them apart.
    """
    if user is not None:
        require(user, plan.language)
    wanted = {step.id: step for step in plan.steps if step.action in {Action.UPDATE, Action.FUZZY}}
    batch = Batch.objects.create(kind=BatchKind.IMPORT, language=plan.language, user=user, detail=plan.reading.format)
    uids = list(wanted)  # in the file's order: the sentences of an entry stand together and share what is looked up
    entries: dict[int, Entry] = {}
    telling: list[SegmentTranslation] = []
    written = held_up = 0
    for start in range(0, len(uids), _CHUNK):
        chunk = uids[start : start + _CHUNK]
        done, held = _write(plan.language, [wanted[uid] for uid in chunk], batch, user, entries, telling)
        written, held_up = written + done, held_up + held
    for translation in telling:
        take_along(translation.segment, translation, step=Made.IMPORTED, batch=batch)
    for entry in entries.values():
        publish_entry(entry=entry, language=plan.language, author=user)
    batch.count = written
    batch.save(update_fields=["count"])
    return Imported(batch, written, held_up)


def _write(
    language: str,
    steps: list[Step],
    batch: Batch,
    user: User | None,
    entries: dict[int, Entry],
    telling: list[SegmentTranslation],
) -> tuple[int, int]:
    """Writes some steps; returns how many, and how many reviews a check held up. Adds the entries that it changed, and
    the translations that say sentences behind theirs as well."""
    segments = {
        one.uid: one
        for one in Segment.objects.current().filter(uid__in=[step.id for step in steps]).select_related("entry", "unit")
    }
    told = {
        one.segment_id: one
        for one in SegmentTranslation.objects.select_for_update().filter(
            segment__in=segments.values(), language=language
        )
    }
    ready = [step for step in steps if step.id in segments]
    drafts = [SegmentTranslation(segment=segments[step.id], language=language, text=step.text) for step in ready]
    checked = check_many(translations=drafts, language=language)
    written, held_up, memories = 0, 0, []
    for step, found in zip(ready, checked, strict=True):
        segment = segments[step.id]
        state = step.state
        if state in {State.REVIEWED, State.FINAL} and found.errors:
            state, held_up = State.TRANSLATED, held_up + 1
        now = told.get(segment.pk)
        if (now.version if now else 0) != step.version:
            continue  # somebody saved it since the plan was made
        translation = store(
            segment=segment,
            language=language,
            text=step.text,
            state=state,
            origin=_origin(now, step, state),
            step=Made.IMPORTED,
            author=user,
            outdated=step.outdated,
            previous_source=now.previous_source if now is not None and step.outdated else "",
            batch=batch,
            current=now,
            checked=found,
        )
        written += 1
        entries[segment.entry_id] = segment.entry
        if found.source != segment.flat:
            telling.append(translation)
        if state != State.INITIAL:
            memories.append(memory_of(segment, translation, found.source))
    remember(memories)
    return written, held_up


def _origin(now: SegmentTranslation | None, step: Step, state: State) -> str:
    """A text that came back as it went keeps its maker until somebody vouches for it; another one was imported."""
    if now is not None and now.text == step.text and state == State.INITIAL:
        return now.origin
    return Origin.HUMAN if state != State.INITIAL else Origin.IMPORT
