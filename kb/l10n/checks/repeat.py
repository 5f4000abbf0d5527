"""Doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]{2,}) +\1(?![\w-])", re.I)
# Words that may stand twice: "det det gäller", "de de vælger", "no no", "der der".
_BY_RIGHT = {
    "sv": frozenset({"det", "den", "de", "som", "att"}),
    "da": frozenset({"det", "den", "de", "der", "at"}),
    "es": frozenset({"se"}),
    "en": frozenset({"that", "had"}),
}


def find(given: CheckInput) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(given.target_prose):
        word, again = match.group(1), match.group().split()[1]
        if word.islower() and not again.islower():
            continue  # "til **Til**": a name follows the word
        if word.lower() in _BY_RIGHT.get(given.target_language, ()) or match.group().lower() in given.source.lower():
            continue
        if any(match.start() <= residue.start < match.end() for residue in given.target_residue):
            continue  # both have to go, and a check of their own says so
        yield Finding(
            "repeat",
            Severity.WARNING,
            _("“%(word)s” stands twice."),
            values(word=word),
            target=match.span(),
            suggestion=word,
        )


CHECK = Check("repeat", _("Doubled words"), Severity.WARNING, find)
