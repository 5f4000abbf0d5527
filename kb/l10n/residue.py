"""The words that a broken translation pipeline left behind: "hello" for "the" and "too" glued to the next word.

The pipeline replaced every "the" of its English with "hello" and every "to " with "too", then translated the result:
so the words stand in sources as well as in translations, there also as a greeting of the language ("Hola", "Hej").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.l10n.spans import prose

GREETINGS = {"sv": "hej", "da": "hej", "es": "hola", "en": ""}

# English words that start with "too" by right.
_TOO_WORDS = re.compile(
    r"too(?:k|l|ls|led|ling|lings|lbar|lbars|lbox|lboxes|lkit|lkits|ltip|ltips|lset|lsets|lchain|lchains|lmaker|"
    r"th|thed|thless|thbrush|thpaste|t|ts|n)",
    re.I,
)
_TO = re.compile(r"(?<![\w/.\\-])too(?P<the>hello(?!\w))?(?=[A-Za-z*_`\[\"'/\x00]|(?<=hello))(?P<rest>[A-Za-z]*)", re.I)
_QUOTES = "\"'“”‘’«»„¡"


@dataclass(frozen=True, slots=True)
class Residue:
    """One leftover: which word it stands for (`the`, `to` or `to the`) and its character offsets.

    The span of `to` is the glued "too" alone, without the word behind it.
    """

    stands_for: str
    start: int
    end: int


def find_residue(text: str, language: str, *, source: str | None = None) -> list[Residue]:
    """Every leftover in a text of this language, in order; code, addresses and link targets are not read.

    A greeting in the text's own language counts where it cannot be one: within a sentence, or beside a source
    sentence that has such leftovers itself.
    """
    lowered = text.lower()
    greeting = GREETINGS.get(language, "")
    if "hello" not in lowered and "too" not in lowered and not (greeting and greeting in lowered):
        return []
    plain = prose(text)
    found = [
        Residue("to the" if match["the"] else "to", match.start(), match.end() if match["the"] else match.start() + 3)
        for match in _TO.finditer(plain)
        if match["the"] or not _TOO_WORDS.fullmatch("too" + match["rest"])
    ]
    source_is_damaged = source is not None and bool(find_residue(source, "en"))
    for match in re.finditer(r"(?<!\w)hello(?!\w)", plain, re.I):
        if not _greets(plain, match.start(), match.end()):
            found.append(Residue("the", match.start(), match.end()))
    meant = source is not None and not source_is_damaged and re.search(r"\b(?:hello|hi|hey|welcome)\b", source, re.I)
    if greeting and not meant:
        for match in re.finditer(rf"(?<!\w){greeting}(?!\w)", plain, re.I):
            if source_is_damaged or not _may_greet(plain, match.start(), match.end()):
                found.append(Residue("the", match.start(), match.end()))
    return sorted(found, key=lambda residue: residue.start)


def past_leftovers(text: str, found: list[Residue]) -> str:
    """The text with every glued "too" blanked out, offsets kept: the word behind it stands by itself."""
    for residue in found:
        if residue.stands_for == "to":
            text = text[: residue.start] + " " * (residue.end - residue.start) + text[residue.end :]
    return text


def _greets(text: str, start: int, end: int) -> bool:
    """Whether this "hello" is meant: a greeting, a first program, a product's name."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if re.match(r"[,!]?\s*world\b", after, re.I) or text[end : end + 1] == "!":
        return True
    if text[start] == "H" and (re.match(r"\w+!", after) or before.rstrip("*_ ").endswith("Windows")):
        return True
    if re.search(r"\b(?:say|says|saying|said|a|an)$", before, re.I) and not re.match(r"[A-Za-z]", after):
        return True
    quoted = before[-1:] in _QUOTES and text[start - 1 : start] != " "
    return (not before or quoted) and after[:1] in {",", "!", *_QUOTES}


def _may_greet(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" *_"), text[end:].lstrip()
    starts = not before or before[-1] in _QUOTES + ".!?:\n(>"
    return starts and (after[:1] in {",", "!", "."} or not after or after[:1] in _QUOTES)
