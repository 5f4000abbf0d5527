"""Queries that break other engines: understood and searched in bounded time, without an error."""

from __future__ import annotations

import random
import time

import pytest

from kb.languages import CODES
from kb.search.engines.base import Snapshot
from kb.search.searching import search
from kb.search.snippets import highlight, marks_for, snippet
from kb.search.understand import understand
from kb.search.words import MAX_CHARACTERS

SECONDS = 3.0  # processor time, far above what it takes: a bound on growth, not a measurement

HOSTILE = [
    "a*",
    "?*?*?*?*",
    "outlook~5",
    "[a TO z]",
    "/(a+)+$/",
    "(" * 3000,
    "mailbox AND NOT (OR) +calendar -agent^9",
    "'; DROP TABLE search_indexterm; --",
    "%s %d {0} ${x} <script>alert(1)</script>",
    "agent\x00agent\x00",
    "\u202eagent\u202c \u200fcalendar",
    "a\u0301" * 4000,
    "😀" * 5000,
    "كيف أعيد تعيين كلمة المرور",
    "wie setze ich mein Kennwort zurück",
    "'" * 10_000,
    '"a ' * 3000,
    "a-b-" * 2500,
    "0x" + "f" * 9000,
    "x" * 10_000,
    "calendar " * 1200,
    "\\\\" * 4000,
    "1.2.3.4." * 1200,
    "A1" * 5000,
    "CamelCase" * 1000,
    " ".join(f"word{number}" for number in range(2000)),
    "mailbox calendar agent password " * 30_000,  # a megabyte
]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12].encode("unicode_escape").decode() for text in HOSTILE])
def test_a_hostile_query_is_answered(snapshot: Snapshot, text: str, language: str) -> None:
    started = time.process_time()
    query = understand(text, language, snapshot)
    search(query, snapshot)
    marks = marks_for(query, language)
    highlight(text[:MAX_CHARACTERS], marks)
    snippet(text[:MAX_CHARACTERS], marks)
    assert len(query.text) <= MAX_CHARACTERS
    assert time.process_time() - started < SECONDS


def test_random_mixtures_are_answered(snapshot: Snapshot) -> None:
    dice = random.Random(4)
    pieces = [*"aåäöæøñ'\"-_./\\:<>()[]{}*?~^%$#@!0159 \n\t", "agent", "0x8007", "mailbox", "C2", "é", "\u0301", "\x00"]
    for _ in range(400):
        text = "".join(dice.choices(pieces, k=dice.randrange(1, 300)))
        query = understand(text, dice.choice(CODES), snapshot)
        found = search(query, snapshot)
        assert len(found.hits) == min(found.total, 10)
        assert {hit.language for hit in found.hits} <= set(CODES)
