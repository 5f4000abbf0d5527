"""What is understood of a query: every rule with real words of each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.languages import CODES
from kb.search.analysis import analyzer
from kb.search.query import (
    BEGINNING,
    CODE,
    CODE_TYPO,
    COMPOUND,
    JOINED,
    SYNONYM,
    TYPO,
    WORD,
    Query,
)  # fmt: skip
from kb.search.words import MAX_WORDS, mark_stop_words, split_words

Ask = Callable[..., Query]


def _origins(query: Query, word: str) -> dict[str, tuple[str, ...]]:
    """Where the alternatives of a word come from, each with the terms of the likeliest one."""
    found: dict[str, tuple[str, ...]] = {}
    for concept in query.concepts:
        if concept.word == word:
            for one in concept.alternatives:
                found.setdefault(one.origin, one.terms)
    return found


def test_a_known_word_is_met_by_its_term(ask: Ask) -> None:
    assert _origins(ask("återställa", "sv"), "återställa")[WORD] == ("aterstall",)


@pytest.mark.parametrize(
    ("language", "torn", "joined"),
    [("sv", "lösen ord", "losenord"), ("da", "adgangs kode", "adgangskod"), ("en", "mail box", "mailbox")],
)
def test_neighbours_are_met_by_the_word_they_make_together(ask: Ask, language: str, torn: str, joined: str) -> None:
    query = ask(torn, language)
    for word in torn.split():
        assert _origins(query, word)[JOINED] == (joined,)


@pytest.mark.parametrize(
    ("language", "joined", "parts"),
    [
        ("en", "billingstatement", ("bill", "statement")),
        ("en", "powerbi", ("power", "bi")),
        ("sv", "kalenderteam", ("kalend", "team")),
        ("da", "kalenderteam", ("kalend", "team")),
        ("es", "calendarioequipo", ("calendari", "equip")),
    ],
)
def test_a_word_is_met_by_its_known_parts(ask: Ask, language: str, joined: str, parts: tuple[str, ...]) -> None:
    assert _origins(ask(joined, language), joined)[COMPOUND] == parts


@pytest.mark.parametrize(
    ("language", "typed", "term"),
    [
        ("sv", "lösenrod", "losenord"),
        ("da", "adgangskdoe", "adgangskod"),
        ("es", "contraseñaa", "contrasen"),
        ("en", "calandar", "calendar"),
        ("en", "settting", "set"),
    ],
)
def test_an_unknown_word_is_met_by_known_ones_one_slip_away(ask: Ask, language: str, typed: str, term: str) -> None:
    assert _origins(ask(typed, language), typed)[TYPO] == (term,)


@pytest.mark.parametrize(
    ("language", "typed", "near", "meant"), [("sv", "borttigen", "bort", "borttag"), ("en", "anewers", "new", "answer")]
)
def test_a_word_near_to_the_term_does_not_hide_what_was_meant(
    ask: Ask, language: str, typed: str, near: str, meant: str
) -> None:
    (concept,) = [one for one in ask(typed, language).concepts if one.word == typed]
    assert {(near,), (meant,)} <= {one.terms for one in concept.alternatives if one.origin == TYPO}


def test_a_known_word_is_not_corrected(ask: Ask) -> None:
    assert TYPO not in _origins(ask("mailbox"), "mailbox")


@pytest.mark.parametrize(
    "text", ["0x80070005", "0X80070005", "0x 8007 0005", "error 0x80070005", "0x8007-0005", "0 x 80070005"]
)
def test_a_code_is_known_however_it_is_written(ask: Ask, text: str) -> None:
    query = ask(text)
    assert query.codes == query.deciding == ("0x80070005",)


@pytest.mark.parametrize(
    "text", ["user error agent not reachable", "usererroragentnotreachable", "agentSilent", "agent silent"]
)
def test_a_code_is_known_when_it_is_torn_or_an_alias(ask: Ask, text: str) -> None:
    assert ask(text).codes in {("usererroragentnotreachable",), ("agentsilent",)}


@pytest.mark.parametrize("text", ["H2O65", "HH2065", "EH2065", "errorH2065", "H02065", "H206S"])
def test_a_mistyped_code_is_met_by_the_nearest_one(ask: Ask, text: str) -> None:
    query = ask(text)
    assert "h2065" in query.nearest_codes
    assert query.codes == ()
    assert any(one.origin == CODE_TYPO for concept in query.concepts for one in concept.alternatives)


@pytest.mark.parametrize("text", ["AgentNotReach", "agentnotreach", "0x8007"])
def test_half_a_code_is_met_by_the_codes_that_hold_it(ask: Ask, text: str) -> None:
    assert ask(text).nearest_codes


def test_a_mistyped_code_in_small_letters_is_known_by_standing_alone(ask: Ask) -> None:
    assert ask("usereroragentnotreachable").nearest_codes == ("usererroragentnotreachable",)


@pytest.mark.parametrize("beside", ["AgentNotReach", "SomeOtherThing", "power-bi"])
def test_a_mistyped_code_is_met_whatever_else_looks_like_a_code(ask: Ask, beside: str) -> None:
    assert "usererroragentnotreachable" in ask(f"{beside} failed: UserErorAgentNotReachable").nearest_codes


def test_a_number_is_no_mistyped_code(ask: Ask) -> None:
    assert ask("calendar 2065").nearest_codes == ()


def test_what_fills_a_placeholder_is_optional_and_decides_nothing(ask: Ask) -> None:
    query = ask("app.cc(19): 'H2066' : undeclared name")
    assert {concept.word: concept.optional for concept in query.concepts} == {
        "h2066": True, "undeclared": False, "name": False,
    }  # fmt: skip
    assert query.deciding == ()


def test_a_quoted_query_is_no_placeholder(ask: Ask) -> None:
    assert not any(concept.optional for concept in ask('"calendar"').concepts)


@pytest.mark.parametrize(
    ("text", "language"),
    [("kalendern fungerar inte", "sv"), ("kalenderen virker ikke", "da"),
     ("problema con el calendario", "es"), ("calendar not working", "en")],
)  # fmt: skip
def test_that_something_is_wrong_matters_less_than_what(text: str, language: str) -> None:
    words = mark_stop_words(split_words(text), analyzer(language))
    assert [word.vague for word in words if not word.stop] in ([False, True], [True, False])


@pytest.mark.parametrize(("text", "language"), [("problem", "sv"), ("error", "es"), ("not working", "en")])
def test_where_nothing_else_is_asked_a_vague_word_is(text: str, language: str) -> None:
    assert not any(word.vague for word in mark_stop_words(split_words(text), analyzer(language)))


@pytest.mark.parametrize(
    ("typed", "language", "met"),
    [("postl", "sv", "postlådan"), ("calen", "en", "calendar"), ("mailb", "en", "mailbox")],
)
def test_a_word_that_is_being_typed_is_met_by_those_that_begin_so(
    ask: Ask, typed: str, language: str, met: str
) -> None:
    alternatives = [one for one in ask(typed, language).concepts[0].alternatives if one.origin != CODE_TYPO]
    assert {one.origin for one in alternatives} == {BEGINNING}
    assert analyzer(language).term(met) in {term for one in alternatives for term in one.terms}


def test_an_unknown_compound_is_met_by_what_begins_as_it_does(ask: Ask) -> None:
    alternatives = ask("kalenderförbindelsen", "sv").concepts[0].alternatives
    assert {one.origin for one in alternatives} == {BEGINNING}


def test_a_word_that_is_known_is_not_met_by_longer_ones(ask: Ask) -> None:
    assert all(one.origin != BEGINNING for one in ask("calendar").concepts[0].alternatives)


def test_stop_words_are_dropped_unless_there_is_nothing_else(ask: Ask) -> None:
    assert [concept.word for concept in ask("när är postlådan full", "sv").concepts] == ["postlådan", "full"]
    assert [concept.word for concept in ask("när en är", "sv").concepts] == ["när", "en", "är"]


@pytest.mark.parametrize(
    ("site", "text", "first"),
    [
        ("sv", "share a calendar with your team", "en"),
        ("sv", "dela kalendern", "sv"),
        ("da", "del en kalender", "da"),
        ("es", "compartir calendario", "es"),
        ("es", "find your billing statement", "en"),
        ("sv", "restablecer la contraseña", "es"),
    ],
)
def test_a_query_is_searched_first_in_the_language_it_is_in(ask: Ask, site: str, text: str, first: str) -> None:
    query = ask(text, site)
    assert query.languages[0] == first
    assert site in query.languages


def test_a_rarer_word_weighs_more(ask: Ask) -> None:
    weights = {concept.word: concept.weight for concept in ask("mailbox vault").concepts}
    assert weights["vault"] > weights["mailbox"] > 0


def test_an_editors_synonym_is_another_way_to_meet_a_word(ask: Ask) -> None:
    synonyms = {"sv": {("blaskarm",): [("klockan",)], ("svart", "rut"): [("klockan", "fel")]}}
    assert _origins(ask("blåskärm", "sv", synonyms=synonyms), "blåskärm")[SYNONYM] == ("klockan",)
    assert _origins(ask("svart ruta", "sv", synonyms=synonyms), "ruta")[SYNONYM] == ("klockan", "fel")


def test_a_synonym_that_no_text_has_changes_nothing(ask: Ask) -> None:
    query = ask("blåskärm", "sv", synonyms={"sv": {("blaskarm",): [("bildskarm",)]}})
    assert query.unknown == ("blåskärm",)


def test_noise_is_named_and_not_searched(ask: Ask) -> None:
    query = ask("Agenten svarar inte VM: prod-web-97 Timestamp: 2024-05-25T20:00:59Z", "sv")
    assert query.message == "Agenten svarar inte"
    assert [removed.kind for removed in query.removed] == ["machine", "timestamp"]


def test_a_known_code_is_met_by_the_code_field(ask: Ask) -> None:
    assert _origins(ask("H2065"), "h2065")[CODE] == ("h2065",)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize(
    "text", ["", " ", "a", "😀", "\x00", "\u202e\u200f", "....", "''", "a\u0300\u0301" * 50, "的文字"]
)
def test_strange_queries_are_understood_as_little_or_nothing(ask: Ask, language: str, text: str) -> None:
    assert len(ask(text, language).concepts) <= 1 or text.startswith("a\u0300")


def test_a_long_paste_is_cut_to_its_first_words(ask: Ask) -> None:
    query = ask(" ".join(f"calendar{number} mailbox" for number in range(3000)))
    assert 0 < len(query.concepts) <= MAX_WORDS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(max_size=400), language=st.sampled_from(CODES))
def test_any_text_is_understood(ask: Ask, text: str, language: str) -> None:
    assert isinstance(ask(text, language), Query)
