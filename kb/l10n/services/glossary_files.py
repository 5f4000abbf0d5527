"""The glossary as a table for spreadsheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from kb.l10n.exchange import tables
from kb.l10n.exchange.document import ExchangeError, ExchangeWarning
from kb.l10n.glossary import MOST_TERMS, Term
from kb.l10n.services.knowledge import load_terms
from kb.l10n.services.terms import Forms, forms_of, languages_for_terms, save_term

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class GlossaryPlan:
    """What importing a table would do: terms that are new, that change, and how many stay as they are."""

    new: tuple[Term, ...]
    changed: tuple[Term, ...]
    same: int
    warnings: tuple[ExchangeWarning, ...]


def export_glossary() -> bytes:
    """Every term as CSV, a row for each form."""
    return tables.write_glossary(load_terms())


def plan_glossary(*, data: bytes, user: User | None = None) -> GlossaryPlan:
    """Reads a table and looks what it would change; writes nothing.

    The forms of a term in a language become those of the table; languages that the table does not have for it stay, and
    so do those that the person may not change. `user` None is the operator. Raises ExchangeError for a file that cannot
    be read or has no term, NotAllowedError for who keeps no glossary.
    """
    allowed = languages_for_terms(user)
    stored = {term.id: term for term in load_terms()}
    terms, warnings = tables.read_glossary(data, stored)
    if len(terms) > MOST_TERMS:
        raise ExchangeError(_("The table has more than %(most)s terms.") % {"most": MOST_TERMS})
    if not terms:
        raise ExchangeError(_("The table has no row that can be read as a term."))
    new, changed, same = [], [], 0
    for term in terms:
        ours = {language: forms for language, forms in forms_of(term).items() if language in allowed}
        before = stored.get(term.id)
        if not ours:
            same += 1
        elif before is None:
            new.append(term)
        elif _differs(before, term, ours):
            changed.append(term)
        else:
            same += 1
    return GlossaryPlan(tuple(new), tuple(changed), same, tuple(warnings))


@transaction.atomic
def apply_glossary(*, plan: GlossaryPlan, user: User | None = None) -> int:
    """Writes the new and changed terms of a plan, all or none; returns how many."""
    for term in (*plan.new, *plan.changed):
        save_term(name=term.id, forms=forms_of(term), untranslatable=term.untranslatable, note=term.note, by=user)
    return len(plan.new) + len(plan.changed)


def _differs(before: Term, term: Term, ours: Forms) -> bool:
    now = forms_of(before)
    return (before.untranslatable, before.note) != (term.untranslatable, term.note) or any(
        now.get(language) != forms for language, forms in ours.items()
    )
