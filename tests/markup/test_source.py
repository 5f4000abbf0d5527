"""What a text is before it is stored, and what is refused."""

from __future__ import annotations

import unicodedata

import pytest

from kb.markup import MarkupError, check_source, cut, mark, parse, plain_text, render, unresolved
from tests.markup.pages import resolve


def test_every_line_end_becomes_a_line_feed() -> None:
    assert check_source("a\r\nb\rc\u2028d\u0085e\n") == "a\nb\nc\nd\ne\n"


def test_letters_are_composed() -> None:
    assert check_source("a\u030atgärd, an\u0303o") == "åtgärd, año"


@pytest.mark.parametrize(
    "sign", ["\0", "\x07", "\x1b", "\x9d", "\u202e", "\u2066", "\u200f", "\ufeff", "\uffff", "\ud800"]
)
def test_signs_nobody_sees_are_removed(sign: str) -> None:
    assert check_source(f"före{sign}efter\tsist") == "föreefter\tsist"


def test_sentence_marks_of_users_are_removed() -> None:
    assert check_source(mark("x", "Hej.")) == "xHej."


def test_letters_that_join_emoji_stay() -> None:
    assert check_source("👩\u200d💻") == "👩\u200d💻"


def test_a_tower_of_accents_is_cut_and_a_text_in_another_alphabet_is_not() -> None:
    assert len(check_source("a" + "\u0316\u0301" * 400_000)) <= 32
    greek = unicodedata.normalize("NFC", "Η υπηρεσία αντιγράφων ασφαλείας σταμάτησε " * 3)
    assert check_source(greek.replace(" ", "\u00a0\u1680")) == greek.replace(" ", "\u00a0\u1680")


def test_checking_twice_changes_nothing() -> None:
    once = check_source("a\u202e\u030a\r\n\u0344 b")
    assert check_source(once) == once


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("a" * 1_000_001, "too_long", {"limit": 1_000_000, "length": 1_000_001}),
        ("a\n" * 60_000, "too_many_lines", {"limit": 50_000}),
        ("a\n\n" + ">" * 30 + " b", "too_deep", {"limit": 20, "line": 3}),
        ("\n".join("  " * depth + "- a" for depth in range(30)), "too_deep", {"limit": 20, "line": 11}),
    ],
)
def test_a_text_beyond_the_limits_is_refused_with_a_code_and_values(text: str, code: str, params: dict) -> None:
    for read in (
        check_source,
        parse,
        lambda text: cut(text, "sv"),
        lambda text: render(text, language="sv", resolve=resolve),
        lambda text: unresolved(text, resolve),
    ):
        with pytest.raises(MarkupError) as refused:
            read(text)
        assert (refused.value.code, refused.value.params) == (code, params)


def test_a_long_honest_text_is_taken() -> None:
    paragraph = "Kör `az vm start` och läs [mer](cause:agent-silent). **Vänta** sedan.\n\n"
    text = check_source(paragraph * 2_000)
    assert len(cut(text, "sv")) == 2_001
    assert len(parse(text)) == 2_000


def test_running_text_of_markup_alone_is_refused() -> None:
    text = "*a " * 120_000
    assert parse(text)[0].text == text.strip()
    for read in (check_source, plain_text, lambda text: cut(text, "sv"), lambda text: unresolved(text, resolve)):
        with pytest.raises(MarkupError, match="too_dense"):
            read(text)


def test_a_title_is_bounded_too() -> None:
    with pytest.raises(MarkupError):
        plain_text("[" * 100_000)
