"""Spaces missing or superfluous around inline markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, excerpt, values
from kb.l10n.spans import code_spans

_MARKED = re.compile(
    r"""
    (?P<strong>\*\*(?=[^\s*])[^*\n]*?[^\s*]\*\*(?!\*))
    | (?P<em>(?<![*\\/])\*(?=[^\s*/.])[^*\n/\\]*?[^\s*]\*(?!\*))
    | (?P<link>!?\[[^\]\n]+\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))
    """,
    re.X,
)
_GLUED_BEFORE = re.compile(r"[^\W_][:;,.!?)]?$|[:;,!?]$")
_WIDE_BEFORE = re.compile(r"\S[ \t]{2,}$")
_GLUED_AFTER = re.compile(r"^[^\W_]{2,}")
_WIDE_AFTER = re.compile(r"^(?:[ \t]{2,}(?=\S)|[ \t]+(?=[.,;:!?)](?:\s|$))|[ \t]+-(?=[^\W\d_]))")

_KINDS = {
    "glued": _("A space is missing at “%(place)s”."),
    "wide": _("There is a space too many at “%(place)s”."),
}


def find(given: CheckInput) -> Iterator[Finding]:
    found = _places(given.target)
    if not found:
        return
    allowed = Counter(kind for kind, start, end in _places(given.source) if not _is_damage(given, start, end))
    for kind, start, end in found:
        if allowed[kind] > 0:
            allowed[kind] -= 1
            continue
        around = given.target[max(0, start - 8) : end + 8]
        yield Finding("spacing", Severity.WARNING, _KINDS[kind], values(place=excerpt(around, 40)), target=(start, end))


def _is_damage(given: CheckInput, start: int, end: int) -> bool:
    """Whether the source has no space there because a leftover is glued to the markup: "too*y*"."""
    return any(residue.start < end and start < residue.end for residue in given.source_residue)


def _places(text: str) -> list[tuple[str, int, int]]:
    """Where a space is missing (`glued`) or superfluous (`wide`) around markup, with offsets."""
    if not any(char in text for char in "`*["):
        return []
    codes = code_spans(text) if "`" in text else []
    blank = text
    for start, end in codes:
        blank = blank[:start] + "\x00" * (end - start) + blank[end:]
    spans = codes + [match.span() for match in _MARKED.finditer(blank)]
    found: set[tuple[str, int, int]] = set()
    for start, end in sorted(spans):
        before, after = blank[:start], blank[end:]
        # Inside other markup the space stands outside it.
        outer = re.search(r"[*_\[\"'(“”«]*$", before)
        lead = before[: outer.start()] if outer else before
        if outer and outer.group() and outer.group()[-1] in "\"'(“”«":
            pass
        elif (match := _GLUED_BEFORE.search(lead)) and not re.search(r"\d[.)]$", lead):
            found.add(("glued", match.start(), start + 1))
        elif match := _WIDE_BEFORE.search(lead):
            found.add(("wide", match.start() + 1, start))
        if match := _GLUED_AFTER.match(after):
            found.add(("glued", end - 1, end + match.end()))
        elif match := _WIDE_AFTER.match(after):
            found.add(("wide", end, end + match.end()))
    return sorted(found, key=lambda place: place[1])


CHECK = Check("spacing", _("Spaces around markup"), Severity.WARNING, find)
