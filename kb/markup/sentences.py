"""Where sentences begin. sentencex knows most of it; what it missed on troubleshooting texts is mended here."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

_WINDOW = 1_000  # characters
_NEAR = 80  # characters around the end of a sentence that decide about it
# sentencex takes 0.6 ms for a sentence in Danish, 0.01 ms in the others. With the abbreviations below, the rules of the
# nearest language find the same.
_RULES = {"sv": "sv", "es": "es", "da": "nb", "en": "en"}

_SPACE = re.compile(r"\s")
# A full stop behind a word, before a capital letter: sentencex lets "Klicka på OK. Se mer" pass as one.
_STOP = re.compile(r"(?<=[^\W\d_][^\W\d_])\. +(?=[(\[\"'“”«¿¡]*[^\W\d_])")
# The end of a sentence in brackets or quotes: "(Se nedan.) Starta sedan".
_CLOSED = re.compile(r"[.!?…][)\]”»\"']+ +(?=[^\W\d_])")
_ENCLOSED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]|“[^“”]{0,300}”|«[^«»]{0,300}»|\"[^\"]{0,300}\"")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}\.")
_LETTERED = re.compile(r"[a-z]\.")  # "a. Öppna portalen. b. Välj"
# "1. Öppna", "Steg 1. Öppna": the number of what follows.
_LABEL = re.compile(
    r"\W*(?:(?:steg|orsak|lösning|alternativ|paso|causa|solución|opción|trin|årsag|løsning|mulighed|step|cause|solution"
    r"|option) )?\d{1,3}\.|\W*[A-Za-z]\.",
    re.IGNORECASE,
)
_LONGEST_LABEL = 20
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations that no sentence ends with, without their full stop.
_NEVER_LAST = {
    "sv": _words(
        "art avd avs bil ca dr dvs enl ev ex exkl fig forts hr inkl jfr jmf kap kl mom nr obs pga prof resp s sid"
        " sk tab tel tfn ung ver vers vol"
    ),
    "es": _words(
        "aprox art cap cf cód dr dra ed ee ej esp excl fig incl máx mín núm nº n.º p pág págs párr prof ref sec sr sra"
        " srta tel ud uds v ver vol"
    ),
    "da": _words(
        "afd afs art bl ca dr dvs ekskl eks evt fig hhv hr iflg inkl jf jfr kap kl mht nr pga pkt prof s sml tab tlf"
        " ver vedr vha vol"
    ),
    "en": _words("approx art cf ch dr eg ex excl fig figs ie incl mr mrs ms no nos p pp prof ref sec st ver vol vs"),
}
# Dotted abbreviations that a sentence may end with.
_MAY_BE_LAST = frozenset({"m.m.", "m.fl.", "o.s.v.", "o.d.", "o.dyl.", "a.m.", "p.m.", "u.s."})


def sentence_starts(text: str, language: str) -> list[int]:
    """The offsets where sentences after the first begin. Line ends count as spaces."""
    text = _SPACE.sub(" ", text)
    certain = {*_library(text, language), *_stops(text)}
    closed = {match.end() for match in _CLOSED.finditer(text) if text[match.end()].isupper()}
    starts: list[int] = []
    first = 0  # where the current sentence begins
    for position in sorted(certain | closed):
        if _ends(text, first, position, language) if position in certain else text[first] in "([":
            starts.append(position)
            first = position
    return starts


def _library(text: str, language: str) -> Iterator[int]:
    """What sentencex finds, window by window: each begins with the last sentence of the one before, if that is near."""
    window = 0
    while window < len(text):
        end = window + _WINDOW
        position = window
        for piece in sentencex.segment(_RULES.get(language, "en"), text[window:end])[:-1]:
            position += len(piece)
            start = position
            while start < len(text) and text[start] == " ":
                start += 1
            if 0 < start < len(text):
                yield start
        if position < window + _WINDOW // 2:  # no end in sight: go on behind the last word
            space = text.rfind(" ", window + _WINDOW // 2, end)
            position = space if space > 0 and end < len(text) else end
        window = position


def _stops(text: str) -> Iterator[int]:
    enclosed = [match.span() for match in _ENCLOSED.finditer(text)][::-1]
    for match in _STOP.finditer(text):
        while enclosed and enclosed[-1][1] <= match.start():
            enclosed.pop()
        letter = _LETTER.search(text, match.end(), match.end() + _NEAR)
        if letter and letter[0].isupper() and not (enclosed and enclosed[-1][0] <= match.start()):
            yield match.end()


def _ends(text: str, first: int, position: int, language: str) -> bool:
    """Whether the sentence that began at `first` really ends before `position`."""
    sentence = text[max(first, position - _NEAR) : position].rstrip()
    if not sentence.endswith("."):
        return True
    following = _WORD.search(text, position, position + _NEAR)
    if following and following[0].islower():
        return False
    last = sentence.rpartition(" ")[2].lstrip("([\"'“”«¿¡")
    if last.removesuffix(".").lower() in _NEVER_LAST.get(language, frozenset()):
        return False
    if last.lower() not in _MAY_BE_LAST and _DOTTED.fullmatch(last):
        return False
    if _LETTERED.fullmatch(last):
        return False
    return position - first > _LONGEST_LABEL or not _LABEL.fullmatch(text[first:position].strip())
