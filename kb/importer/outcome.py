"""What an import did with a document, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.importer.findings import Finding
from kb.importer.parsed import ParsedEntry
from kb.importer.plan import Plan

UNTIL_IT_EXISTS = "kept as text until it exists"


@dataclass(slots=True)
class Outcome:
    """What importing a document did: entries by kind, and what was found on the way."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def note_unresolved(targets: Iterable[str], parsed: ParsedEntry, outcome: Outcome) -> None:
    """Report the links of a text that lead nowhere yet."""
    lines = dict(reversed(parsed.references))
    for target in dict.fromkeys(targets):
        kind = "unknown-document" if target in lines else "broken-link"
        finding = Finding(kind, lines.get(target, parsed.line), target, UNTIL_IT_EXISTS)
        if finding not in outcome.findings:
            outcome.findings.append(finding)


def count_steps(plan: Plan, outcome: Outcome, changed: set[str]) -> None:
    """Count the entries of a plan by what became of them."""
    for step in plan.steps:
        counter = outcome.skipped
        if step.known is None:
            counter = outcome.created
        elif step.key in changed:
            counter = outcome.updated
        counter[step.entry.kind] += 1
