from __future__ import annotations

from kb.search.analysis import analyzer, normalise, words
from kb.search.indexing import flow
from kb.search.query import JOINED, Alternative
from kb.search.verbatim import boost, make_flow, most
from kb.search.words import mark_stop_words, split_words


def _flow(title: str, body: str) -> str:
    return "\n".join(flow(words(normalise(part)), analyzer("en")) for part in (title, body))


def _boost(query: str, title: str, body: str) -> float:
    analysis = analyzer("en")
    asked = make_flow("en", mark_stop_words(split_words(query), analysis))
    text = _flow(title, body)
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


FILLER = " ".join(f"Sentence number{number} speaks of weather." for number in range(20))


def test_words_near_one_another_in_the_order_of_the_query_count_more() -> None:
    asked = "backup disk locked"
    near = _boost(asked, "Other", "The backup of this disk stays locked.")
    assert near > _boost(asked, "Other", f"The backup runs. {FILLER} The disk. {FILLER} It is locked.")
    assert near > _boost(asked, "Other", "It is locked, this disk of the backup.")
    assert near > _boost(asked, "Other", f"The backup of this disk. {FILLER} It is locked.")


def test_words_near_one_another_count_in_the_title_too() -> None:
    asked = "backup disk locked"
    assert _boost(asked, "Backup whose disk stays locked", "") > _boost(asked, "Locked disk and its other backup", "")


def test_the_place_where_words_are_nearest_counts() -> None:
    asked = "backup disk locked"
    once = _boost(asked, "Other", "The backup of this disk stays locked.")
    assert _boost(asked, "Other", f"A backup. {FILLER} The backup of this disk stays locked.") == once


def test_a_torn_word_is_near_itself() -> None:
    asked = split_words("agent share point frozen")
    for word in asked[1:3]:
        word.alternatives.append(Alternative("en", ("sharepoint",), 1.0, JOINED))
    together, apart = (
        boost(make_flow("en", asked), _flow("Other", body))
        for body in ("The agent of SharePoint is frozen.", f"The agent. {FILLER} A SharePoint. {FILLER} It is frozen.")
    )
    assert together > apart
