"""The words a body of text knows: what "attested" means when two words may be one compound."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import Stemmer

from kb.l10n.spans import prose
from kb.languages import get_language

_WORD = re.compile(r"[^\W\d_]{2,}")
_INFLECTION = re.compile(
    r"(?<=[^\W\d_]{6})(?:arnas?|ernas?|ornas?|ernes?|enes?|andet?|endet?|ades?|edes?|ats?|ets?|ens?|ans?|ars?|ers?|ors?"
    r"|as|es|na|ne|[aens])$"
)
_LOCAL = threading.local()


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


def stem(word: str, language: str) -> str:
    """The Snowball stem of one word, lower case."""
    return _stemmer(language).stemWord(word.lower())


def stems(words: Iterable[str], language: str) -> list[str]:
    """The Snowball stems of many words, in order."""
    return _stemmer(language).stemWords([word.lower() for word in words])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language, lower case, and their trunks: what is left without an inflection."""

    language: str
    words: frozenset[str]
    trunks: frozenset[str]

    @classmethod
    def from_texts(cls, texts: Iterable[str], language: str) -> Lexicon:
        """The words of Markdown texts; code, addresses, link targets and names in odd capitals are left out."""
        found: set[str] = set()
        for text in texts:
            found.update(_WORD.findall(prose(text)))
        words = frozenset(word.lower() for word in found if word.islower() or word.istitle())
        return cls(language, words, frozenset(map(trunk, words)))

    def __or__(self, other: Lexicon) -> Lexicon:
        """The words of both; they are of one language."""
        return Lexicon(self.language, self.words | other.words, self.trunks | other.trunks)

    def attests(self, word: str) -> bool:
        """Whether the word, or another inflection of it, stands in the texts."""
        word = word.lower()
        return word in self.words or (
            len(word) > 7 and (word in self.trunks or trunk(word) in self.trunks or trunk(word) in self.words)
        )


def trunk(word: str) -> str:
    """A word without its Swedish or Danish inflection, six letters at least.

    Snowball keeps "kopian" and "kopia" apart; for asking whether a long compound is known that is too fine.
    """
    return _INFLECTION.sub("", word, count=1)


def _stemmer(language: str) -> Stemmer.Stemmer:
    # A Snowball stemmer keeps state while it works, so each thread has its own.
    stemmers = getattr(_LOCAL, "stemmers", None)
    if stemmers is None:
        stemmers = _LOCAL.stemmers = {}
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(get_language(language).snowball)
    return stemmers[language]
