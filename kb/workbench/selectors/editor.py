from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from kb.catalog.models import Entry, Translation
from kb.feedback.models import SentenceReport
from kb.feedback.models.sentence_report import WAITING
from kb.l10n.checks import Finding
from kb.l10n.glossary import FormStatus, TermMatch
from kb.l10n.memory import Match
from kb.l10n.models import Dismissal, Draft, Lease, Segment, SegmentTranslation, SegmentVersion
from kb.l10n.services import knowledge
from kb.l10n.services.assembly import load_translations, load_units
from kb.l10n.services.findings import Checked, check_text
from kb.l10n.states import FINISHED, Condition
from kb.workbench.diff import Change, word_diff

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HISTORY_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence in the list. `starts` names the kind of block it opens, `by_other` who else works on it just now."""

    segment: Segment
    translation: SegmentTranslation | None
    starts: str
    reported: bool
    by_other: str

    @property
    def condition(self) -> Condition:
        return self.translation.condition if self.translation else Condition.EMPTY

    @property
    def is_finished(self) -> bool:
        return self.condition in FINISHED and not (self.translation and self.translation.errors)

    @property
    def text(self) -> str:
        return self.translation.text if self.translation else ""


@dataclass(frozen=True, slots=True)
class Editor:
    """An entry in the editor: its sentences in order, which of them is open, its published text."""

    entry: Entry
    rows: list[Row]
    active: Row | None
    source_title: str
    published: Translation | None

    def after(self, row: Row) -> Row | None:
        """The next unfinished sentence after a row, from the top again at the end; None where all are finished."""
        place = self.rows.index(row)
        return next((one for one in [*self.rows[place + 1 :], *self.rows[:place]] if not one.is_finished), None)

    def before(self, row: Row) -> Row | None:
        """The unfinished sentence before a row."""
        place = self.rows.index(row)
        return next((one for one in reversed(self.rows[:place]) if not one.is_finished), None)

    def follower(self, row: Row) -> Row | None:
        """The sentence right after a row, finished or not."""
        place = self.rows.index(row) + 1
        return self.rows[place] if place < len(self.rows) else None

    @property
    def finished(self) -> int:
        return sum(row.is_finished for row in self.rows)


@dataclass(frozen=True, slots=True)
class OpenSentence:
    """Everything beside the sentence that is being worked on."""

    row: Row
    text: str
    version: int
    has_draft: bool
    changes: list[Change]
    matches: list[Match]
    terms: list[tuple[TermMatch, Sequence[str], Sequence[str]]]
    checked: Checked
    dismissed: list[tuple[Finding, Dismissal]]
    history: list[tuple[SegmentVersion, list[Change]]]
    reports: list[SentenceReport]


def editor(entry: Entry, language: str, *, user: User, uid: str = "") -> Editor:
    """An entry's sentences with their translations; seven queries however many sentences.

    The open one is the one named, else the first unfinished, else the first.
    """
    translations = load_translations(entry, language)
    reported = set(
        SentenceReport.objects.filter(entry=entry, language=language, status__in=WAITING).values_list(
            "segment_uid", flat=True
        )
    )
    leases = dict(
        Lease.objects.filter(segment__entry=entry, language=language, expires_at__gt=timezone.now())
        .exclude(user=user)
        .values_list("segment_id", "user__username")
    )
    rows = [
        Row(
            segment,
            translations.get(segment.pk),
            unit.kind if place == 0 else "",
            segment.uid in reported,
            leases.get(segment.pk, ""),
        )
        for unit, segments in load_units(entry)
        for place, segment in enumerate(segments)
    ]
    active = next((row for row in rows if row.segment.uid == uid), None)
    active = active or next((row for row in rows if not row.is_finished), rows[0] if rows else None)
    texts = {text.language: text for text in Translation.objects.filter(entry=entry)}
    source = texts.get(entry.source_language)
    return Editor(entry, rows, active, source.title if source else entry.key, texts.get(language))


def open_sentence(row: Row, language: str, *, user: User) -> OpenSentence:
    """What a translator needs for one sentence: their draft, matches, terms, findings, history, reports."""
    segment, translation = row.segment, row.translation
    draft = Draft.objects.filter(segment=segment, language=language, user=user).first()
    has_draft = draft is not None and draft.text != row.text
    text = draft.text if draft and has_draft else row.text
    version = draft.base_version if draft and has_draft else translation.version if translation else 0
    checked = check_text(segment=segment, language=language, text=text)
    memory = knowledge.memory(segment.language, language)
    matches = [
        match for match in memory.search(segment.flat, context=segment.entry.key) if match.record.target != row.text
    ]
    return OpenSentence(
        row=row,
        text=text,
        version=version,
        has_draft=has_draft,
        changes=word_diff(translation.previous_source, segment.flat)
        if translation and translation.previous_source
        else [],
        matches=matches,
        terms=_terms(segment, language),
        checked=checked,
        dismissed=_dismissed(segment, language, checked),
        history=_history(segment, language),
        reports=list(
            SentenceReport.objects.filter(
                entry_id=segment.entry_id, language=language, segment_uid=segment.uid, status__in=WAITING
            )
        ),
    )


def _history(segment: Segment, language: str) -> list[tuple[SegmentVersion, list[Change]]]:
    """The last versions, newest first, each with the words it changed."""
    versions = SegmentVersion.objects.filter(segment=segment, language=language).select_related("author")
    rows = list(versions.order_by("-number")[: HISTORY_SHOWN + 1])
    texts = [one.text for one in rows] + [""]
    return [(one, word_diff(texts[place + 1], one.text)) for place, one in enumerate(rows[:HISTORY_SHOWN])]


def _dismissed(segment: Segment, language: str, checked: Checked) -> list[tuple[Finding, Dismissal]]:
    dismissals = Dismissal.objects.filter(segment=segment, language=language).select_related("user")
    by_key = {one.key: one for one in dismissals}
    return [(finding, by_key[finding.key]) for finding in checked.dismissed if finding.key in by_key]


def _terms(segment: Segment, language: str) -> list[tuple[TermMatch, Sequence[str], Sequence[str]]]:
    seen: set[str] = set()
    found: list[tuple[TermMatch, Sequence[str], Sequence[str]]] = []
    for match in knowledge.glossary().find(segment.flat, segment.language):
        if match.term.id in seen:
            continue
        seen.add(match.term.id)
        good = match.term.said(language, FormStatus.PREFERRED, FormStatus.ADMITTED)
        bad = match.term.said(language, FormStatus.FORBIDDEN)
        found.append((match, good, bad))
    return found
