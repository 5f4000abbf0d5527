"""Which language a text is in: by the share of each language's commonest words. Enough to tell four languages apart."""

from __future__ import annotations

import re

from kb.languages import CODES

_WORD = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+")

_COMMON: dict[str, frozenset[str]] = {
    "en": frozenset(
        """the of and to is in that it for you are with this be on as if or by not from can your an have when will does
        has then which after before was were their they its must should these those there we because click been more
        other what how using use make sure following""".split()
    ),
    "sv": frozenset(
        """och att det är som en på för av den till inte med har om kan ett eller du din ditt dina från när vid
        måste den här detta dessa under efter innan också bara mer så här hur vad vill ska skall blir finns inom
        utan alla andra använder välj klicka""".split()
    ),
    "da": frozenset(
        """og at det er som en på for af den til ikke med har hvis kan et eller du din dit dine fra når ved skal
        dette disse efter før også kun mere så her hvordan hvad vil bliver findes inden uden alle andre bruger vælg
        klik denne være sig der""".split()
    ),
    "es": frozenset(
        """el la los las de del que y en un una es para con por se no su al lo como más o si este esta estos estas
        puede pueden sobre entre cuando está son ha debe después antes también sin todos otros haga clic seleccione
        siguiente desde""".split()
    ),
}


def count_words(text: str) -> dict[str, int]:
    """How many of each language's commonest words a text has."""
    words = _WORD.findall(_NOISE.sub(" ", text).lower())
    return {code: sum(map(common.__contains__, words)) for code, common in _COMMON.items()}


def detect_language(text: str) -> str:
    """The language of a text of some length; empty where no language stands out.

    A translation may hold much that was left in English, but an English text hardly any words of another language.
    """
    counts = count_words(text)
    others = sorted((code for code in CODES if code != "en"), key=lambda code: counts[code], reverse=True)
    best, second = counts[others[0]], counts[others[1]]
    if best >= 3 and best >= second * 1.3 and best >= counts["en"] * 0.6:
        return others[0]
    return "en" if counts["en"] >= 2 and counts["en"] > best else ""


def is_english(text: str, language: str) -> bool | None:
    """Whether a passage in a document of another language was left in English; None where its words do not tell."""
    counts = count_words(text)
    english, own = counts["en"], counts[language]
    if english >= 2 and english > 2 * own:
        return True
    return False if own > english or own >= 3 else None


def leans_english(text: str, language: str) -> bool:
    """Whether the few words of a passage are English sooner than the document's language."""
    counts = count_words(text)
    return counts["en"] > counts[language]


def has_words(text: str) -> bool:
    """Whether a passage is long enough to tell its language."""
    return len(_WORD.findall(_NOISE.sub(" ", text))) >= 4
