"""A "not" that was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.function_words import HINT, NEGATION, NEGATIVE

# Words that negate a verb; "sin problemas" and "uden beregning" often stand for a positive word.
_PLAIN = frozenset({"inte", "ikke", "no", "not", "cannot", "aldrig", "nunca", "never"})


def find(given: CheckInput) -> Iterator[Finding]:
    if not given.source or not given.target:
        return
    source = list(NEGATION[given.source_language].finditer(given.source_prose))
    target = list(NEGATION[given.target_language].finditer(given.target_prose))
    if source and not target and not _said_otherwise(given):
        match = source[0]
        if match.group() in given.target:
            return  # not translated at all: that has a check of its own
        yield Finding(
            "negation",
            Severity.ERROR,
            _("The source says “%(word)s”; nothing in the translation negates."),
            values(word=match.group()),
            match.span(),
        )
    elif (
        (target := [one for one in target if one.group().lower() in _PLAIN and not _is_attribute(one)])
        and not source
        and not HINT[given.source_language].search(given.source_prose)
    ):
        match = target[0]
        yield Finding(
            "negation",
            Severity.WARNING,
            _("The translation says “%(word)s”; nothing in the source negates."),
            values(word=match.group()),
            target=match.span(),
        )


def _is_attribute(match: re.Match[str]) -> bool:
    """Whether a Spanish "no" belongs to a participle: "elementos no utilizados" may well translate "garbage"."""
    return re.match(r"\s+\w+[ai]d[oa]s?\b", match.string[match.end() :]) is not None


def _said_otherwise(given: CheckInput) -> bool:
    """Whether the translation has more words like "fails", "missing", "only" than the source, one for the negation."""
    source = len(NEGATIVE[given.source_language].findall(given.source_prose))
    return len(NEGATIVE[given.target_language].findall(given.target_prose)) > source


CHECK = Check("negation", _("Negation"), Severity.ERROR, find, needs_source=True)
