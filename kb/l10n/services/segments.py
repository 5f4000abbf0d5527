"""What people do to one sentence: save, review, send back, restore, draft, lease."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.catalog.services import hold_entry
from kb.l10n.errors import Conflict, L10nError, SegmentGoneError, SourceLanguageError, StaleSaveError
from kb.l10n.models import Draft, Lease, RoleName, Segment, SegmentTranslation, SegmentVersion, Step
from kb.l10n.permissions import require
from kb.l10n.services.assembly import publish_entry
from kb.l10n.services.findings import check_text
from kb.l10n.services.knowledge import remember
from kb.l10n.services.memorise import memory_of
from kb.l10n.services.versions import store, take_along
from kb.l10n.similarity import normalise
from kb.l10n.states import MACHINE_MADE, Origin, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LEASE = dt.timedelta(minutes=2)
_NEEDED = {
    State.INITIAL: RoleName.TRANSLATOR,
    State.TRANSLATED: RoleName.TRANSLATOR,
    State.REVIEWED: RoleName.REVIEWER,
    State.FINAL: RoleName.LEADER,
}
_CHECKED = frozenset({State.REVIEWED, State.FINAL})


@transaction.atomic
def save_segment(
    *, segment: Segment, language: str, text: str, state: str, user: User, base_version: int
) -> SegmentTranslation:
    """Saves a person's translation of a sentence, checks it, and publishes the entry where it is ready.

    `base_version` is the version the edit began from (0 where there was none). Raises NotAllowedError without the role
    (reviewer for `reviewed`, leader for `final`), StaleSaveError with both texts where somebody saved meanwhile,
    SegmentGoneError where the sentence left the source, SourceLanguageError where the language is the source, L10nError
    for an empty text or one kept from review by a check.
    """
    state = State(state)
    require(user, language, _NEEDED[state])
    _ensure_translated(segment, language)
    text = " ".join(text.split())
    current = _current(segment, language)
    if not text and current is not None and current.told_before:
        raise L10nError(_("The sentence before says this one as well: it is saved with that one."))
    if not text:
        raise L10nError(_("Write a translation first."))
    if segment.unit_id is None:
        raise SegmentGoneError
    _ensure_fresh(current, base_version, text)
    checked = check_text(segment=segment, language=language, text=text)
    if state in _CHECKED and checked.errors:
        first = next(one for one in checked.open if one.severity == "error")
        raise L10nError(
            _("This cannot be marked as reviewed while a check fails: %(finding)s") % {"finding": first.text}
        )
    saved = store(
        segment=segment,
        language=language,
        text=text,
        state=state,
        origin=_origin(current, text, state),
        step=Step.REVIEWED if state in _CHECKED else Step.SAVED,
        author=user,
        current=current,
        checked=checked,
    )
    if checked.source != segment.flat:
        take_along(segment, saved, step=Step.REVIEWED if state in _CHECKED else Step.SAVED)
    remember([memory_of(segment, saved, checked.source)])
    Draft.objects.filter(segment=segment, language=language, user=user).delete()
    publish_entry(entry=segment.entry, language=language, author=user, date=timezone.localdate())
    return saved


@transaction.atomic
def reject_segment(
    *, segment: Segment, language: str, user: User, base_version: int, reason: str = ""
) -> SegmentTranslation:
    """A reviewer sends a translation back: it is a draft again, and its author's digest says so."""
    require(user, language, RoleName.REVIEWER)
    _ensure_translated(segment, language)
    current = _current(segment, language)
    if current is None or not current.text:
        raise L10nError(_("There is nothing to send back."))
    if segment.unit_id is None:
        raise SegmentGoneError
    _ensure_fresh(current, base_version, current.text)
    saved = store(
        segment=segment,
        language=language,
        text=current.text,
        state=State.INITIAL,
        origin=current.origin,
        step=Step.REJECTED,
        author=user,
        outdated=current.outdated,
        previous_source=current.previous_source,
        withheld=current.withheld,
        comment=reason,
        current=current,
    )
    take_along(segment, saved, step=Step.REJECTED)
    publish_entry(entry=segment.entry, language=language, author=user)
    return saved


@transaction.atomic
def restore_version(
    *, segment: Segment, language: str, number: int, user: User, base_version: int
) -> SegmentTranslation:
    """Puts the text of an earlier version back, as a new version.

    It is `translated`, or a draft where a machine made it or it was made for another source: it is outdated then.
    `base_version` is the version the person saw. Raises what `save_segment` does, L10nError for a version that is not
    there or has no text.
    """
    require(user, language)
    _ensure_translated(segment, language)
    earlier = SegmentVersion.objects.filter(segment=segment, language=language, number=number).first()
    if earlier is None or not earlier.text:
        raise L10nError(_("There is no such version."))
    current = _current(segment, language)
    if segment.unit_id is None:
        raise SegmentGoneError
    _ensure_fresh(current, base_version, earlier.text)
    checked = check_text(segment=segment, language=language, text=earlier.text)
    outdated = _is_outdated(earlier, segment, current)
    saved = store(
        segment=segment,
        language=language,
        text=earlier.text,
        state=State.INITIAL if outdated or earlier.origin in MACHINE_MADE else State.TRANSLATED,
        origin=earlier.origin,
        step=Step.RESTORED,
        author=user,
        outdated=outdated,
        previous_source=_previous_source(earlier, segment, current) if outdated else "",
        withheld=outdated and current is not None and current.withheld,
        current=current,
        checked=checked,
    )
    if checked.source != segment.flat:
        take_along(segment, saved, step=Step.RESTORED)
    publish_entry(entry=segment.entry, language=language, author=user, date=timezone.localdate())
    return saved


@transaction.atomic
def keep_draft(*, segment: Segment, language: str, user: User, text: str, base_version: int) -> Draft | None:
    """Keeps what a person has typed so far. Readers and other translators do not see it.

    A text that stands there already is no draft: kept, it would hide what the sentence becomes meanwhile.
    """
    require(user, language)
    _ensure_translated(segment, language)
    current = _current(segment, language)
    if text == (current.text if current else ""):
        Draft.objects.filter(segment=segment, language=language, user=user).delete()
        return None
    kept, _created = Draft.objects.update_or_create(
        segment=segment, language=language, user=user, defaults={"text": text, "base_version": base_version}
    )
    return kept


@transaction.atomic
def take_lease(*, segment: Segment, language: str, user: User) -> Lease:
    """Says that a person works on a sentence for two minutes; returns the lease in force, theirs or another's."""
    require(user, language)
    now = timezone.now()
    lease, created = Lease.objects.select_for_update().get_or_create(
        segment=segment, language=language, defaults={"user": user, "expires_at": now + LEASE}
    )
    if not created and (lease.user_id == user.pk or lease.expires_at <= now):
        lease.user, lease.expires_at = user, now + LEASE  # type: ignore[assignment]
        lease.save()
    return lease


def _ensure_translated(segment: Segment, language: str) -> None:
    if language == segment.entry.source_language:
        raise SourceLanguageError(language)


def _current(segment: Segment, language: str) -> SegmentTranslation | None:
    """The translation as it stands, once nobody else is saving in this entry.

    Whoever writes holds the entry first, as those do who write whole texts: one order, so nobody waits for each other.
    """
    hold_entry(entry_id=segment.entry_id)
    return SegmentTranslation.objects.filter(segment=segment, language=language).first()


def _ensure_fresh(current: SegmentTranslation | None, base_version: int, text: str) -> None:
    version = current.version if current else 0
    if current is None or version == base_version:
        return
    base = SegmentVersion.objects.filter(
        segment_id=current.segment_id, language=current.language, number=base_version
    ).first()
    raise StaleSaveError(
        Conflict(
            yours=text,
            theirs=current.text,
            base=base.text if base else "",
            version=version,
            state=current.state,
            author=str(current.author) if current.author else "",
        )
    )


def _is_outdated(earlier: SegmentVersion, segment: Segment, current: SegmentTranslation | None) -> bool:
    """Whether an earlier version was made for another source than the sentence has now."""
    still = current is not None and current.outdated and current.text == earlier.text
    return earlier.outdated or still or _has_other_source(earlier, segment)


def _has_other_source(earlier: SegmentVersion, segment: Segment) -> bool:
    return bool(earlier.source) and normalise(earlier.source) != normalise(segment.flat)


def _previous_source(earlier: SegmentVersion, segment: Segment, current: SegmentTranslation | None) -> str:
    """The source that an outdated version was made for, as far as that is known."""
    if _has_other_source(earlier, segment):
        return earlier.source
    if current is not None and current.outdated:
        return current.previous_source
    return segment.replaces.flat if segment.replaces else ""


def _origin(current: SegmentTranslation | None, text: str, state: State) -> str:
    """Who made the text: a person, unless a reviewer approves it as the machine or the memory left it."""
    if current is not None and current.text == text and state in _CHECKED:
        return current.origin
    return Origin.HUMAN
