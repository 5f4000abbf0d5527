"""What an index was made with: an index made otherwise is of another version and is rebuilt."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import Stemmer

from kb import codes
from kb.search import analysis, indexing, stopwords, weights
from kb.search.engines.base import FORMAT

_MADE_BY = (analysis, codes, indexing, stopwords, weights)


@cache
def fingerprint() -> str:
    """A short name for the format, the stemmers, and the code that makes terms of texts."""
    made_with = hashlib.sha256(f"{FORMAT} {Stemmer.version()}".encode())
    for module in _MADE_BY:
        made_with.update(Path(str(module.__file__)).read_bytes())
    return made_with.hexdigest()[:16]
