"""What somebody pasted, made to fit: into a search, which reads the first words, and into an address.

A log names its error somewhere below what went well before. So the lines that name a code or say that something failed
come first, and a text too long for an address is shortened to as many of them as fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote_plus

from kb.codes import find_codes

MOST_CHARACTERS = 10_000
MOST_READ = 1_000_000
MOST_LINES = 20_000
MOST_BYTES = 2_500
"""Of a text in an address, percent-encoded. Servers take about 4,000 bytes for the whole line of a request."""
MANY_WORDS = 60
LONGEST_LINE = 400
LONGEST_WORD = 64

_ENDS = re.compile(r"[\r\n]+|(?<=[.!?;])[ \t]+(?=[\[(\"'«“]?[A-ZÅÄÖÆØ0-9])")
_ENDLESS = re.compile(rf"\w{{{LONGEST_WORD},}}")
_DIGITS = re.compile(r"\d+")
_FAILING = (
    "error", "errno", "fail", "fault", "except", "denied", "refus", "timed out", "timeout", "unable", "not ",
    "invalid", "fel", "misslyck", "nekad", " inte", "saknas", "ogiltig", "fejl", "mislyk", "nægtet", " ikke", "mangler",
    "ugyldig", "falla", "fallo", "falló", "fallid", "deneg", "agotado", "no se pu", "no se encontr", "inválid",
)  # fmt: skip
_LOOKS_CODED = re.compile("0x|[a-z][A-Z][a-z]|[A-Z][0-9]{3}|[a-zA-Z]_[a-zA-Z]")
_SPACE = re.compile(r"[ \t\f\v]+")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that fits into an address, and whether something had to be left out for that."""

    text: str
    is_shortened: bool


def fit(text: str) -> Pasted:
    """A text as it may stand in an address: as it is, or shortened to the lines of its first million characters that
    tell most.
    """
    text = _tidy(text)
    read = text if len(text) <= MOST_CHARACTERS else _skimmed(text)
    if _bytes(read) <= MOST_BYTES:
        return Pasted(read, is_shortened=len(read) < len(text))
    kept: list[str] = []
    room = MOST_BYTES
    for line in _by_weight(read):
        line = line[:LONGEST_LINE]
        size = _bytes(line + "\n")
        if size <= room:
            kept.append(line)
            room -= size
    return Pasted("\n".join(kept) or _cut(read), is_shortened=True)


def telling_first(text: str) -> str:
    """A text as it is searched. One of many words has its lines in another order: those that name a code first, then
    those of failure. What goes on for longer than any word is cut.
    """
    text = _ENDLESS.sub(lambda run: run[0][:LONGEST_WORD], text)
    return "\n".join(_by_weight(text)) if len(text.split()) > MANY_WORDS else text


def _skimmed(text: str) -> str:
    """So many of a long text's lines as may be read: the last of those that hint at a failure, then of those with
    something like a code; where there are none its beginning.

    A log ends soon after what it was kept for. A megabyte takes about 50 ms, where `_by_weight` would take 200.
    """
    last = (line[:LONGEST_LINE] for line in reversed(text.rsplit("\n", MOST_LINES)))
    lines = {_DIGITS.sub("", line): line for line in last}.values()
    failing = [line for line in lines if _hints_at_failure(line)]
    kept: dict[str, None] = {}
    room = MOST_CHARACTERS
    for line in chain(failing, filter(_LOOKS_CODED.search, lines)):
        if line not in kept:
            room -= len(line) + 1
            if room < 0:
                break
            kept[line] = None
    return "\n".join(kept) or text[:MOST_CHARACTERS]


def _hints_at_failure(line: str) -> bool:
    small = line.lower()
    return any(hint in small for hint in _FAILING)


def _by_weight(text: str) -> list[str]:
    """The lines of a text, the most telling first, else in their order; those that differ in numbers alone once."""
    lines: dict[object, str] = {}
    for line in filter(str.strip, _ENDS.split(text)):
        lines.setdefault((_DIGITS.sub("", line), *(code.text for code in find_codes(line))), line)
    return sorted(lines.values(), key=_weight)


def _weight(line: str) -> int:
    """0 for a line that names a code and a failure, 3 for one that names neither."""
    return 3 - 2 * bool(find_codes(line)) - _hints_at_failure(line)


def _tidy(text: str) -> str:
    """Without NUL, with single spaces and line ends."""
    text = _SPACE.sub(" ", text[:MOST_READ].replace("\0", " "))
    return re.sub(r" ?[\r\n]+ ?", "\n", text).strip()


def _cut(text: str) -> str:
    """The beginning of a text without any line that fits."""
    while _bytes(text) > MOST_BYTES:
        text = text[: min(len(text) - 1, len(text) * MOST_BYTES // _bytes(text))]
    return text


def _bytes(text: str) -> int:
    return len(quote_plus(text, errors="replace"))
