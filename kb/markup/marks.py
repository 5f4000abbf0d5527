"""Sentence marks: private-use characters around a sentence that tell the renderer which segment it is.

A marked sentence is `SEGMENT_OPEN id SEGMENT_MID text SEGMENT_CLOSE`. Marks never nest and never cross a block.
"""

from __future__ import annotations

import re

SEGMENT_OPEN = "\ue000"
SEGMENT_MID = "\ue001"
SEGMENT_CLOSE = "\ue002"

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MARKED = re.compile(rf"{SEGMENT_OPEN}({_ID.pattern}){SEGMENT_MID}([^{SEGMENT_OPEN}-{SEGMENT_CLOSE}]*){SEGMENT_CLOSE}")
_OPENING = re.compile(rf"{SEGMENT_OPEN}{_ID.pattern}{SEGMENT_MID}")
_SENTINELS = dict.fromkeys(map(ord, (SEGMENT_OPEN, SEGMENT_MID, SEGMENT_CLOSE)))


def mark(id: str, text: str) -> str:
    """The text as the sentence `id` (1 to 64 ASCII letters, digits, `_` or `-`); raises ValueError for another id."""
    if not _ID.fullmatch(id):
        raise ValueError(f"not a segment id: {id!r}")
    return f"{SEGMENT_OPEN}{id}{SEGMENT_MID}{text.translate(_SENTINELS)}{SEGMENT_CLOSE}"


def unmark(text: str) -> str:
    """The text without sentence marks, balanced or not."""
    if not has_marks(text):
        return text
    return _OPENING.sub("", text).translate(_SENTINELS)


def has_marks(text: str) -> bool:
    """Whether any of the characters of a mark stands in the text."""
    return SEGMENT_OPEN in text or SEGMENT_MID in text or SEGMENT_CLOSE in text


def segments_ok(text: str) -> bool:
    """Whether every mark in the text is whole: opened, named and closed, and none inside another."""
    return not has_marks(_MARKED.sub("", text))


def split_marks(text: str) -> list[tuple[str, str]]:
    """The text as pieces of (segment id, or "" outside a sentence; text).

    Where a mark is not whole, the marks are dropped: one piece, without an id.
    """
    if not segments_ok(text):
        return [("", unmark(text))]
    parts = _MARKED.split(text)
    pieces = [("", parts[0])]
    for position in range(1, len(parts), 3):
        pieces += [(parts[position], parts[position + 1]), ("", parts[position + 2])]
    return [(id, piece) for id, piece in pieces if piece]
