"""How alike two sentences are: one measure for alignment, memory and the editor's matches."""

from __future__ import annotations

import hashlib
import unicodedata

from rapidfuzz import fuzz

THRESHOLD = 75.0
"""Percent from which a translation is carried over, and a memory match shown."""


def normalise(text: str) -> str:
    """A sentence for comparing: NFC, runs of white space as one space, none outside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def source_hash(text: str) -> str:
    """A stable name of a sentence's wording, 32 hexadecimal digits."""
    return hashlib.blake2b(normalise(text).encode(), digest_size=16).hexdigest()


def pair_hash(source_language: str, target_language: str, source: str, target: str) -> str:
    """A stable name of a sentence pair, by which the memory keeps it once."""
    content = "\x1f".join([source_language, target_language, normalise(source), normalise(target)])
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def similarity(one: str, other: str, *, at_least: float = 0.0) -> float:
    """0 to 100: the normalised Indel similarity of the characters (rapidfuzz `ratio`); 0 below `at_least`."""
    return fuzz.ratio(normalise(one), normalise(other), score_cutoff=at_least)
