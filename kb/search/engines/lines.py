"""Finding terms by any part of them: the terms as the lines of one string, which is scanned."""

from __future__ import annotations

from collections.abc import Iterable


def as_lines(terms: Iterable[str]) -> str:
    """One string for `holding`; no term has a line end."""
    return "\n".join(["", *terms, ""])


def holding(lines: str, part: str) -> list[str]:
    """The lines in which a part stands anywhere, each once."""
    found = []
    place = lines.find(part)
    while place >= 0 and part:
        start, end = lines.rfind("\n", 0, place) + 1, lines.find("\n", place)
        found.append(lines[start:end])
        place = lines.find(part, end)
    return found
