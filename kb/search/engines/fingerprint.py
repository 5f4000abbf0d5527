"""What an index was made with: an index made otherwise is of another version and is rebuilt."""

from __future__ import annotations

import hashlib

import Stemmer

from kb.search import weights
from kb.search.engines.base import FORMAT
from kb.search.stopwords import STOP_WORDS


def fingerprint() -> str:
    """A short name for the format, the stemmers, the stop words and the weights in force."""
    constants = {name: value for name, value in vars(weights).items() if name.isupper()}
    made_with = (
        FORMAT,
        Stemmer.version(),
        sorted(constants.items()),
        sorted((language, sorted(words)) for language, words in STOP_WORDS.items()),
    )
    return hashlib.sha256(repr(made_with).encode()).hexdigest()[:16]
