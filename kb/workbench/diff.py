"""What changed between two sentences, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """A run of text that stayed (`same`), went (`gone`) or came (`new`)."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Change]:
    """The changes from one sentence to another, in reading order (Ratcliff and Obershelp, as difflib has it)."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            changes.append(Change("gone", "".join(old[i1:i2])))
        if j2 > j1:
            changes.append(Change("new", "".join(new[j1:j2])))
    return changes
