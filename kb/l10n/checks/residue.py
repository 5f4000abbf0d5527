"""The words that a broken pipeline left."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.residue import Residue


def find(given: CheckInput) -> Iterator[Finding]:
    for residue in given.target_residue:
        word = given.target[residue.start : residue.end]
        yield Finding(
            "residue",
            Severity.ERROR,
            _target_message(residue),
            values(word=word, meant=residue.stands_for),
            target=(residue.start, residue.end),
        )
    for residue in given.source_residue:
        yield Finding(
            "residue",
            Severity.WARNING,
            _("The source has “%(word)s” where it means “%(meant)s”."),
            values(word=given.source[residue.start : residue.end], meant=residue.stands_for, side="source"),
            source=(residue.start, residue.end),
            of_source=True,
        )


def _target_message(residue: Residue) -> Promise:
    if residue.stands_for == "to":
        return _("“%(word)s” is a leftover of “to”. Remove it and translate the word behind it.")
    return _("“%(word)s” is a leftover of “%(meant)s”. Write the article of this language, or nothing.")


CHECK = Check("residue", _("Leftovers of a broken translation"), Severity.ERROR, find)
