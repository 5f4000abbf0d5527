"""What part of a troubleshooting text a section is: by its anchor first, by its words second."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.importer import words
from kb.importer.inline import plain
from kb.importer.names import repair_anchor
from kb.importer.sections import Section

_ADJECTIVES = r"(?:\d+-)?(?:(?:common|possible|probable|likely|root|known|main|recommended|suggested|proposed|quick)-)*"
_OF_THIS = r"(?:-(?:of|for|to)-(?:this|the)-(?:error|issue|problem))?"
_SLUGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        words.CONTAINER,
        re.compile(r"^(?:(?:common|possible|probable)-)?(?:causes?|reasons?)-and-(?:solutions?|resolutions?|fixes)$"),
    ),
    (words.CAUSE, re.compile(rf"^{_ADJECTIVES}(?:causes?|reasons?){_OF_THIS}(?:-(?P<number>\d+))?$")),
    (
        words.SOLUTION,
        re.compile(
            rf"^{_ADJECTIVES}(?:solutions?|resolutions?|workarounds?|mitigations?|remediations?|remedy|fix|fixes"
            rf"|corrective-actions?|actions?)(?:-steps?)?{_OF_THIS}(?:-(?P<number>\d+))?$"
        ),
    ),
    (words.MESSAGE, re.compile(r"^(?:\d+-)?error-messages?(?:-(?P<number>\d+))?$")),
    (words.DETAILS, re.compile(r"^(?:detailed-)?(?:descriptions?|details|scenario)(?:-(?P<number>\d+))?$")),
    (words.CODE, re.compile(r"^(?:id|error-id|error-code)(?:-(?P<number>\d+))?$")),
    (
        words.SYMPTOM,
        re.compile(r"^(?:(?P<number>\d+)-)?(?:symptoms?|problems?|issues?|problem-description)(?:-\d+)?$"),
    ),
)
_CAUSE_N = re.compile(r"^(?:possible-|probable-)?(?:cause|reason)-(\d+)-.")


@dataclass(frozen=True, slots=True)
class Role:
    """A part (see kb.importer.words), its number where it has one, and whether its heading says more than that."""

    part: str
    number: int | None = None
    named: bool = False


def role_of_section(section: Section) -> Role | None:
    """The part a section is, or None where it is plain text or something of its own.

    "Cause 1: The VM has no internet access" is a cause with a name; "Cause" and "Solution for this error" have none.
    """
    title = plain(section.title.lead)
    for anchor in reversed(section.anchors):
        slug = repair_anchor(anchor)
        if _CAUSE_N.match(slug):
            return Role(words.CAUSE, int(_CAUSE_N.match(slug)[1]), named=True)  # type: ignore[index]
        for part, pattern in _SLUGS:
            match = pattern.match(slug)
            if match:
                return Role(part, _number(match, title))
    numbered = words.NUMBERED_CAUSE.match(title)
    if numbered and numbered[2].strip():
        return Role(words.CAUSE, int(numbered[1]), named=True)
    found = words.role_of(title)
    return Role(*found) if found and found[0] != words.STEPS else None


def _number(match: re.Match[str], title: str) -> int | None:
    if match["number"] if "number" in match.re.groupindex else None:
        return int(match["number"])
    leading = re.match(r"^(\d+)[.)]?\s", title)
    return int(leading[1]) if leading else None
