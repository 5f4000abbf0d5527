"""Changing the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.l10n.errors import L10nError, NotAllowedError
from kb.l10n.glossary import MAX_FORM, Term, term_name
from kb.l10n.models import RoleName, TermForm, TermRecord
from kb.l10n.permissions import languages_of
from kb.languages import CODES

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Forms = Mapping[str, Mapping[str, Sequence[str]]]
"""language → status (preferred, admitted, forbidden) → the forms, in order."""


@transaction.atomic
def save_term(
    *, name: str, forms: Forms, untranslatable: bool = False, note: str = "", by: User | None = None
) -> TermRecord:
    """Creates or replaces a term. `by` None is the system: shipped glossaries and imports by command.

    Reviewers change the forms of their own languages only; those of other languages stay as they are. Raises
    NotAllowedError for translators, L10nError for a term without a name or without any form.
    """
    name = term_name(name)
    allowed = languages_for_terms(by)
    if not name:
        raise L10nError(_("A term needs a name."))
    term, created = TermRecord.objects.get_or_create(name=name)
    term.untranslatable, term.note = untranslatable, note.strip()
    term.save()
    new: list[TermForm] = []
    for language in allowed:
        seen: set[str] = set()
        for status, texts in forms.get(language, {}).items():
            for text in texts:
                text = " ".join(text.split())[:MAX_FORM]
                if text and text not in seen:
                    seen.add(text)
                    new.append(TermForm(term=term, language=language, text=text, status=status))
    term.forms.filter(language__in=[language for language in allowed if forms.get(language) is not None]).delete()
    TermForm.objects.bulk_create(new)
    if not term.forms.exists():
        if created:
            term.delete()
        raise L10nError(_("A term needs at least one form."))
    return term


@transaction.atomic
def add_missing_terms(terms: Iterable[Term]) -> int:
    """Add the terms of a shipped or imported glossary that are not there yet; returns how many.

    A term that is there stays as somebody made it, and so do its forms.
    """
    known = set(TermRecord.objects.values_list("name", flat=True))
    new = [term for term in terms if term_name(term.id) not in known]
    for term in new:
        save_term(name=term.id, forms=forms_of(term), untranslatable=term.untranslatable, note=term.note)
    return len(new)


def forms_of(term: Term) -> dict[str, dict[str, list[str]]]:
    """The forms of a term as `save_term` takes them."""
    forms: dict[str, dict[str, list[str]]] = {}
    for form in term.forms:
        texts = forms.setdefault(form.language, {}).setdefault(form.status.value, [])
        text = " ".join(form.text.split())
        if text not in texts:
            texts.append(text)
    return forms


@transaction.atomic
def delete_term(*, term: TermRecord, by: User) -> None:
    """Deletes a term; only leaders may."""
    if RoleName.LEADER not in languages_of(by).values():
        raise NotAllowedError(_("Only a leader deletes terms."))
    term.delete()


def languages_for_terms(by: User | None) -> list[str]:
    """The languages whose forms a person may change, None being the system; raises NotAllowedError where it is none."""
    if by is None:
        return list(CODES)
    allowed = [code for code, role in languages_of(by).items() if role != RoleName.TRANSLATOR]
    if not allowed:
        raise NotAllowedError(_("Reviewers and leaders change the glossary."))
    # English is nobody's target and everybody's source.
    return [*allowed, *(["en"] if "en" not in allowed else [])]
