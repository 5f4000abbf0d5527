"""Mechanical repairs in bulk: offered with a preview, made as one change, undone as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.catalog.models import Entry
from kb.l10n.errors import L10nError, NotAllowedError
from kb.l10n.models import Batch, BatchKind, RoleName, SegmentTranslation, SegmentVersion, Step
from kb.l10n.permissions import may, require
from kb.l10n.repairs import RULES, Change, repair
from kb.l10n.services import knowledge
from kb.l10n.services.assembly import publish_entry
from kb.l10n.services.findings import Checked, check_many, note_findings
from kb.l10n.services.versions import store, take_along
from kb.l10n.states import Origin, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A rule has work only where its check found something; `html` has none of its own.
_SIGNS = {
    "residue": Q(failed__contains=" residue "),
    "code": Q(text__contains="`"),
    "compound": Q(failed__contains=" compound ") | Q(failed__contains=" case "),
    "html": Q(text__icontains="<br") | Q(text__icontains="<span"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A repair of one sentence: what it is about, its text before and after, the changes, and its version now."""

    translation_id: int
    uid: str
    entry: str
    source: str
    before: str
    after: str
    changes: tuple[Change, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How many sentences went back, and how many were left because somebody changed them since."""

    restored: int
    left: int


def offer_repairs(
    *, language: str, rules: Iterable[str] = RULES, entry: Entry | None = None, limit: int = 500
) -> list[Offer]:
    """What the rules would change among the present sentences of a language. Writes nothing.

    What a person wrote and nobody doubts is left alone: only drafts, and text that machines or imports brought.
    """
    offers: list[Offer] = []
    for translation in _candidates(language, set(rules), entry).iterator(chunk_size=500):
        segment = translation.segment
        mended = repair(
            translation.text, language, source=segment.flat, lexicon=knowledge.lexicon(language), rules=rules
        )
        if mended.changes:
            offers.append(
                Offer(
                    translation.pk,
                    segment.uid,
                    segment.entry.key,
                    segment.flat,
                    mended.before,
                    mended.text,
                    mended.changes,
                    translation.version,
                )
            )
        if len(offers) == limit:
            break
    return offers


def _candidates(language: str, rules: set[str], entry: Entry | None) -> QuerySet[SegmentTranslation]:
    signs = Q()
    for rule in sorted(rules):
        signs |= _SIGNS[rule]
    found = SegmentTranslation.objects.filter(
        signs, Q(state=State.INITIAL) | ~Q(origin=Origin.HUMAN), language=language, segment__unit__isnull=False
    )
    if entry is not None:
        found = found.filter(segment__entry=entry)
    return found.select_related("segment", "segment__entry", "segment__unit").order_by("segment__entry_id", "id")


@transaction.atomic
def apply_repairs(*, language: str, offers: Iterable[Offer], user: User) -> Batch:
    """Makes the offered repairs as one change that can be undone; those of sentences changed since are left out.

    The repaired sentences stay, or become again, drafts. Raises NotAllowedError without a role in the language.
    """
    require(user, language, RoleName.TRANSLATOR)
    wanted = {offer.translation_id: offer for offer in offers}
    batch = Batch.objects.create(kind=BatchKind.REPAIR, language=language, user=user)
    rules = sorted({change.rule for offer in wanted.values() for change in offer.changes})
    found = SegmentTranslation.objects.select_for_update().filter(pk__in=wanted, language=language)
    entries: dict[int, Entry] = {}
    mended: list[SegmentTranslation] = []
    for translation in found.select_related("segment", "segment__entry"):
        offer = wanted[translation.pk]
        if (translation.version, translation.text) != (offer.version, offer.before):
            continue
        mended.append(_mend(translation, offer.after, batch))
        entries[translation.segment.entry_id] = translation.segment.entry
    for translation, checked in zip(mended, _note(mended, language), strict=True):
        if checked.source != translation.segment.flat:
            take_along(translation.segment, translation, step=Step.REPAIRED, batch=batch)
    batch.count, batch.detail = len(mended), ", ".join(rules)[:200]
    batch.save(update_fields=["count", "detail"])
    for entry in entries.values():
        publish_entry(entry=entry, language=language)
    return batch


def _mend(translation: SegmentTranslation, text: str, batch: Batch) -> SegmentTranslation:
    return store(
        segment=translation.segment,
        language=translation.language,
        text=text,
        state=State.INITIAL,
        origin=translation.origin,
        step=Step.REPAIRED,
        author=translation.author,
        outdated=translation.outdated,
        told_before=translation.told_before,
        previous_source=translation.previous_source,
        withheld=translation.withheld,
        batch=batch,
        current=translation,
    )


def _note(translations: list[SegmentTranslation], language: str) -> list[Checked]:
    found = check_many(translations=translations, language=language)
    for translation, checked in zip(translations, found, strict=True):
        note_findings(translation, checked)
    SegmentTranslation.objects.bulk_update(translations, ["errors", "warnings", "failed"], batch_size=500)
    return found


def least_to_undo(batch: Batch, user: User) -> RoleName:
    """The least role with which a person may take a bulk change back: any for one's own, else that of the leader."""
    return RoleName.TRANSLATOR if batch.user_id == user.pk else RoleName.LEADER


@transaction.atomic
def undo_batch(*, batch: Batch, user: User | None) -> Undone:
    """Takes a bulk change back, sentence by sentence; those that somebody changed since are left as they are.

    Who made it may, and a leader of the language; raises NotAllowedError for anybody else.
    """
    if user is not None and not may(user, batch.language, least_to_undo(batch, user)):
        raise NotAllowedError(_("Only who made this change, or a leader of the language, can take it back."))
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at is not None:
        raise L10nError(_("This change was taken back already."))
    versions = {version.segment_id: version for version in batch.versions.all()}
    found = SegmentTranslation.objects.select_for_update().filter(segment__in=versions, language=batch.language)
    restored: list[SegmentTranslation] = []
    entries: dict[int, Entry] = {}
    for translation in found.select_related("segment", "segment__entry"):
        made = versions[translation.segment_id]
        if translation.version != made.number:
            continue
        earlier = SegmentVersion.objects.filter(
            segment_id=translation.segment_id, language=batch.language, number=made.number - 1
        ).first()
        restored.append(_put_back(translation, earlier))
        entries[translation.segment.entry_id] = translation.segment.entry
    _note(restored, batch.language)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    for entry in entries.values():
        publish_entry(entry=entry, language=batch.language)
    return Undone(len(restored), len(versions) - len(restored))


def _put_back(translation: SegmentTranslation, earlier: SegmentVersion | None) -> SegmentTranslation:
    """What stood before; where nothing stood, the sentence is empty again."""
    return store(
        segment=translation.segment,
        language=translation.language,
        text=earlier.text if earlier else "",
        state=earlier.state if earlier else State.INITIAL,
        origin=earlier.origin if earlier else translation.origin,
        step=Step.UNDONE,
        author=earlier.author if earlier else None,
        outdated=earlier.outdated if earlier else False,
        told_before=earlier.told_before if earlier else False,
        previous_source=translation.previous_source if earlier and earlier.outdated else "",
        withheld=translation.withheld,
        current=translation,
    )
