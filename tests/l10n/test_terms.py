"""The glossary as it is kept."""

from __future__ import annotations

import pytest

from kb.l10n.glossary import Form, FormStatus, Term
from kb.l10n.models import TermForm
from kb.l10n.services.knowledge import load_terms
from kb.l10n.services.terms import add_missing_terms, save_term

pytestmark = pytest.mark.django_db


def test_preferred_forms_come_first() -> None:
    save_term(name="vm", forms={"sv": {"forbidden": ["maskin"], "admitted": ["VM"], "preferred": ["virtuell dator"]}})
    [term] = load_terms()
    assert [form.text for form in term.forms] == ["virtuell dator", "VM", "maskin"]


def test_terms_that_are_there_are_not_touched_by_a_shipped_glossary() -> None:
    save_term(name="rope", forms={"sv": {"preferred": ["tross"]}})
    shipped = [Term("rope", (Form("sv", "rep"),)), Term("sail", (Form("sv", "segel", FormStatus.ADMITTED),))]
    assert add_missing_terms(shipped) == 1
    assert add_missing_terms(shipped) == 0
    assert sorted(TermForm.objects.values_list("text", "status")) == [("segel", "admitted"), ("tross", "preferred")]
