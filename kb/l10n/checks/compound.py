"""Compounds torn apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.compounds import find_torn


def find(given: CheckInput) -> Iterator[Finding]:
    if given.lexicon is None or given.lexicon.language != given.target_language:
        return
    for torn in find_torn(given.target, given.lexicon):
        yield Finding(
            "compound",
            Severity.WARNING,
            _("Write “%(joined)s” as one word."),
            values(joined=torn.joined),
            target=(torn.start, torn.end),
            suggestion=torn.joined,
        )


CHECK = Check("compound", _("Torn compounds"), Severity.WARNING, find)
