"""What a pasted message carries beside the message: removed before anything else looks at the text, rule by rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kb.search.query import Removed

_RULES: tuple[tuple[str, str], ...] = (
    ("url", r"\b(?:https?|ftp|ldaps?|file)://\S+|\bwww\.[^\s]+\.\S+"),
    ("email", r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"),
    ("guid", r"[{(]?\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){0,3}(?:[0-9a-fA-F]{12}|[0-9a-fA-F]{4})\b[)}]?"),
    (
        "timestamp",
        r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
        r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}(?:,? \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?)?"
        r"|\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?: ?[AaPp][Mm]\b)?Z?",
    ),
    (
        "address",
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d{1,5})?(?:/\d{1,2}\b)?"
        r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}:?[0-9a-fA-F]{1,4}\b"
        r"|\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b",
    ),
    (
        "path",
        r"(?<!\w)[A-Za-z]:[\\/][^\s\"'<>|]*(?:\(\d+(?:,\d+)?\))?:?"
        r"|\\\\[\w.$-]+\\[^\s\"'<>|]*"
        r"|(?<![\w/])(?:\.{0,2}/[\w.@+-]+){2,}/?(?:\(\d+(?:,\d+)?\))?:?"
        r"|(?<![\w-])(?:[\w-]{1,64}/){0,12}[\w-]{1,64}\.\w{1,5}(?:\(\d+(?:,\d+)?\)|:\d+(?::\d+)?) ?:?",
    ),
    ("hex", r"\b(?=[0-9a-fA-F]*\d)[0-9a-fA-F]{16,}\b"),
    (
        "machine",
        r"\b(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{6,}\b|\b[a-zA-Z]{2,12}\d*-[a-zA-Z]{2,12}\d*-\d{1,4}\b",
    ),
)
_NOISE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
_LABEL = re.compile(
    r"(?:\b(?:time|date|timestamp|tidsstämpel|tidpunkt|tidspunkt|dato|datum|fecha|hora|marca de tiempo|correlation"
    r"|request|activity|session|tenant|client|trace|operation|transaction|event|object|subscription|resource|device|server|user"
    r"|korrelations|correlación|id|guid|uuid|vm|host|hostname|computer|dator|equipo|machine|node|ip|ip-address|address"
    r"|file|fil|archivo|url|uri|mail|e-mail|email)(?:[ _-]|(?=[:=]))){1,3}\s{0,2}[:=]\s{0,2}$",
    re.IGNORECASE,
)
_LABEL_REACH = 60


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its noise, what was taken out, and the file names that stood in the paths."""

    text: str
    removed: tuple[Removed, ...]


def remove_noise(text: str, is_known: Callable[[str], bool] = lambda _: False) -> Cleaned:
    """Take GUIDs, timestamps, addresses, e-mail, URLs, paths, long hex and machine names out, with their labels.

    What `is_known` (an address that our texts name) stays. A text that is nothing but noise is returned as it is: then
    the noise is what is asked for.
    """
    pieces: list[str] = []
    removed: list[Removed] = []
    last = 0
    for match in _NOISE.finditer(text):
        if is_known(match.group()):
            continue
        start = match.start()
        label = _LABEL.search(text[max(last, start - _LABEL_REACH) : start])
        if label:
            start -= label.end() - label.start()
        pieces.append(text[last:start])
        removed.append(Removed(text[start : match.end()].strip(), match.lastgroup or ""))
        last = match.end()
    pieces.append(text[last:])
    rest = " ".join(piece.strip() for piece in pieces if piece.strip())
    if not any(char.isalnum() for char in rest):
        return Cleaned(text, ())
    return Cleaned(rest, tuple(removed))
