"""Paths, registry keys, settings, commands, file names and error codes that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, Span, excerpt, values
from kb.l10n.spans import inside, protected_spans

_TORN_FILE = re.compile(
    r"(?<![\w.])(?:\w+|\*)\. (?:msc|exe|dll|conf|cfg|ini|xml|json|log|msi|ps1|sh|vhdx?|iso|XML|EXE|MSC)\b", re.I
)
_TORN_PATH = re.compile(
    r"(?<![\w.:/\\])/ (?:etc|var|usr|opt|tmp|bin|lib)\b(?: ?/ ?[\w.*]+)*"
    r"|(?<=[^\W\d_])/(?:etc|var|usr|opt|tmp)/[\w./*-]+"
)
_IN_PATH = re.compile(r"/\S*$")
_TORN_SETTING = re.compile(r"(?<=\*\*)[^\W\d_]{3,}\. [^\W\d_]{3,}(?= ?\*\*)")


def find(given: CheckInput) -> Iterator[Finding]:
    taken: list[Span] = []
    reported = set()
    for token in given.source_tokens:
        if token.text in reported or token.text in given.target or token.text in given.target.replace("–", "-"):
            continue
        reported.add(token.text)
        place = _altered(given, token.text)
        source = (token.start, token.end)
        if place:
            taken.append(place)
            yield Finding(
                "token",
                Severity.ERROR,
                _("Write “%(token)s” exactly as in the source, not “%(altered)s”."),
                values(token=excerpt(token.text), altered=excerpt(given.target[slice(*place)])),
                source,
                place,
                token.text,
            )
        else:
            yield Finding(
                "token",
                Severity.ERROR,
                _("“%(token)s” is missing. Insert it unchanged."),
                values(token=excerpt(token.text)),
                source,
            )
    yield from _torn(given, taken)


def _altered(given: CheckInput, token: str) -> Span | None:
    """Where something very like the token stands in the target."""
    found = fuzz.partial_ratio_alignment(token.lower(), given.target.lower(), score_cutoff=62)
    if found is None or not given.target:
        return None
    start, end = found.dest_start, found.dest_end
    # To whole words, spaces around separators included.
    while start > 0 and (given.target[start - 1].isalnum() or given.target[start - 1] in "_-/\\."):
        start -= 1
    while end < len(given.target) and (given.target[end].isalnum() or given.target[end] in "_-/\\*"):
        end += 1
    span = given.target[start:end]
    trimmed = span.strip(" .,;:!?" if token[0] in "*." or token[-1] in "*_" else " .,;:!?*_")
    start += span.find(trimmed) if trimmed else 0
    return (start, start + len(trimmed)) if trimmed and len(trimmed) <= 2 * len(token) + 4 else None


def _torn(given: CheckInput, taken: list[Span]) -> Iterator[Finding]:
    """Tokens torn by spaces, which show without a source."""
    spans = protected_spans(given.target)
    for pattern in (_TORN_FILE, _TORN_PATH, _TORN_SETTING):
        for match in pattern.finditer(given.target):
            text = match.group()
            if (
                inside(match.start(), spans)
                or text in given.source
                or any(a < match.end() and match.start() < b for a, b in taken)
            ):
                continue
            glued = pattern is _TORN_PATH and " " not in text
            if glued and _IN_PATH.search(given.target[: match.start()]):
                continue  # it goes on: "/etc/opt/agent"
            yield Finding(
                "token",
                Severity.ERROR,
                _("“%(token)s” looks like a name torn apart or glued to a word. Write it as it is typed."),
                values(token=excerpt(text)),
                target=match.span(),
                suggestion=None if glued else text.replace(" ", ""),
            )


CHECK = Check("token", _("Paths, names and codes"), Severity.ERROR, find)
