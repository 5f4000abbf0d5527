"""Compounds torn apart: two or more words that the same texts know as one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.l10n.lexicon import Lexicon, trunk, word_set
from kb.l10n.spans import prose

LANGUAGES = ("sv", "da")
MAX_PARTS = 4

_RUN = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,})+")
DEBRIS = re.compile(r"(?:AT|ATS|AS|AD|ADE|ADES|ET|ETS|TS|ERS|ERES|AR|ARE|EN)")
"""Inflections left standing in capitals after a torn word: "figurer ATS"."""

_CONSONANT = "bcdfghjklmnpqrstvwxz"

# Words that stand beside others by right; none of them is a part of a torn compound.
_LOOSE = {
    "sv": word_set(
        """den det dem der som att och eller men inte för från till med vid under över efter innan mellan utan genom
    mot hos kan ska skall vill bör får har hade var blir bli blev alla allt andra annan annat denna detta
    dessa dess din ditt dina min mitt mina sin sitt sina vår vårt våra ett två tre fyra fem sex ny nytt nya
    hög högt höga låg lågt låga stor stort stora hel helt hela egen eget egna lång långt korta kort själv
    mer mest mycket bara även också redan sedan när där här hur vad vem vilken vilket vilka igen upp ned ner
    ut ju nu så då sådan sådana samma varje någon något några ingen inget inga kör körs gör görs går gå gång
    väl rätt fri fritt tom tomt år dag man hon han ni vi jag"""
    ),
    "da": word_set(
        """den det dem der som at og eller men ikke for fra til med ved under over efter før mellem uden gennem mod hos
    kan skal vil bør får har havde var bliver blive blev alle alt andre anden andet denne dette disse dens
    din dit dine min mit mine sin sit sine vor vores en et to tre fire fem seks ny nyt nye høj højt høje lav
    lavt lave stor stort store hel helt hele egen eget egne lang langt korte kort selv mere mest meget kun
    også allerede siden når hvor her hvordan hvad hvem hvilken hvilket hvilke igen op ned ud nu så da sådan
    samme hver nogen noget nogle ingen intet kører gør går gang rigtigt fri frit tom tomt år dag man hun han
    vi jeg være været blevet"""
    ),
}


@dataclass(frozen=True, slots=True)
class Torn:
    """A torn compound: its character offsets and how it is written as one word."""

    start: int
    end: int
    joined: str


def find_torn(text: str, lexicon: Lexicon) -> list[Torn]:
    """Every run of two to four words whose joined form the lexicon attests, longest first, in order of the text."""
    if lexicon.language not in LANGUAGES:
        return []
    plain = prose(text)
    loose = _LOOSE[lexicon.language]
    found: list[Torn] = []
    for run in _RUN.finditer(plain):
        words = [(m.group(), run.start() + m.start(), run.start() + m.end()) for m in re.finditer(r"\S+", run.group())]
        index = 0
        while index < len(words) - 1:
            count = _longest(words[index : index + MAX_PARTS], lexicon, loose)
            if not count:
                index += 1
                continue
            parts = words[index : index + count]
            if _is_verb(parts[0][0], plain[: parts[0][1]]):
                index += 1
                continue
            joined = _spelled([word for word, _, _ in parts], _starts_sentence(plain, parts[0][1]))
            found.append(Torn(parts[0][1], parts[-1][2], joined))
            index += count
    return found


def _is_verb(word: str, before: str) -> bool:
    """Whether a word in "-r" follows a subject: in "du bruger objektet" it is no noun."""
    return (
        word.endswith("r")
        and re.search(r"(?<!\w)(?:du|vi|der|man|jeg|jag|de|ni|som|han|hun|hon) $", before) is not None
    )


def _longest(words: list[tuple[str, int, int]], lexicon: Lexicon, loose: frozenset[str]) -> int:
    usable = 0
    for word, _, _ in words:
        if len(word) < 3 or word.lower() in loose or (word.isupper() and len(word) < 6 and usable == 0):
            break
        if usable and words[0][0].istitle() and word.istitle():
            break  # a name: "Service Bus"
        usable += 1
    for count in range(usable, 1, -1):
        parts = [word for word, _, _ in words[:count]]
        if _is_known(parts, lexicon):
            return count
    return 0


def _is_known(parts: list[str], lexicon: Lexicon) -> bool:
    joined = _join(parts)
    if joined in lexicon.words:
        return True
    if parts[-1].isupper() and not DEBRIS.fullmatch(parts[-1]):
        return False
    # Of the last part enough must be left without its inflection: "exempel visar" is no "exempelvis".
    rest = len(trunk(joined)) - len(joined) + len(parts[-1])
    return (rest >= 4 or parts[-1].isupper()) and lexicon.attests(joined)


def _join(parts: list[str]) -> str:
    """Parts as one word; of three equal consonants in a row one goes, as both languages write it."""
    joined = parts[0].lower()
    for part in parts[1:]:
        part = part.lower()
        if len(joined) > 1 and joined[-1] == joined[-2] == part[0] and part[0] in _CONSONANT:
            joined = joined[:-1]
        joined += part
    return joined


def _spelled(parts: list[str], starts_sentence: bool) -> str:
    joined = _join(parts)
    return joined[0].upper() + joined[1:] if starts_sentence and parts[0][0].isupper() else joined


def _starts_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(" \t*_[(\"“”»'")
    return not before or before[-1] in ".!?:\n|>-#–"
