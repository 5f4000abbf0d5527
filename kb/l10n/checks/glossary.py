"""Terms not rendered as agreed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, values
from kb.l10n.glossary import FormStatus, Glossary


def find(given: CheckInput) -> Iterator[Finding]:
    if not given.glossary or not given.target:
        return
    if not given.source:
        yield from _alone(given, given.glossary)
        return
    for problem in given.glossary.check(given.source, given.target, given.source_language, given.target_language):
        said = given.source[problem.match.start : problem.match.end]
        span = (problem.match.start, problem.match.end)
        wanted = ", ".join(problem.wanted)
        if problem.used:
            used = given.target[problem.used.start : problem.used.end]
            yield Finding(
                "glossary",
                Severity.WARNING,
                _("“%(used)s” is not to be used for “%(term)s”. Write: %(wanted)s."),
                values(used=used, term=said, wanted=wanted),
                span,
                (problem.used.start, problem.used.end),
            )
        elif problem.match.term.untranslatable:
            yield Finding(
                "glossary",
                Severity.WARNING,
                _("“%(term)s” stays as it is in every language."),
                values(term=wanted),
                span,
            )
        else:
            yield Finding(
                "glossary",
                Severity.WARNING,
                _("The agreed word for “%(term)s” is: %(wanted)s."),
                values(term=said, wanted=wanted),
                span,
            )


def _alone(given: CheckInput, glossary: Glossary) -> Iterator[Finding]:
    for problem in glossary.find_forbidden(given.target, given.target_language, given.terms):
        span = (problem.match.start, problem.match.end)
        term = problem.match.term.said(given.source_language, FormStatus.PREFERRED)
        yield Finding(
            "glossary",
            Severity.WARNING,
            _("“%(used)s” is not to be used for “%(term)s”. Write: %(wanted)s."),
            values(used=given.target[slice(*span)], term=", ".join(term), wanted=", ".join(problem.wanted)),
            target=span,
        )


CHECK = Check("glossary", _("Agreed terms"), Severity.WARNING, find)
