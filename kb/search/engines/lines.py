"""Finding terms by any part of them: the terms as the lines of one string, which is scanned; and by their beginning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


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


def beginning(ordered: Sequence[str], start: str, limit: int) -> list[str]:
    """The first of the ordered terms that begin with `start`."""
    place = bisect_left(ordered, start)
    found = []
    for term in ordered[place : place + limit]:
        if not term.startswith(start):
            break
        found.append(term)
    return found
