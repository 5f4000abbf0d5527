"""The languages Orsak speaks: the one place that knows them.

Everything that differs by language and is not text (stemmer, PostgreSQL configuration, locale, alphabet) hangs here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its ISO 639-1 code and what each library calls it."""

    code: str
    snowball: str
    postgres: str
    babel_locale: str
    og_locale: str
    alphabet: str
    equivalents: Mapping[str, str]

    @property
    def autonym(self) -> str:
        """The language's name in itself, with a capital first letter: "Svenska"."""
        name = Locale.parse(self.code).get_display_name() or self.code
        return name[0].upper() + name[1:]

    def name_in(self, code: str) -> str:
        """This language's name in the language `code`: "schwedisch" style names come from CLDR."""
        return Locale.parse(self.code).get_display_name(code) or self.code

    def sort_key(self, text: str) -> tuple[tuple[int, ...], ...]:
        """A key that sorts names by the language's own alphabet (å ä ö, æ ø å, ñ), then by accents, then by case.

        Agrees with the ICU collations of PostgreSQL (`sv-x-icu` and so on) on the letters of these languages, digits,
        spaces and the punctuation of names. The levels are those of the Unicode Collation Algorithm (UTS 10).
        """
        weights = [weight for unit in self._units(text) for weight in self._weigh(unit)]
        return tuple(tuple(weight[level] for weight in weights) for level in range(3))

    def _units(self, text: str) -> list[str]:
        """The characters of a text, with contractions (the Danish aa) as one."""
        units: list[str] = []
        for char in unicodedata.normalize("NFC", text):
            if units and self.code == "da" and units[-1] + char in {"aa", "Aa", "AA"}:
                units[-1] += char
            else:
                units.append(char)
        return units

    def _weigh(self, unit: str) -> list[tuple[int, int, int]]:
        """The place, accent and case of the letters that a unit counts as."""
        lower = unit.lower()
        case = sum(char != char.lower() for char in unit)
        if self.code == "da":
            case = (len(unit) - 1) * 3 + len(unit) - case  # capitals first, å before aa
        if lower in self.alphabet:
            return [(_LETTERS + self.alphabet.index(lower), 0, case)]
        if unit in _SYMBOLS or unit.isspace():
            return [(_SYMBOLS.find(unit) + 1, 0, 0)]
        if unit.isdigit():
            return [(_DIGITS + int(unicodedata.digit(unit)), 0, 0)]
        decomposed = unicodedata.normalize("NFD", lower)
        letters = self.equivalents.get(lower) or _EQUIVALENTS.get(lower) or decomposed[0]
        accent = _MARKS.find(decomposed[1]) + 1 if len(decomposed) > 1 else ord(lower[0])
        places = [self.alphabet.find(letter) for letter in letters]
        if -1 in places:
            return [(_OTHERS + ord(lower[0]), 0, case)]
        return [(_LETTERS + place, accent, case) for place in places]


# The order of the Unicode Collation Algorithm's root for what stands in names; a space comes before all of it.
_SYMBOLS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303"  # acute, grave, breve, … in the order of accents
_DIGITS, _LETTERS, _OTHERS = 1_000, 2_000, 10_000
_EQUIVALENTS = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "þ": "th", "aa": "å"}
_LATIN = "abcdefghijklmnopqrstuvwxyz"

LANGUAGES: tuple[Language, ...] = (
    Language("sv", "swedish", "swedish", "sv_SE", "sv_SE", _LATIN + "åäö", {"æ": "ä", "ø": "ö", "ü": "y"}),
    Language("es", "spanish", "spanish", "es_ES", "es_ES", _LATIN.replace("n", "nñ"), {}),
    Language("da", "danish", "danish", "da_DK", "da_DK", _LATIN + "æøå", {"ä": "æ", "ö": "ø", "ü": "y"}),
    Language("en", "english", "english", "en_GB", "en_GB", _LATIN, {}),
)
CODES: tuple[str, ...] = tuple(language.code for language in LANGUAGES)
SOURCE = "en"

_BY_CODE = {language.code: language for language in LANGUAGES}


def get_language(code: str) -> Language:
    """The language with this ISO 639-1 code; raises KeyError for a language Orsak does not have."""
    return _BY_CODE[code]


def from_locale(tag: str) -> Language | None:
    """The language of a tag such as `sv-SE`, `es_ES` or `da`; None where Orsak does not have it."""
    return _BY_CODE.get(tag.replace("_", "-").split("-")[0].strip().lower())
