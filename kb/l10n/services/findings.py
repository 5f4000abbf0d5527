"""Running the checks on stored sentences, and dismissing what they found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog.resolve import LinkResolver, find_by_anchor
from kb.l10n.checks import CheckInput, Finding, Severity, run
from kb.l10n.errors import L10nError
from kb.l10n.glossary import Glossary
from kb.l10n.lexicon import Lexicon
from kb.l10n.models import Dismissal, RoleName, Segment, SegmentTranslation
from kb.l10n.permissions import require
from kb.l10n.services import knowledge
from kb.markup import EntryRef

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_KINDS = ("cause", "error", "solution", "guide")


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a sentence: those that stand, and those a reviewer dismissed; `source` is what was checked.

    What is to be mended in the source is apart, in `of_source`: it counts nowhere, and nobody has to dismiss it.
    """

    open: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]
    source: str = ""
    of_source: tuple[Finding, ...] = ()

    @property
    def shown(self) -> list[tuple[Finding, int]]:
        """What stands, errors first; what several findings say in the same words once, with their number."""
        return _once(sorted(self.open, key=lambda one: one.severity != Severity.ERROR))

    @property
    def shown_of_source(self) -> list[tuple[Finding, int]]:
        """What is to be mended in the source, the same way."""
        return _once(self.of_source)

    @property
    def errors(self) -> int:
        return sum(one.severity == Severity.ERROR for one in self.open)

    @property
    def warnings(self) -> int:
        return len(self.open) - self.errors

    @property
    def failed(self) -> str:
        """The ids of the checks that found something, each with a space on both sides: " code spacing "."""
        names = sorted({one.check for one in self.open})
        return f" {' '.join(names)} " if names else ""


def _once(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    first = {one.text: one for one in reversed(findings)}
    counted = Counter(one.text for one in findings)
    return [(first[text], count) for text, count in counted.items()]


def check_text(*, segment: Segment, language: str, text: str) -> Checked:
    """The findings of a text as the translation of a sentence: a few small queries, whatever the size of the data."""
    same = _same_wording([segment.hash], language)[segment.hash]
    dismissed = Dismissal.objects.filter(segment=segment, language=language).values_list("key", flat=True)
    source = _covered(segment, _told_before([segment], language))
    known = _known(language)
    return _checked(segment, text, source, known, siblings=_siblings(same, segment), dismissed=set(dismissed))


def check_many(
    *, translations: Sequence[SegmentTranslation], language: str, only: Iterable[str] | None = None
) -> list[Checked]:
    """The findings of many translations into one language, their segments loaded; a fixed number of queries."""
    segments = [translation.segment_id for translation in translations]
    dismissed: dict[int, set[str]] = defaultdict(set)
    for segment_id, key in Dismissal.objects.filter(segment__in=segments, language=language).values_list(
        "segment_id", "key"
    ):
        dismissed[segment_id].add(key)
    same = _same_wording({translation.segment.hash for translation in translations}, language)
    known = _known(language)
    told = _told_before([translation.segment for translation in translations], language)
    for translation in translations:  # they may not be stored yet
        place = (translation.segment.unit_id, translation.segment.position)
        if translation.told_before:
            told[place] = translation.segment.flat
        else:
            told.pop(place, None)
    checked = []
    for translation in translations:
        segment = translation.segment
        checked.append(
            _checked(
                segment,
                translation.text,
                _covered(segment, told),
                known,
                siblings=_siblings(same[segment.hash], segment),
                dismissed=dismissed[segment.pk],
                only=only,
            )
        )
    return checked


@dataclass(frozen=True, slots=True)
class _Known:
    """What the checks of all sentences of a language share; looked up once for many."""

    language: str
    lexicon: Lexicon
    glossary: Glossary
    resolves: Callable[[str], bool]


def _known(language: str) -> _Known:
    return _Known(language, knowledge.lexicon(language), knowledge.glossary(), resolver(language))


def _same_wording(hashes: Iterable[str], language: str) -> dict[str, dict[int, str]]:
    """What present sentences are called in a language, by hash and primary key.

    Two queries: asked in one, SQLite goes through every translation of the language.
    """
    segments = dict(Segment.objects.current().filter(hash__in=hashes).order_by().values_list("pk", "hash"))
    found = SegmentTranslation.objects.filter(segment__in=list(segments), language=language, outdated=False)
    same: dict[str, dict[int, str]] = defaultdict(dict)
    for segment_id, text in found.exclude(text="").order_by("segment_id").values_list("segment_id", "text"):
        same[segments[segment_id]][segment_id] = text
    return same


def _siblings(same: dict[int, str], segment: Segment) -> tuple[str, ...]:
    """Five translations at most that other sentences of the same wording have, each once."""
    return tuple(dict.fromkeys(text for pk, text in same.items() if pk != segment.pk))[:5]


def _checked(
    segment: Segment,
    text: str,
    source: str,
    known: _Known,
    *,
    siblings: tuple[str, ...],
    dismissed: set[str],
    only: Iterable[str] | None = None,
) -> Checked:
    found = run(
        CheckInput(
            source=source,
            target=text,
            source_language=segment.language,
            target_language=known.language,
            lexicon=known.lexicon,
            glossary=known.glossary,
            siblings=siblings,
            resolves=known.resolves,
            in_table=segment.unit is not None and segment.unit.kind == "cell",
        ),
        only=only,
    )
    standing = [one for one in found if one.key not in dismissed]
    return Checked(
        tuple(one for one in standing if not one.of_source),
        tuple(one for one in found if one.key in dismissed),
        source,
        tuple(one for one in standing if one.of_source),
    )


def _told_before(segments: Iterable[Segment], language: str) -> dict[tuple[int | None, int], str]:
    """The sentences of these segments' blocks that the translation of the sentence before says as well, by place.

    Two queries, as in `_same_wording`; the first sentence of a block is never told before.
    """
    units = {segment.unit_id for segment in segments if segment.unit_id is not None}
    later = {segment.pk: segment for segment in Segment.objects.filter(unit__in=units, position__gt=0)}
    if not later:
        return {}
    told = SegmentTranslation.objects.filter(segment__in=list(later), language=language, told_before=True)
    found = [later[pk] for pk in told.values_list("segment_id", flat=True)]
    return {(segment.unit_id, segment.position): segment.flat for segment in found}


def _covered(segment: Segment, told: dict[tuple[int | None, int], str]) -> str:
    """Everything that the translation of a sentence translates: the sentence, and those behind it that it tells too."""
    sources, position = [segment.flat], segment.position + 1
    while (segment.unit_id, position) in told:
        sources.append(told[segment.unit_id, position])
        position += 1
    return " ".join(sources)


def resolver(language: str) -> Callable[[str], bool]:
    """Tells whether an entry answers to a link target (`cause:key`, `#anchor`); remembers what it looked up."""
    links = LinkResolver(language)
    seen: dict[str, bool] = {}

    def resolves(target: str) -> bool:
        if target not in seen:
            kind, _sep, name = target.partition(":")
            if kind in _KINDS:
                seen[target] = links(EntryRef(kind, name)) is not None
            else:
                seen[target] = find_by_anchor(target.removeprefix("#")) is not None
        return seen[target]

    return resolves


@transaction.atomic
def dismiss(*, segment: Segment, language: str, key: str, reason: str, user: User) -> Dismissal:
    """A reviewer says that a finding is none, and why. Raises L10nError without a reason or such a finding."""
    require(user, language, RoleName.REVIEWER)
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise L10nError(_("Say why this is no problem."))
    translation = SegmentTranslation.objects.filter(segment=segment, language=language).first()
    text = translation.text if translation else ""
    checked = check_text(segment=segment, language=language, text=text)
    finding = next((one for one in (*checked.open, *checked.dismissed) if one.key == key), None)
    if finding is None or translation is None:
        raise L10nError(_("This finding is gone: the text was changed."))
    dismissal, _created = Dismissal.objects.update_or_create(
        segment=segment,
        language=language,
        key=key,
        defaults={"check_id": finding.check, "reason": reason, "user": user},
    )
    note_findings(translation, check_text(segment=segment, language=language, text=text))
    translation.save(update_fields=["errors", "warnings", "failed"])
    return dismissal


@transaction.atomic
def withdraw_dismissal(*, dismissal: Dismissal, user: User) -> None:
    """Lets a dismissed finding stand again."""
    require(user, dismissal.language, RoleName.REVIEWER)
    segment, language = dismissal.segment, dismissal.language
    dismissal.delete()
    translation = SegmentTranslation.objects.filter(segment=segment, language=language).first()
    if translation is not None:
        note_findings(translation, check_text(segment=segment, language=language, text=translation.text))
        translation.save(update_fields=["errors", "warnings", "failed"])


def note_findings(translation: SegmentTranslation, checked: Checked) -> None:
    """Writes the outcome of the checks onto a translation, unsaved."""
    translation.errors = min(checked.errors, 32_000)
    translation.warnings = min(checked.warnings, 32_000)
    translation.failed = checked.failed[:200]
