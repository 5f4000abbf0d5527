"""What a text has to be before it is stored."""

from __future__ import annotations

import re
import unicodedata

from kb.markup.errors import MarkupError
from kb.markup.parser import MAX_LENGTH, check_density, parse_blocks

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_REMOVED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # those that turn the direction of text
    "\ue000-\ue002"  # sentence marks
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # byte order marks, what XML cannot hold, halves of characters
)
_NOT_LATIN = re.compile("[^\x00-\u02ff]{31,}")
_MOST_COMBINING = 30  # as in Unicode's stream-safe text format; more of them make normalising quadratic


def check_source(text: str) -> str:
    """The text as it may be stored: `\\n` for every line end, NFC, no control, direction or mark characters.

    Raises MarkupError where it is longer than MAX_LENGTH characters or beyond the other limits of kb.markup.parser.
    """
    if len(text) > MAX_LENGTH:
        raise MarkupError("too_long", limit=MAX_LENGTH, length=len(text))
    text = _NOT_LATIN.sub(_limit_combining, _REMOVED.sub("", _LINE_ENDS.sub("\n", text)))
    text = unicodedata.normalize("NFC", text)
    tokens, _env = parse_blocks(text)
    check_density(tokens)
    return text


def _limit_combining(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in match[0]:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _MOST_COMBINING:
            kept.append(char)
    return "".join(kept)
