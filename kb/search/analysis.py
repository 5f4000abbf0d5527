"""From text to terms: the same for what is indexed and for what is asked, and the same for both engines.

A word becomes a term in fixed steps, per language: NFC, lower case, apostrophes out, accents folded (å ä æ → a, ö ø →
o, ñ → n; in Swedish and Danish also the spellings aa, ae, oe), the Spanish accent that Snowball needs put back, the
Snowball stemmer, folded once more. So `återställning`, `aterstallning` and `aaterstaellning` are one term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import Stemmer

from kb.languages import CODES, get_language
from kb.search.stopwords import STOP_WORDS, VAGUE_WORDS

MAX_WORD = 64
_CACHE_LIMIT = 200_000

_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"(?<![\w-])[^\W_]+(?:[-‐‑][^\W_]+){1,2}(?![\w-])")
_FOLD = str.maketrans(
    {"å": "a", "ä": "a", "æ": "a", "ö": "o", "ø": "o", "ñ": "n", "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u",
     "ü": "u", "ß": "ss", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)  # fmt: skip
_OWN_LETTERS = frozenset("åäöæø")
_DIGIT = re.compile("[0-9]")
_DOUBLED = re.compile("aa|ae|oe")
_LOST_ACCENTS = {"cion": "ción", "sion": "sión", "gion": "gión", "logia": "logía"}
_ACCENTED = tuple(_LOST_ACCENTS)
_QUOTE = re.compile("['\"‘’“”«<]")
PLACEHOLDER = re.compile(
    r"(?<!\w)(?:'\s?[^\s']{1,60}\s?'|\"\s?[^\s\"]{1,60}\s?\"|[‘’]\s?[^\s‘’]{1,60}\s?’|[“”„]\s?[^\s“”]{1,60}\s?[“”]|«\s?[^\s»]{1,60}\s?»|<[\w.-]{1,40}>)(?!\w)"
)
_SHORT_PART = 3
_NO_DEFINITE_FORMS = (
    "het",
    "andet",
    "internet",
    "intranet",
    "ethernet",
    "telnet",
    "planet",
    "magnet",
    "mycket",
    "paket",
    "ticket",
)
_LOANS_IN_O = tuple(
    loan + ending for loan in ("konto", "foto", "video", "moto") for ending in ("t", "n", "na", "ts", "ns", "nas")
)


def normalise(text: str) -> str:
    """NFC, lower case, without NUL, soft hyphens, joiners and apostrophes inside words."""
    text = unicodedata.normalize("NFC", text).lower()
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return _APOSTROPHE.sub("", text)


_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def fold(word: str) -> str:
    """A lower-case word without accents: `återställ` → `aterstall`, `configuración` → `configuracion`."""
    if word.isascii():
        return word
    word = word.translate(_FOLD)
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as it is spelled there, its term, whether it is a stop word, and its character offsets."""

    word: str
    term: str
    stop: bool
    start: int
    end: int


class _Memo(dict[str, str]):
    """Remembers what a function made of a word: a text is then mapped to terms without calling any Python."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        made = self[word] = self._make(word)
        return made


class Analyzer:
    """The analysis of one language. Use `analyzer(code)`: one instance per language and process, with its memory.

    `term` maps a normalised word to its term; `content_term` the same, but a stop word to the empty string.
    `exact_term` maps a word with letters that folding takes for others (`lås`, `läs`) to a term that keeps them apart,
    any other word to the empty string.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._stemmer = Stemmer.Stemmer(get_language(language).snowball, 0)
        self._scandinavian = language in ("sv", "da")
        self._stop = frozenset(self._spell(fold(word)) for word in STOP_WORDS[language])
        self._vague = frozenset(self._spell(fold(word)) for word in VAGUE_WORDS[language])
        self.term: Callable[[str], str] = _Memo(self._term).__getitem__
        self.content_term: Callable[[str], str] = _Memo(self._content_term).__getitem__
        self.exact_term: Callable[[str], str] = _Memo(self._exact_term).__getitem__

    def spelling(self, word: str) -> str:
        """A lower-case word folded the way this language needs it, before stemming."""
        return self._spell(fold(word))

    def terms_of(self, spellings: list[str]) -> list[str]:
        """The terms of many words already given by `spelling`, in one call of the stemmer."""
        stems = self._stemmer.stemWords([self._prepare(spelling) for spelling in spellings])
        return [stem if stem.isascii() else fold(stem) for stem in stems]

    def is_stop(self, word: str) -> bool:
        """Whether a normalised word carries no subject in this language."""
        return self.spelling(word) in self._stop

    def is_vague(self, word: str) -> bool:
        """Whether a normalised word says in this language that something is wrong, but not what."""
        return self.spelling(word) in self._vague

    def tokens(self, text: str) -> Iterator[Token]:
        """The words of a text in order; the offsets are those of `text` as given."""
        for match in _SPELLED_WORD.finditer(text):
            word = normalise(match.group())
            for part in words(word):
                yield Token(match.group(), self.term(part), self.is_stop(part), match.start(), match.end())

    def _term(self, word: str) -> str:
        return self._stem(self.spelling(word[:MAX_WORD]))

    def _content_term(self, word: str) -> str:
        return "" if self.is_stop(word) else self.term(word)

    def _exact_term(self, word: str) -> str:
        if word.isascii() or not self._scandinavian or self.is_stop(word):
            return ""
        own = "".join(char for char in word if char in _OWN_LETTERS)
        return f"{self.term(word)}'{own}" if own else ""

    def _spell(self, folded: str) -> str:
        if self._scandinavian and not _DIGIT.search(folded):
            folded = _DOUBLED.sub(_single, folded)
        return folded

    def _prepare(self, spelling: str) -> str:
        """What Snowball misses in a folded word, put right before it looks at it."""
        if self.language == "es":
            return _spanish(spelling)
        if self.language == "sv":
            return _swedish(spelling)
        if self.language == "da":
            return _danish(spelling)
        return spelling

    def _stem(self, spelling: str) -> str:
        return fold(self._stemmer.stemWord(self._prepare(spelling)))


_SPELLED_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")


def _swedish(spelling: str) -> str:
    """Definite forms and neuters that Snowball leaves alone: `ordet` → `ord`, `kontot` → `konto`, `giltigt`."""
    if len(spelling) < 6 or spelling[-1] not in "tsna" or spelling.endswith(_NO_DEFINITE_FORMS):
        return spelling
    if spelling.endswith(_LOANS_IN_O):
        return spelling[: spelling.rindex("o") + 1]
    if spelling.endswith(("igt", "iskt")):
        return spelling[:-1]
    if spelling.endswith(("et", "ets")):
        spelling = spelling[: spelling.rindex("et")]
        return spelling[:-1] if spelling.endswith(("mm", "nn")) else spelling
    return spelling


def _danish(spelling: str) -> str:
    """Past forms and doubled neuters: `ændrede` → `ændred`, `internettet` → `internet`, which Snowball takes on."""
    if len(spelling) > 5 and spelling.endswith("ede"):
        return spelling[:-2]
    if len(spelling) > 5 and spelling.endswith(("ttet", "ttets")):
        return spelling[: spelling.rindex("tet")]
    return spelling


def _spanish(spelling: str) -> str:
    """Plurals in the singular, with the accent that Snowball looks for: `versiones` and `version` → `versión`."""
    if spelling.endswith("s"):
        if spelling.endswith("iones") and len(spelling) > 6:
            spelling = spelling[:-2]
        elif len(spelling) > 3 and spelling.endswith(("as", "es", "os")):
            spelling = spelling[:-1]
    if spelling.endswith(_ACCENTED):
        for ending, accented in _LOST_ACCENTS.items():
            if spelling.endswith(ending):
                return spelling.removesuffix(ending) + accented
    return spelling


def _single(match: re.Match[str]) -> str:
    return "o" if match.group() == "oe" else "a"


def words(normalised: str) -> list[str]:
    """The words of a text that went through `normalise`, in order."""
    return _WORD.findall(normalised)


def without_placeholders(text: str) -> str:
    """A message without what stands in quotes as one word: `'x' : undeclared` → ` : undeclared`."""
    return PLACEHOLDER.sub(" ", text) if _QUOTE.search(text) else text


def joined_hyphens(normalised: str) -> list[str]:
    """Hyphenated words with a short part, joined: `e-post` → `epost`, `on-premises` → `onpremises`."""
    if "-" not in normalised and "‑" not in normalised and "‐" not in normalised:
        return []
    found = []
    for group in _HYPHENATED.findall(normalised):
        parts = _WORD.findall(group)
        if min(map(len, parts)) <= _SHORT_PART and not all(part.isdigit() for part in parts):
            found.append("".join(parts))
    return found


@cache
def analyzer(language: str) -> Analyzer:
    """The analyzer of a language; raises KeyError for a language Orsak does not have."""
    if language not in CODES:
        raise KeyError(language)
    return Analyzer(language)
