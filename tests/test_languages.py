"""The four languages, and their alphabets against PostgreSQL's ICU collations."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.languages import CODES, LANGUAGES, from_locale, get_language

NAMES = (
    """Zebra zebra Ärende Åtkomst Åäö Östersund Ørsted Æble æble Aabenraa Aarhus Andersen Año Ano Anp Ñandú Nube
Über Yttre resume résumé Resume co-op coop a_b a-b a.b a:b (vm) vm 1 10 2 é e f""".split()
    + ["co op", "VM 2", "VM 10", ""]
)


@pytest.fixture(scope="module")
def postgres() -> Iterator[psycopg.Connection]:
    url = os.environ.get("ORSAK_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
    try:
        connection = psycopg.connect(url, connect_timeout=3)
    except psycopg.OperationalError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL answers at {url}")
    with connection:
        yield connection


def _by_icu(postgres: psycopg.Connection, code: str, names: list[str]) -> list[str]:
    query = f'SELECT name FROM unnest(%s::text[]) AS name ORDER BY name COLLATE "{code}-x-icu"'
    return [row[0] for row in postgres.execute(query, [names])]


@pytest.mark.postgres
@pytest.mark.parametrize("code", CODES)
def test_names_sort_as_icu_sorts_them(postgres: psycopg.Connection, code: str) -> None:
    assert sorted(NAMES, key=get_language(code).sort_key) == _by_icu(postgres, code, NAMES)


# In Danish ICU reads an a followed by an accented a as aa as well; no word is written so.
_LETTERS = {"sv": "abyåäöéüÅÄÖæø", "da": "bdyzæøåÆØÅéüöä", "es": "añnoéüÑzö", "en": "aåäöæøéz"}


@pytest.mark.postgres
@pytest.mark.parametrize("code", CODES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_two_names_stand_in_icus_order(postgres: psycopg.Connection, code: str, data: st.DataObject) -> None:
    name = st.text(alphabet=_LETTERS[code] + "xX 01-_.", max_size=5)
    pair = data.draw(st.lists(name, min_size=2, max_size=2, unique=True))
    assert sorted(pair, key=get_language(code).sort_key) == _by_icu(postgres, code, pair)


@pytest.mark.parametrize(
    ("code", "ordered"),
    [
        ("sv", ["a", "z", "å", "ä", "ö"]),
        ("da", ["b", "z", "æ", "ø", "å", "aa"]),
        ("es", ["n", "ñ", "o"]),
        ("en", ["a", "å", "b", "o", "ö", "p"]),
    ],
)
def test_each_alphabet_has_its_own_order(code: str, ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=get_language(code).sort_key) == ordered


@given(st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_every_text_has_a_place(language, text: str) -> None:
    assert language.sort_key(text) == language.sort_key(text)


def test_languages_are_named_in_themselves_and_in_each_other() -> None:
    assert [language.autonym for language in LANGUAGES] == ["Svenska", "Español", "Dansk", "English"]
    assert get_language("sv").name_in("es") == "sueco"
    assert get_language("es").name_in("sv") == "spanska"


@pytest.mark.parametrize(("tag", "code"), [("sv-SE", "sv"), ("es_ES", "es"), ("DA", "da"), ("en-GB", "en")])
def test_a_locale_names_a_language(tag: str, code: str) -> None:
    assert from_locale(tag) == get_language(code)


@pytest.mark.parametrize("tag", ["fi", "", "x", "svenska", "–"])
def test_a_language_that_is_not_there_is_none(tag: str) -> None:
    assert from_locale(tag) is None
