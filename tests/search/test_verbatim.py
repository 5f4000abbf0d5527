from __future__ import annotations

from kb.search.analysis import analyzer, normalise, words
from kb.search.indexing import flow
from kb.search.verbatim import boost, make_flow, most
from kb.search.words import mark_stop_words, split_words


def _boost(query: str, title: str, body: str) -> float:
    analysis = analyzer("en")
    asked = make_flow("en", mark_stop_words(split_words(query), analysis))
    text = "\n".join(flow(words(normalise(part)), analysis) for part in (title, body))
    found = boost(asked, text)
    assert 1 <= found <= most(asked)
    assert boost(asked, text, found) == found
    assert boost(asked, text, found + 0.01) <= found
    return found


def test_words_in_order_count_more_than_the_same_words_apart() -> None:
    assert _boost("shared mailbox calendar", "Shared mailbox calendar", "") > _boost(
        "shared mailbox calendar", "Calendar of a mailbox that is shared", ""
    )


def test_the_title_counts_more_than_the_text() -> None:
    assert _boost("shared mailbox", "Shared mailbox", "Elsewhere.") > _boost(
        "shared mailbox", "Elsewhere", "Shared mailbox."
    )


def test_a_title_of_nothing_else_counts_more() -> None:
    assert _boost("shared mailbox", "Shared mailbox", "") > _boost(
        "shared mailbox", "Shared mailbox moved by force", ""
    )


def test_a_whole_sentence_word_for_word_counts_most() -> None:
    sentence = "The mailbox is not what it should be"
    assert _boost(sentence, "Other", sentence) > 1.5 * _boost(sentence, "Other", "A mailbox that should not be")
