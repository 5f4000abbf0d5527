"""Running the checks on stored sentences, and dismissing what they found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.catalog.resolve import LinkResolver, find_by_anchor
from kb.l10n.checks import CheckInput, Finding, Severity, run
from kb.l10n.errors import L10nError
from kb.l10n.models import Dismissal, RoleName, Segment, SegmentTranslation
from kb.l10n.permissions import require
from kb.l10n.services import knowledge
from kb.markup import EntryRef

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_KINDS = ("cause", "error", "solution", "guide")


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a sentence: those that stand, and those a reviewer dismissed."""

    open: tuple[Finding, ...]
    dismissed: tuple[Finding, ...]

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


def check_text(*, segment: Segment, language: str, text: str) -> Checked:
    """The findings of a text as the translation of a sentence: five small queries, whatever the size of the data."""
    siblings = (
        SegmentTranslation.objects.filter(
            segment__hash=segment.hash, segment__unit__isnull=False, language=language, outdated=False
        )
        .exclude(segment=segment)
        .exclude(text="")
        .values_list("text", flat=True)
        .distinct()[:5]
    )
    dismissed = Dismissal.objects.filter(segment=segment, language=language).values_list("key", flat=True)
    return _checked(segment, language, text, tuple(siblings), set(dismissed), resolver(language))


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
    hashes = {translation.segment.hash for translation in translations}
    same: dict[str, dict[int, str]] = defaultdict(dict)
    for digest, segment_id, text in (
        SegmentTranslation.objects.filter(
            segment__hash__in=hashes, segment__unit__isnull=False, language=language, outdated=False
        )
        .exclude(text="")
        .values_list("segment__hash", "segment_id", "text")
    ):
        same[digest][segment_id] = text
    resolves = resolver(language)
    checked = []
    for translation in translations:
        segment = translation.segment
        siblings = tuple(text for pk, text in same[segment.hash].items() if pk != segment.pk)[:5]
        checked.append(
            _checked(segment, language, translation.text, siblings, dismissed[segment.pk], resolves, only=only)
        )
    return checked


def _checked(
    segment: Segment,
    language: str,
    text: str,
    siblings: tuple[str, ...],
    dismissed: set[str],
    resolves: Callable[[str], bool],
    *,
    only: Iterable[str] | None = None,
) -> Checked:
    found = run(
        CheckInput(
            source=segment.flat,
            target=text,
            source_language=segment.language,
            target_language=language,
            lexicon=knowledge.lexicon(language),
            glossary=knowledge.glossary(),
            siblings=siblings,
            resolves=resolves,
            in_table=segment.unit is not None and segment.unit.kind == "cell",
        ),
        only=only,
    )
    return Checked(
        tuple(one for one in found if one.key not in dismissed), tuple(one for one in found if one.key in dismissed)
    )


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
