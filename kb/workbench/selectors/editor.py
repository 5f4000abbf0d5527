from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise

from kb.catalog.models import Entry, Translation
from kb.feedback.models import SentenceReport
from kb.feedback.models.sentence_report import WAITING
from kb.l10n.checks import Finding
from kb.l10n.glossary import FormStatus, TermMatch
from kb.l10n.memory import Match, MemoryIndex
from kb.l10n.models import Dismissal, Draft, Lease, Segment, SegmentTranslation, SegmentVersion
from kb.l10n.residue import find_residue
from kb.l10n.services import knowledge
from kb.l10n.services.assembly import load_translations, load_units
from kb.l10n.services.findings import Checked, check_text
from kb.l10n.services.memorise import context_of
from kb.l10n.similarity import similarity
from kb.l10n.states import CONDITION_LABELS, FINISHED, Condition
from kb.workbench.diff import Change, word_diff

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HISTORY_SHOWN = 20
FORMER_LOOKED_AT = 5


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
    def label(self) -> Promise:
        """What the condition is called."""
        return CONDITION_LABELS[self.condition]

    @property
    def is_finished(self) -> bool:
        return self.condition in FINISHED and not (self.translation and self.translation.errors)

    @property
    def text(self) -> str:
        return self.translation.text if self.translation else ""


@dataclass(frozen=True, slots=True)
class Editor:
    """An entry in the editor: its sentences in order, which of them is open, whether the language is published."""

    entry: Entry
    rows: list[Row]
    active: Row | None
    source_title: str
    published: bool

    def after(self, row: Row, *, reviewing: bool = False) -> Row | None:
        """The next unfinished sentence after a row, from the top again at the end; None where all are finished.

        A reviewer then gets the next translated one.
        """
        place = self.rows.index(row)
        return _first([*self.rows[place + 1 :], *self.rows[:place]], reviewing)

    def before(self, row: Row, *, reviewing: bool = False) -> Row | None:
        """The unfinished sentence before a row."""
        return _first(self.rows[: self.rows.index(row)][::-1], reviewing)

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


def editor(
    entry: Entry, language: str, *, user: User, uid: str = "", reviewing: bool = False, reported_first: bool = False
) -> Editor:
    """An entry's sentences with their translations; seven queries however many sentences.

    The open one is the one named, else the first unfinished (for a reviewer then the first translated), else the first
    that readers reported, else the first. `reported_first` puts what readers reported before the unfinished.
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
    told = [row for row in rows if row.reported]
    named = [row for row in rows if row.segment.uid == uid] or (told if reported_first else [])
    active = next(iter(named), None) or _first(rows, reviewing) or next(iter([*told, *rows]), None)
    titles = dict(Translation.objects.filter(entry=entry).values_list("language", "title"))
    return Editor(entry, rows, active, titles.get(entry.source_language, entry.key), language in titles)


def _first(rows: list[Row], reviewing: bool) -> Row | None:
    unfinished = next((one for one in rows if not one.is_finished), None)
    if unfinished is None and reviewing:
        return next((one for one in rows if one.condition == Condition.TRANSLATED), None)
    return unfinished


def open_sentence(row: Row, language: str, *, user: User) -> OpenSentence:
    """What a translator needs for one sentence: their draft, matches, terms, findings, history, reports."""
    segment, translation = row.segment, row.translation
    draft = Draft.objects.filter(segment=segment, language=language, user=user).first()
    has_draft = draft is not None and draft.text != row.text
    text = draft.text if draft and has_draft else row.text
    version = draft.base_version if draft and has_draft else translation.version if translation else 0
    checked = check_text(segment=segment, language=language, text=text)
    return OpenSentence(
        row=row,
        text=text,
        version=version,
        has_draft=has_draft,
        changes=word_diff(translation.previous_source, segment.flat)
        if translation and translation.previous_source
        else [],
        matches=_matches(row, language),
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


def _matches(row: Row, language: str) -> list[Match]:
    """What the memory offers: sentences that are alike, and for an empty one what stood in its place."""
    segment = row.segment
    context = context_of(segment.entry)
    memory = knowledge.memory(segment.language, language)
    matches = memory.search(segment.flat, context=context)
    if row.condition == Condition.EMPTY:
        former = _former(segment, memory, context)
        matches += [one for one in former if one.record not in [match.record for match in matches]]
    return [
        match
        for match in matches
        if match.record.target != row.text
        and not find_residue(match.record.target, language, source=match.record.source)
    ]


def _former(segment: Segment, memory: MemoryIndex, context: str) -> list[Match]:
    """The translation of the sentence whose place this one took, however little they are alike.

    Where that one had none either, it is the one before it.
    """
    before = segment.replaces
    for _step in range(FORMER_LOOKED_AT):
        if before is None:
            break
        found = memory.exact(before.flat, context=context)
        if found:
            return [Match(found[0], round(similarity(before.flat, segment.flat), 1))]
        before = before.replaces
    return []


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
