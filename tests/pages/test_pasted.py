"""Pasted texts are made to fit into an address, with what tells most of them."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest

from kb.pages.pasted import MOST_BYTES, fit, telling_first

CHATTER = "\n".join(f"10:11:{number:02} Service {chr(97 + number % 26) * 3} has started well" for number in range(60))
FAILURE = "10:12:00 AgentNotReachable: the agent does not answer"


def test_a_short_text_stays_as_it_is():
    pasted = fit("  The agent\tdoes not\r\nanswer \n")
    assert pasted.text == "The agent does not\nanswer"
    assert not pasted.is_shortened


def test_a_log_keeps_the_line_that_names_the_error():
    pasted = fit(f"{CHATTER}\n{CHATTER.upper()}\n{FAILURE}\n{CHATTER.title()}")
    assert pasted.text.startswith(FAILURE)
    assert pasted.is_shortened
    assert len(quote_plus(pasted.text)) <= MOST_BYTES


def test_a_log_on_one_line_is_read_by_its_sentences():
    text = ". ".join(f"Service {number * 'x'} has started well" for number in range(1, 60))
    assert fit(f"{text}. {FAILURE}. {text}").text.startswith("10:12:00 AgentNotReachable")


@pytest.mark.parametrize("before", [1_000, 9_000])
def test_a_long_log_is_read_to_its_end(before: int):
    lines = [f"10:11:12.{number} INFO heartbeat of worker {chr(97 + number % 26) * 3} seen" for number in range(9_000)]
    pasted = fit("\n".join([*lines[:before], FAILURE, *lines[before:]]))
    assert pasted.text == FAILURE
    assert pasted.is_shortened


def test_of_a_long_log_full_of_failures_the_last_ones_are_read():
    lines = [f"job {chr(97 + number % 26) * (number // 26 + 1)} failed" for number in range(2_000)]
    pasted = fit("\n".join([*lines, FAILURE]))
    assert pasted.text.startswith(FAILURE)


def test_a_long_text_without_a_hint_of_failure_is_read_from_its_beginning():
    assert fit("Nothing happens here\n" + "word " * 9_000).text.startswith("Nothing happens here")


@pytest.mark.parametrize("text", ["å" * 1_000_000, "🙂" * 9_999, "\ud800" * 9_999, "a" * 10_000, " \0" * 9_999])
def test_a_text_without_any_line_is_cut(text: str):
    assert len(quote_plus(fit(text).text, errors="replace")) <= MOST_BYTES


def test_many_words_are_searched_with_the_telling_ones_first():
    assert telling_first(f"{CHATTER}\n{FAILURE}").startswith(FAILURE)
    assert telling_first("The agent does not answer. AgentNotReachable").startswith("The agent")


def test_lines_that_differ_in_numbers_alone_count_once():
    assert telling_first("\n".join(f"Attempt {number} of a job with words" for number in range(20))) == (
        "Attempt 0 of a job with words"
    )


def test_lines_with_different_codes_are_different_lines():
    text = "\n".join(f"The job failed with error 0x8007000{number}" for number in range(9))
    assert telling_first(text) == text


def test_what_goes_on_for_longer_than_any_word_is_cut():
    assert telling_first(f"code {'x' * 9_000} AgentNotReachable") == f"code {'x' * 64} AgentNotReachable"
