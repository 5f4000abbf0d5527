"""Searching the catalogue as the site does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from kb.catalog import services as catalog
from kb.search import rebuilding, services, suggestions, synonyms
from kb.search.models import Synonym
from kb.search.page import SearchPage
from kb.search.snippets import plain
from tests.catalogue import Harbour


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA_DIR = tmp_path
    suggestions.forget()
    synonyms.forget()


@pytest.fixture
def indexed(harbour: Harbour) -> Harbour:
    """The small catalogue, indexed."""
    rebuilding.rebuild()
    return harbour


def _keys(page: SearchPage) -> list[str]:
    return [found.key for found in page.results]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("sv", "agenten svarar inte", "agentnotreachable"),
        ("es", "el agente no responde", "agentnotreachable"),
        ("da", "agenten svarer ikke", "agentnotreachable"),
        ("en", "agent does not anwser", "agentnotreachable"),
        ("sv", "AgentNotReachableV2", "agentnotreachable"),
        ("sv", "starta om agenten", "restart-the-agent"),
        ("en", "port 4711 firewall", "a-firewall-blocks-port-4711"),
    ],
)
def test_the_first_result_is_the_answer(indexed: Harbour, language: str, text: str, key: str) -> None:
    page = services.search(text, language=language)
    assert page.results[0].key == key
    assert page.degraded == ""


def test_a_result_has_what_a_page_shows(indexed: Harbour) -> None:
    found = services.search("agenten svarar inte", language="sv").results[0]
    assert (found.rank, found.kind, found.code, found.language) == (1, "error", "AgentNotReachable", "sv")
    assert plain(found.title) == "Agenten svarar inte"
    assert [part.text for part in found.title if part.marked] == ["Agenten", "svarar"]
    assert plain(found.snippet) == "Ingen säkerhetskopiering startar."
    assert found.url == "/sv/errors/AgentNotReachable/"
    assert found.product == indexed.product.name
    assert found.languages == ("da", "en", "es", "sv")
    assert not found.is_fallback


def test_a_cause_names_the_errors_it_explains(indexed: Harbour) -> None:
    cause = next(found for found in services.search("clock is wrong", language="en").results if found.kind == "cause")
    assert [(one.code, one.label) for one in cause.explains] == [
        ("AgentNotReachable", "The agent does not answer"),
        ("SnapshotTimedOut", "The snapshot took too long"),
    ]


def test_what_exists_only_elsewhere_comes_after_and_says_so(indexed: Harbour) -> None:
    page = services.search("the clock is wrong", language="sv")
    assert {found.is_fallback for found in page.results if found.key == "the-clock-is-wrong"} == {True}
    assert page.results[0].url.startswith("/sv/")


def test_a_hit_inside_a_long_text_leads_to_its_section(indexed: Harbour) -> None:
    catalog.publish_text(
        entry=indexed.guide,
        language="en",
        title="When a backup fails",
        body="## First aid {#first-aid}\n\nBreathe.\n\n## Lanterns {#lanterns}\n\nLight the green lantern at once.\n",
    )
    rebuilding.rebuild()
    found = services.search("green lantern", language="en").results[0]
    assert found.section == "lanterns"
    assert found.url == "/en/guides/when-a-backup-fails/#lanterns"


def test_filters_narrow_and_choices_count(indexed: Harbour) -> None:
    page = services.search("agent", language="en", kind="solution")
    assert {found.kind for found in page.results} == {"solution"}
    kinds = {choice.value: (choice.count, choice.chosen) for choice in page.choices["kind"]}
    assert kinds["solution"] == (page.total, True)
    assert kinds["error"][1] is False
    windows = services.search("agent", language="en", platform="windows")
    assert "open-port-4711" not in _keys(windows)


def test_pages_of_results(indexed: Harbour) -> None:
    first = services.search("agent", language="en", limit=2)
    second = services.search("agent", language="en", limit=2, offset=2)
    assert first.next_offset == 2
    assert not set(_keys(first)) & set(_keys(second))
    assert [found.rank for found in second.results] == [3, 4]


def test_a_search_takes_the_same_number_of_queries_however_many_results(
    indexed: Harbour, queries_of_the_engine: int, django_assert_max_num_queries: Callable
) -> None:
    services.search("agent", language="en")
    with django_assert_max_num_queries(9 + queries_of_the_engine):
        assert len(services.search("agent clock port snapshot job", language="en", limit=20).results) > 8


def test_a_mistyped_word_is_corrected_in_a_suggestion(indexed: Harbour) -> None:
    assert services.search("agnet does not answer", language="en").did_you_mean == "agent does not answer"
    assert services.search("agent does not answer", language="en").did_you_mean == ""


def test_an_unknown_code_offers_the_nearest(indexed: Harbour) -> None:
    page = services.search("AgentNotReachible", language="en")
    assert "agentnotreachable" in [*_keys(page), *(one.key for one in page.nearest)]
    nothing = services.search("SnapshotTimdOuut", language="sv")
    assert [one.code for one in nothing.nearest] == ["SnapshotTimedOut"]


def test_what_was_understood_is_shown_as_parts_to_remove(indexed: Harbour) -> None:
    page = services.search("AgentNotReachable VM: prod-web-97 Timestamp: 2024-05-25T20:00:59Z", language="en")
    assert [(chip.kind, chip.text) for chip in page.chips] == [
        ("code", "AgentNotReachable"),
        ("machine", "VM: prod-web-97"),
        ("timestamp", "Timestamp: 2024-05-25T20:00:59Z"),
    ]
    assert page.chips[1].without == "AgentNotReachable Timestamp: 2024-05-25T20:00:59Z"


@pytest.mark.parametrize(
    "text", ["AgentNotReachable", " agentnotreachable ", "Agent-Not_Reachable", "AgentNotReachableV2"]
)
def test_a_code_and_nothing_else_has_its_own_address(indexed: Harbour, text: str) -> None:
    assert services.exact_path(text, "da") == "/da/errors/AgentNotReachable/"


@pytest.mark.parametrize("text", ["", "agent", "AgentNotReachable now", "x" * 500, "\x00"])
def test_other_texts_have_no_address_of_their_own(indexed: Harbour, text: str) -> None:
    assert services.exact_path(text, "da") == ""


def test_a_withdrawn_entry_is_not_found(indexed: Harbour) -> None:
    indexed.silent.withdrawn = True
    indexed.silent.save()
    assert "the-job-ended-without-a-word" not in _keys(services.search("job ended without a word", language="en"))
    rebuilding.rebuild()
    assert "the-job-ended-without-a-word" not in _keys(services.search("job ended without a word", language="en"))


def test_a_synonym_of_an_editor_finds_our_word(indexed: Harbour) -> None:
    assert "agentnotreachable" not in _keys(services.search("kranföraren", language="sv"))
    Synonym.objects.create(language="sv", readers_word="Kranföraren", our_word="agent")
    synonyms.forget()
    assert "agentnotreachable" in _keys(services.search("kranföraren svarar", language="sv"))


def test_suggestions_have_addresses(indexed: Harbour) -> None:
    assert [(one.text, url) for one, url in services.suggest("notreach", language="sv")] == [
        ("AgentNotReachable", "/sv/errors/AgentNotReachable/"),
        ("AgentNotReachableV2", "/sv/errors/AgentNotReachable/"),
    ]
    assert services.suggest("ogonblicks", language="sv")[0][0].text == "Ögonblicksbilden tog för lång tid"


def test_without_an_index_the_database_answers_and_says_so(harbour: Harbour) -> None:
    page = services.search("AgentNotReachable", language="sv")
    assert page.degraded
    assert page.results[0].key == "agentnotreachable"
    assert services.search("brandvägg spärrar", language="sv").results[0].key == "a-firewall-blocks-port-4711"
    assert services.search("zebra", language="sv").is_empty
    assert services.search("", language="sv").is_empty


def test_a_missing_index_is_rebuilt_in_the_background_once(
    harbour: Harbour, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    settings.SEARCH_HEALS = True
    settings.TASKS_BACKEND = "database"
    monkeypatch.setattr("kb.search.tasks.rebuild_index", type("Task", (), {"enqueue": lambda: asked.append(1)}))
    cache.clear()
    for _ in range(3):
        services.search("agent", language="en")
    assert asked == [1]


def test_rebuilding_what_is_unusable_makes_it_usable(harbour: Harbour) -> None:
    assert rebuilding.rebuild_if_unusable()
    assert not rebuilding.rebuild_if_unusable()
    assert services.search("agent", language="en").degraded == ""


def test_a_language_that_orsak_does_not_have_is_refused(indexed: Harbour) -> None:
    with pytest.raises(ValueError, match="no language"):
        services.search("agent", language="de")
