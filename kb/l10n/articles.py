"""Which article stands before these words: enough grammar to put back a "the" that a pipeline replaced.

The rules look at endings, not at a dictionary; what they give is a draft for a person to read.
"""

from __future__ import annotations

import re

from kb.l10n.lexicon import word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

_RESIDUE = re.compile(r"(?:hello|hola)$|too(?!l)\w")

_SV_DEFINITE = re.compile(r"(?:arna|erna|orna|en|et|an|ret|lns?)$")
_SV_ADJECTIVE = re.compile(
    r"(?:iga|liga|ska|ella|bara|ande|ende|ade|aste|bästa|första|sista|flesta|största|minsta|"
    r"are|ivna|lda|rda|nda|kta|nya|gamla|stora)$"
)
_DA_DEFINITE = re.compile(r"(?:erne|ene|en|et|rne)$")
_DA_ADJECTIVE = re.compile(r"(?:ige|lige|iske|elle|bare|ende|ede|este|ste|vne|nye|gamle|store|re)$")
_WITHOUT_ARTICLE = word_set("""samma följande nästa båda alla vissa varje samme følgende næste begge alle hver""")

_ES_NOT_A_NOUN = word_set(
    """de del desde con en para por se y e o u a al que si es son ha han sólo solo tras donde aquí después antes
    como lo la el los las un una no cuando porque sin sobre entre hasta pero fuera continúa permanece
    ejecuta recomienda está mediante siguiendo"""
)
_ES_FEMININE = re.compile(r"(?:ción|sión|dad|tad|tud|umbre|ez|ia|ía|[^m]a|[^m]as|ciones|siones|dades|tades|tudes|ias)$")
_ES_MASCULINE = word_set("""problema sistema programa esquema idioma diagrama día mapa tema problemas sistemas temas""")
_ES_FEMININE_WORDS = word_set("""vm ip url api red redes clave nube imagen orden acl parte""")
_ES_PARTICIPLE = re.compile(r"(?:ad[oa]s?|id[oa]s?|ando|iendo)$")
_ES_NOUNS_LIKE_PARTICIPLES = word_set(
    """estado estados resultado resultados grado teclado contenido pedido certificado certificados entrada salida
    consulta copia medida pantalla apartado comunidad"""
)
_ES_BOTH = word_set("""siguiente siguientes existente existentes principal actual""")


def article(language: str, following: str) -> str:
    """The definite article for the words that follow, or "" where the language needs none.

    Swedish and Danish carry the article in the noun's ending, so one stands only before an adjective; Spanish takes
    gender and number from the ending of the noun.
    """
    words = _leading_words(following)
    if language == "en":
        return "the"
    if not words:
        return ""
    if language == "es":
        return _spanish(words)
    return _nordic(words, _DA_DEFINITE if language == "da" else _SV_DEFINITE, language)


def is_stranded(language: str, following: str) -> bool:
    """Whether nothing that could carry an article follows: the translation moved the noun elsewhere."""
    words = _leading_words(following)
    if not words:
        return not re.match(r"\s*[`*_\[\"“\x00]", following)
    first = words[0].lower()
    if language == "es":
        return (
            first in _ES_NOT_A_NOUN
            or bool(_RESIDUE.match(first))
            or (bool(_ES_PARTICIPLE.search(first)) and first not in _ES_NOUNS_LIKE_PARTICIPLES and len(first) > 4)
        )
    return False


def _leading_words(following: str) -> list[str]:
    """Up to four words that follow directly, none beyond punctuation."""
    words: list[str] = []
    position = 0
    while len(words) < 4:
        gap = re.compile(r"[ \t]*[*_\[]*").match(following, position)
        position = gap.end() if gap else position
        match = _WORD.match(following, position)
        if not match:
            break
        words.append(match.group())
        position = match.end()
    return words


def _nordic(words: list[str], definite: re.Pattern[str], language: str) -> str:
    adjective = _DA_ADJECTIVE if language == "da" else _SV_ADJECTIVE
    lowered = [word.lower() for word in words]
    if lowered[0] in _WITHOUT_ARTICLE:
        return ""
    count = 0
    while count < len(lowered) - 1 and adjective.search(lowered[count]) and lowered[count][:1].isalpha():
        count += 1
    if count == 0:
        return ""
    noun = lowered[count]
    if not definite.search(noun):
        return "den" if count else ""
    if noun.endswith(("et", "ret")):
        return "det"
    return "de" if noun.endswith(("na", "ne")) else "den"


def _spanish(words: list[str]) -> str:
    lowered = [word.lower() for word in words]
    noun = lowered[0]
    if noun in _ES_BOTH and len(lowered) > 1 and lowered[1] not in _ES_NOT_A_NOUN:
        noun = lowered[1]
    plural = len(noun) > 3 and noun.endswith("s") and not noun.endswith(("sis", "ss"))
    feminine = noun not in _ES_MASCULINE and (noun in _ES_FEMININE_WORDS or bool(_ES_FEMININE.search(noun)))
    if feminine:
        return "las" if plural else "la"
    return "los" if plural else "el"
