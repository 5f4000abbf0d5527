"""The checks of a translation: one registry, in the order in which findings are shown."""

from __future__ import annotations

from collections.abc import Iterable

from kb.l10n.checks import (
    case,
    code,
    compound,
    consistency,
    glossary,
    language,
    link,
    markup,
    negation,
    number,
    quote,
    repeat,
    residue,
    spacing,
    token,
)
from kb.l10n.checks.base import Check, CheckInput, Finding, Severity

_ALL = (
    residue,
    code,
    token,
    quote,
    number,
    link,
    markup,
    spacing,
    language,
    negation,
    glossary,
    compound,
    case,
    repeat,
    consistency,
)
CHECKS: dict[str, Check] = {module.CHECK.id: module.CHECK for module in _ALL}
"""Every check by its id. Ids are permanent: dismissals and reports hold on to them."""

MAX_LENGTH = 20_000
"""Characters of a text that checks read; what is longer is no sentence."""


def run(given: CheckInput, *, only: Iterable[str] | None = None) -> list[Finding]:
    """Every finding of a translation, by check and place; an empty translation has those of the source alone.

    `only` restricts to some check ids; raises KeyError for an id that does not exist.
    """
    if max(len(given.source), len(given.target)) > MAX_LENGTH:
        return []
    chosen = list(CHECKS.values()) if only is None else [CHECKS[name] for name in only]
    found: list[Finding] = []
    for check in chosen:
        if not check.needs_source or given.source:
            found += check.find(given)
    return found if given.target.strip() else [one for one in found if one.of_source]


def blocks_review(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(finding.severity == Severity.ERROR for finding in findings)


__all__ = ["CHECKS", "Check", "CheckInput", "Finding", "Severity", "blocks_review", "run"]
