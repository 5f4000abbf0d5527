"""Every failed check of every text, for operators and for the counts that the dashboard adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import Count, Q, QuerySet

from kb.catalog.models import Entry, Translation
from kb.l10n.checks import CHECKS, CheckInput, Finding, run
from kb.l10n.cutting import cut_text
from kb.l10n.models import SegmentTranslation
from kb.l10n.services import knowledge
from kb.l10n.services.assembly import assemble_text, count_progress
from kb.l10n.services.findings import check_many, note_findings, resolver
from kb.languages import CODES

_CHUNK = 500
_OF_AN_ORIGINAL = [name for name in CHECKS if name not in {"language", "negation", "glossary", "consistency"}]
"""The checks that an original is read with. It has no words left untranslated: an English message in it is quoted."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A finding with the sentence it stands in. `segment` is empty where a text is not kept sentence by sentence."""

    kind: str
    entry: str
    language: str
    segment: str
    check: str
    severity: str
    message: str
    source: str
    target: str
    source_span: tuple[int, int] | None
    target_span: tuple[int, int] | None

    def as_dict(self) -> dict[str, object]:
        """What `check_translations --json` prints of it."""
        return asdict(self)


def count_texts(language: str = "") -> int:
    """How many sentences and whole texts `audit` looks at."""
    return sum(_translations(code).count() + _whole(code).count() for code in _languages(language))


def audit(language: str = "") -> Iterator[list[Failure]]:
    """Checks everything anew, one language or all; yields the failures of each sentence or whole text.

    Writes down what it found on the way, so that the dashboard tells the same. What is to be mended in a source is told
    once, of the source's language.
    """
    told: set[tuple[object, ...]] = set()
    for code in _languages(language):
        entries: set[int] = set()
        rows: list[SegmentTranslation] = []
        for translation in _translations(code).order_by("id").iterator(chunk_size=_CHUNK):
            rows.append(translation)
            if len(rows) == _CHUNK:
                yield from _check(rows, code, entries, told)
                rows = []
        yield from _check(rows, code, entries, told)
        for entry in Entry.objects.filter(pk__in=entries):
            made = assemble_text(entry, code)
            if made is not None:
                count_progress(entry, code, made, unaligned=_is_unaligned(entry, code))
        for text in _whole(code).select_related("entry").order_by("id").iterator(chunk_size=100):
            yield _check_whole(text)


def _languages(language: str) -> tuple[str, ...]:
    return (language,) if language else CODES


def _translations(language: str) -> QuerySet[SegmentTranslation]:
    return (
        SegmentTranslation.objects.filter(language=language, segment__unit__isnull=False)
        .exclude(text="")
        .select_related("segment", "segment__entry", "segment__unit")
    )


def _whole(language: str) -> QuerySet[Translation]:
    """The texts without a source beside them: those that are not aligned, and originals that are all an entry has."""
    texts = Translation.objects.filter(language=language).annotate(beside=Count("entry__translations"))
    return texts.filter(
        ~Q(entry__source_language=language) & Q(aligned=False) | Q(entry__source_language=language, beside=1)
    )


def _is_unaligned(entry: Entry, language: str) -> bool:
    return Translation.objects.filter(entry=entry, language=language, aligned=False).exists()


def _check(
    rows: list[SegmentTranslation], language: str, entries: set[int], told: set[tuple[object, ...]]
) -> Iterator[list[Failure]]:
    changed = []
    for translation, checked in zip(rows, check_many(translations=rows, language=language), strict=True):
        before = (translation.errors, translation.warnings, translation.failed)
        note_findings(translation, checked)
        if before != (translation.errors, translation.warnings, translation.failed):
            changed.append(translation)
            entries.add(translation.segment.entry_id)
        segment = translation.segment
        failures = [
            _failure(segment.entry, language, segment.uid, checked.source, translation.text, finding)
            for finding in checked.open
        ]
        for finding in checked.of_source:
            name = (segment.pk, finding.key, finding.source)
            if name not in told:
                failures.append(_failure(segment.entry, segment.language, segment.uid, checked.source, "", finding))
            told.add(name)
        yield failures
    SegmentTranslation.objects.bulk_update(changed, ["errors", "warnings", "failed"], batch_size=_CHUNK)


def _check_whole(text: Translation) -> list[Failure]:
    """The sentences of a text without a source beside it, each by itself."""
    failures: list[Failure] = []
    glossary, language = knowledge.glossary(), text.entry.source_language
    is_original = text.language == language
    only = _OF_AN_ORIGINAL if is_original else None
    source = None if is_original else Translation.objects.filter(entry=text.entry, language=language).first()
    about = glossary.find(f"{source.title}\n{source.plain}", language) if source else []
    terms = frozenset(match.term.id for match in about)
    lexicon, resolves = knowledge.lexicon(text.language), resolver(text.language)
    for sentence in cut_text(text.title, text.body, text.language).texts:
        given = CheckInput(
            source="",
            target=sentence,
            source_language=language,
            target_language=text.language,
            lexicon=lexicon,
            glossary=glossary,
            terms=terms,
            resolves=resolves,
        )
        failures += [
            _failure(text.entry, text.language, "", "", sentence, finding) for finding in run(given, only=only)
        ]
    return failures


def _failure(entry: Entry, language: str, uid: str, source: str, target: str, finding: Finding) -> Failure:
    return Failure(
        entry.kind,
        entry.key,
        language,
        uid,
        finding.check,
        finding.severity.value,
        finding.text,
        source,
        target,
        finding.source,
        finding.target if target else None,
    )
