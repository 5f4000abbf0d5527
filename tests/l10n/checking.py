"""One check on one pair of sentences, for tests."""

from __future__ import annotations

from kb.l10n.checks import CheckInput, Finding, run


def found(check: str, source: str, target: str, language: str = "sv", **context: object) -> list[Finding]:
    """The findings of one check on one pair, English beside `language`."""
    return run(CheckInput(source, target, "en", language, **context), only=[check])  # type: ignore[arg-type]


def stretches(check: str, source: str, target: str, language: str = "sv", **context: object) -> list[str]:
    """What stands at the target spans of the findings."""
    return [target[slice(*one.target)] for one in found(check, source, target, language, **context) if one.target]
