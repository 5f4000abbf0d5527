"""From words to terms, in each language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.languages import CODES
from kb.search.analysis import analyzer, fold, joined_hyphens, normalise, without_placeholders, words

SAME_TERM = [
    ("sv", "återställning aterstallning aaterstaellning återställningen återställningar"),
    ("sv", "användare anvandare användaren användarna"),
    ("sv", "köras koras koeras"),
    ("da", "hjælp hjaelp hjalp"),
    ("da", "ændring ændringer aendringer andringer"),
    ("da", "slette slettede"),
    ("da", "internet internettet"),
    ("da", "budget budgettet"),
    ("da", "løsninger losninger loesninger løsning"),
    ("es", "activación activacion activaciones"),
    ("es", "línea líneas linea"),
    ("es", "comando comandos"),
    ("es", "configuración configuraciones configuracion"),
    ("es", "año años ano"),
    ("en", "setting settings"),
    ("en", "user user's users"),
    ("en", "organize organized organizing"),
]


@pytest.mark.parametrize(("language", "forms"), SAME_TERM)
def test_the_forms_of_a_word_are_one_term(language: str, forms: str) -> None:
    assert len({analyzer(language).term(normalise(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("sv", "post", "port"), ("da", "mappe", "mappa"), ("es", "correo", "cuenta"), ("en", "share", "shore")],
)
def test_different_words_are_different_terms(language: str, one: str, other: str) -> None:
    assert analyzer(language).term(one) != analyzer(language).term(other)


def test_doubled_letters_are_folded_in_swedish_and_danish_words_but_not_in_codes() -> None:
    assert analyzer("sv").spelling("gaar") == analyzer("sv").spelling("går")
    assert analyzer("sv").spelling("aadsts50011") == "aadsts50011"
    assert analyzer("en").spelling("aadconnect") == "aadconnect"


@pytest.mark.parametrize(
    ("language", "word"),
    [("sv", "också"), ("sv", "ocksa"), ("da", "når"), ("da", "naar"), ("es", "qué"), ("en", "the")],
)
def test_stop_words_carry_no_subject_however_they_are_spelled(language: str, word: str) -> None:
    assert analyzer(language).is_stop(word)
    assert analyzer(language).content_term(word) == ""


@pytest.mark.parametrize(("language", "word"), [("sv", "fel"), ("da", "fejl"), ("es", "error"), ("en", "off")])
def test_the_subject_of_a_support_article_is_no_stop_word(language: str, word: str) -> None:
    assert analyzer(language).content_term(word)


def test_a_text_with_loose_accents_is_the_same_text() -> None:
    assert words(normalise(unicodedata.normalize("NFD", "Återställ lösenordet"))) == ["återställ", "lösenordet"]


def test_apostrophes_and_invisible_characters_leave_words_whole() -> None:
    assert words(normalise("can’t pass\u00adword\u200b")) == ["cant", "password"]


def test_short_parts_around_a_hyphen_are_joined_as_well() -> None:
    assert joined_hyphens("e-post on-premises användar-konto 30125-4") == ["epost", "onpremises"]


def test_a_word_in_quotes_is_a_placeholder_of_a_message() -> None:
    assert without_placeholders("'x' : undeclared \"y\" in ' Name ' of <type>").split() == [
        ":",
        "undeclared",
        "in",
        "of",
    ]
    assert without_placeholders("the user's 'long quoted text'") == "the user's 'long quoted text'"


def test_tokens_know_where_they_stand() -> None:
    text = "Återställ e-posten!"
    assert [text[token.start : token.end] for token in analyzer("sv").tokens(text)] == ["Återställ", "e", "posten"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        analyzer("de")


@given(st.text(max_size=80), st.sampled_from(CODES))
def test_any_text_becomes_terms(text: str, language: str) -> None:
    for word in words(normalise(text)):
        assert isinstance(analyzer(language).term(word), str)
        assert fold(fold(word)) == fold(word)
