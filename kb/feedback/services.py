"""Writes of feedback. Told twice is told once: every function may be called again with the same values."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kb.catalog.models import Entry, Origin, Solution, State, Translation
from kb.feedback import limits
from kb.feedback.errors import FeedbackError
from kb.feedback.models import Answer, MissedSearch, MissKind, Outcome, ReportStatus, SentenceReport
from kb.feedback.models.missed_search import MAX_TEXT
from kb.feedback.models.sentence_report import MAX_COMMENT, MAX_CORRECTION, MAX_PAGE, MAX_SENTENCE, WAITING
from kb.feedback.privacy import scrub
from kb.feedback.sentences import SEGMENT_ID, stands_in
from kb.feedback.texts import clean_text, cut_text, one_line
from kb.languages import CODES

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def report_sentence(
    *,
    entry: Entry,
    language: str,
    shown: str,
    segment_uid: str = "",
    source: str = "",
    state: str = "",
    origin: str = "",
    correction: str = "",
    comment: str = "",
    page: str = "",
    visitor: str = "",
) -> SentenceReport:
    """Put a sentence that a reader finds wrong into the queue of its language.

    Texts are kept as plain text. The same report of another visitor adds one to `times`, of the same visitor nothing.
    Raises FeedbackError where no sentence is given or a typed text is too long, ValueError for an unknown language.
    """
    _check_language(language)
    shown = one_line(cut_text(shown, most=MAX_SENTENCE))
    if not shown:
        raise FeedbackError(_("Say which sentence is wrong."))
    source = one_line(cut_text(source, most=MAX_SENTENCE))
    segment_uid = segment_uid if SEGMENT_ID.fullmatch(segment_uid) else ""
    correction = clean_text(correction, most=MAX_CORRECTION)
    comment = clean_text(comment, most=MAX_COMMENT)
    if one_line(correction) == shown:
        correction = ""
    digest = _digest(entry.key, language, segment_uid, shown, correction, comment)
    text = Translation.objects.filter(entry=entry, language=language).first()
    report, created = SentenceReport.objects.get_or_create(
        digest=digest,
        defaults={
            "entry_id": entry.pk,
            "language": language,
            "segment_uid": segment_uid,
            "source": source,
            "shown": shown,
            "state": state if state in State.values else "",
            "origin": origin if origin in Origin.values else "",
            "was_shown": text is not None and stands_in(shown, text),
            "correction": correction,
            "comment": comment,
            "page": cut_text(page, most=MAX_PAGE),
            "visitor": visitor,
        },
    )
    if not created and visitor != report.visitor:
        SentenceReport.objects.filter(pk=report.pk).update(
            times=F("times") + 1, visitor=visitor, told_at=timezone.now()
        )
        report.refresh_from_db()
    return report


@transaction.atomic
def handle_report(*, report: SentenceReport, status: str, by: User, note: str = "") -> SentenceReport:
    """Decide about a report: accepted, rejected, fixed, or open again. An empty note leaves the former note."""
    report.status = ReportStatus(status)
    report.handled_by = None if report.status == ReportStatus.OPEN else by
    report.handled_at = None if report.status == ReportStatus.OPEN else timezone.now()
    report.note = clean_text(note, most=MAX_COMMENT) or report.note
    report.save(update_fields=["status", "handled_by", "handled_at", "note"])
    return report


def close_mended_reports(*, translation: Translation) -> int:
    """Mark as fixed the open and accepted reports whose sentence has left this text; returns how many.

    Only sentences that were found in the text when they were reported: of others nobody can tell.
    """
    waiting = SentenceReport.objects.filter(
        entry_id=translation.entry_id, language=translation.language, status__in=WAITING, was_shown=True
    )
    mended = [report.pk for report in waiting if not stands_in(report.shown, translation)]
    return SentenceReport.objects.filter(pk__in=mended).update(status=ReportStatus.FIXED, handled_at=timezone.now())


def record_outcome(*, solution: Solution, language: str, answer: str, visitor: str) -> Outcome:
    """Keep a visitor's answer to "Did this fix it?"; a second answer takes the place of the first.

    `visitor` is `visitor_key(request, subject)`. Raises ValueError for an unknown answer or language.
    """
    _check_language(language)
    outcome, _created = Outcome.objects.update_or_create(
        solution=solution, visitor=visitor, defaults={"answer": Answer(answer), "language": language}
    )
    return outcome


def undo_outcome(*, solution: Solution, visitor: str) -> bool:
    """Take a visitor's answer back; returns whether there was one."""
    deleted, _by_model = Outcome.objects.filter(solution=solution, visitor=visitor).delete()
    return deleted > 0


def count_missed_search(*, text: str, language: str, kind: str) -> bool:
    """Count a search that found nothing or of which no result was opened; returns whether it was counted.

    Personal data is taken out first (kb.feedback.privacy); what is then empty is not counted, nor are more than a
    thousand new texts an hour. Raises ValueError for an unknown kind or language.
    """
    _check_language(language)
    row = {
        "text": scrub(text, most=MAX_TEXT),
        "language": language,
        "kind": MissKind(kind),
        "day": timezone.localdate(),
    }
    if not row["text"]:
        return False
    if _add_one(row):
        return True
    if limits.use(limits.NEW_MISSES):
        return False
    try:
        with transaction.atomic():
            MissedSearch.objects.create(**row)
    except IntegrityError:  # counted by another process just now
        _add_one(row)
    return True


def _add_one(row: dict[str, object]) -> bool:
    return MissedSearch.objects.filter(**row).update(count=F("count") + 1) > 0


def _check_language(language: str) -> None:
    if language not in CODES:
        raise ValueError(f"Orsak has no language {language!r}.")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
