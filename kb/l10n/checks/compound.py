"""Compounds torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.compounds import find_torn

_TORN_ENDING = re.compile(r"(?<![\w:])[A-Z]{2,}: (?:en|et|er|erna|ernas|ens|ar|arna|n|s)(?![\w-])")


def find(given: CheckInput) -> Iterator[Finding]:
    if given.target_language == "sv":
        yield from _torn_endings(given)
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


def _torn_endings(given: CheckInput) -> Iterator[Finding]:
    """The ending of an acronym, torn off behind its colon: "UDF: er"."""
    for match in _TORN_ENDING.finditer(given.target_prose):
        joined = match.group().replace(" ", "")
        yield Finding(
            "compound",
            Severity.WARNING,
            _("Write “%(joined)s” as one word."),
            values(joined=joined),
            target=match.span(),
            suggestion=joined,
        )


CHECK = Check("compound", _("Torn compounds"), Severity.WARNING, find)
