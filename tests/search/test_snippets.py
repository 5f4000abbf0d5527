from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.search.corrections import corrected
from kb.search.query import Query
from kb.search.snippets import MAX_LENGTH, highlight, marks_for, plain, snippet

Ask = Callable[..., Query]


def _marked(query: Query, text: str, language: str) -> list[str]:
    return [part.text for part in highlight(text, marks_for(query, language)) if part.marked]


@pytest.mark.parametrize(
    ("language", "query", "text", "marked"),
    [
        ("sv", "lösenord", "Nya lösenordet gäller", ["lösenordet"]),
        ("sv", "lösen ord", "Välj ett lösenord", ["lösenord"]),
        ("en", "powerbi", "Open Power BI", ["Power", "BI"]),
        ("en", "calandar", "Your calendars", ["calendars"]),
        ("da", "adgangskode", "Din adgangskode!", ["adgangskode"]),
        ("es", "buzones", "El buzón.", ["buzón"]),
        ("en", "usererroragentnotreachable", "It says UserErrorAgentNotReachable.", ["UserErrorAgentNotReachable"]),
    ],
)
def test_the_words_that_matched_are_marked(ask: Ask, language: str, query: str, text: str, marked: list[str]) -> None:
    assert _marked(ask(query, language), text, language) == marked


def test_parts_make_the_whole_text_again(ask: Ask) -> None:
    text = "The calendar, <b>the</b> calendars & more"
    assert plain(highlight(text, marks_for(ask("calendar"), "en"))) == text


def test_a_snippet_has_the_best_two_sentences_in_their_order(ask: Ask) -> None:
    text = "Nothing here. The mailbox is full. Nothing there. Empty the mailbox and the calendar. The end."
    shown = snippet(text, marks_for(ask("mailbox calendar"), "en"))
    assert plain(shown) == "The mailbox is full. … Empty the mailbox and the calendar."


def test_a_snippet_without_a_match_is_the_beginning(ask: Ask) -> None:
    assert plain(snippet("First sentence. Second one.", marks_for(ask("zebra"), "en"))) == "First sentence."


def test_a_long_sentence_is_cut_around_what_matched(ask: Ask) -> None:
    text = "word " * 200 + "calendar " + "word " * 200
    shown = snippet(text, marks_for(ask("calendar"), "en"))
    assert "calendar" in plain(shown)
    assert len(plain(shown)) <= MAX_LENGTH + 4
    assert snippet("", marks_for(ask("calendar"), "en")) == ()


def test_did_you_mean_spells_as_the_texts_do(ask: Ask) -> None:
    assert corrected(ask("dela kalnder", "sv"), [("sv", "Dela din kalender")]) == "dela kalender"
    assert corrected(ask("dela kalender", "sv"), [("sv", "Dela din kalender")]) == ""
