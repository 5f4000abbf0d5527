"""How like two names or titles are: for rows and headings that name the same thing in other words."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from kb.importer.inline import plain
from kb.importer.names import repair_anchor

_ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[^\W_]+")


def wording(title: str) -> str:
    """A title as it is compared: without case, spaces, marks and articles, what a broken pipeline left mended.

    Torn compounds, "hello" for "the" and "tooX" for "to X" do not matter.
    """
    words = repair_anchor("-".join(_WORD.findall(plain(title).casefold())))
    return "".join(word for word in words.split("-") if word not in _ARTICLES)


def marks(title: str) -> set[str]:
    """The words of a title that are the same in every language: acronyms, numbers, names in mixed case."""
    words = _WORD.findall(plain(title))
    return {word for word in words if any(map(str.isdigit, word)) or sum(map(str.isupper, word)) > 1}


def alike(one: str, other: str) -> float:
    """How alike two names are, per cent: letter by letter, or by their words where one is part of the other."""
    words = (
        fuzz.token_set_ratio(one.replace("-", " "), other.replace("-", " "))
        if min(one.count("-"), other.count("-")) > 2
        else 0
    )
    return max(fuzz.ratio(one, other), words)


def alike_titles(mine: dict[str, str], theirs: dict[str, str]) -> float | None:
    """How alike the titles of two entries are, per cent, in the language where they are most so; None without one."""
    common = [fuzz.token_set_ratio(mine[code].lower(), theirs[code].lower()) for code in mine if code in theirs]
    return max(common, default=None)
