"""From a query to results in their order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.search.documents import Results
from kb.search.engines.base import Snapshot
from kb.search.searching import Filters, search
from kb.search.understand import understand

Find = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("sv", "återställa lösenord", "reset-your-password"),
        ("sv", "aterstalla losenord", "reset-your-password"),
        ("sv", "aaterstaella loesenord", "reset-your-password"),
        ("sv", "glömt lösen ordet", "reset-your-password"),
        ("sv", "fakturerings utdrag", "invoices"),
        ("sv", "postlåda full", "when-a-mailbox-is-full"),
        ("sv", "kalendrar dela", "share-the-calendar"),
        ("da", "nulstille adgangskoden", "reset-your-password"),
        ("da", "adgangs koder", "reset-your-password"),
        ("da", "fuld postkasse", "when-a-mailbox-is-full"),
        ("da", "ojebliksbilledet mislykkes", "the-clock-is-wrong"),
        ("es", "restablecer contrasena", "reset-your-password"),
        ("es", "buzones llenos", "when-a-mailbox-is-full"),
        ("es", "instantaneas fallan", "the-clock-is-wrong"),
        ("en", "resetting passwords", "reset-your-password"),
        ("en", "shareing calandar", "share-the-calendar"),
        ("en", "powerbi access", "power-bi"),
        ("en", "mail box full", "when-a-mailbox-is-full"),
    ],
)
def test_the_first_hit_is_the_answer(find: Find, language: str, text: str, key: str) -> None:
    assert find(text, language)[0] == key


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("sv", "0x80070005", "access-denied"),
        ("sv", "error 0x 8007 0005", "access-denied"),
        ("da", "usererror agent not reachable", "agent-not-reachable"),
        ("es", "H2O66", "stray-character"),
        ("en", "restore mailbox", "delete-a-mailbox"),
        ("en", "errorh2065", "undeclared-name"),
        ("sv", "AgentNotReach", "agent-not-reachable"),
        ("en", "compiler messages H2065 to H2066", "compiler-messages"),
        ("en", "compiler messages H2065", "undeclared-name"),
    ],
)
def test_a_code_leads_to_its_error(find: Find, language: str, text: str, key: str) -> None:
    assert find(text, language)[0] == key


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "Your message could not be delivered because the mailbox is full"),
        ("sv", "Meddelandet kunde inte levereras eftersom postlådan är full"),
        ("da", "Meddelelsen kunne ikke leveres, fordi postkassen er fuld"),
        ("es", "No se pudo entregar el mensaje porque el buzón está lleno"),
    ],
)
def test_a_pasted_message_is_found_through_its_noise(find: Find, language: str, message: str) -> None:
    noise = "Timestamp: 2024-05-25T20:00:59Z VM: prod-web-97 Correlation ID: 37f306a9-51e9-8859-4f3a-7951f256901c"
    assert find(f"anna@harbour.example {message} {noise}", language)[0] == "when-a-mailbox-is-full"


def test_a_message_is_found_whatever_filled_its_placeholder(find: Find) -> None:
    assert find("src/app.cc(19): 'calendar' : undeclared name")[0] == "undeclared-name"


@pytest.mark.parametrize(("text", "key"), [("lås", "a-lock-is-set"), ("läs", "compiler-messages")])
def test_words_that_differ_in_their_own_letters_alone_are_told_apart(find: Find, text: str, key: str) -> None:
    assert find(text, "sv")[0] == key


def test_who_leaves_the_dots_out_means_either(find: Find) -> None:
    assert set(find("las", "sv")[:2]) == {"a-lock-is-set", "compiler-messages"}


def test_an_english_query_finds_the_swedish_page(find: Find) -> None:
    assert find("find your billing statement", "sv")[0] == "invoices"


def _hits(snapshot: Snapshot, text: str, language: str, **more: object) -> Results:
    return search(understand(text, language, snapshot), snapshot, **more)  # type: ignore[arg-type]


def test_what_exists_only_in_another_language_is_found_and_labelled(snapshot: Snapshot) -> None:
    hit = _hits(snapshot, "fjernskrivebord hjemmefra", "sv").hits[0]
    assert (hit.key, hit.language) == ("only-in-danish", "da")


def test_the_readers_own_language_comes_first(snapshot: Snapshot) -> None:
    hits = _hits(snapshot, "undeclared name compiler program character", "es").hits
    assert [hit.language for hit in hits] == sorted([hit.language for hit in hits], key=lambda code: code != "es")
    assert hits[0].key == "undeclared-name"


def test_an_entry_is_found_once(snapshot: Snapshot) -> None:
    keys = [hit.key for hit in _hits(snapshot, "agent agenten agente backup", "sv").hits]
    assert len(keys) == len(set(keys))


def test_covering_the_whole_query_beats_a_frequent_word(find: Find) -> None:
    assert find("deleted mailbox thirty days")[0] == "delete-a-mailbox"


def test_filters_narrow_and_facets_count(snapshot: Snapshot) -> None:
    text = "mailbox agent calendar clock"
    everything = _hits(snapshot, text, "en", count_facets=True)
    errors = _hits(snapshot, text, "en", count_facets=True, filters=Filters({"kind": ("error",)}))
    assert {hit.kind for hit in errors.hits} == {"error"}
    assert errors.total == everything.facets["kind:error"]
    assert errors.facets["kind:guide"] == everything.facets["kind:guide"]


def test_an_entry_without_a_platform_is_for_every_platform(snapshot: Snapshot) -> None:
    hits = _hits(snapshot, "agent clock mailbox", "en", filters=Filters({"platform": ("windows",)})).hits
    keys = {hit.key for hit in hits}
    assert "agent-not-reachable" in keys
    assert "the-clock-is-wrong" not in keys
    assert "when-a-mailbox-is-full" in keys


def test_pages_of_results_follow_one_another(snapshot: Snapshot) -> None:
    whole = _hits(snapshot, "mailbox calendar password agent clock", "en", limit=8)
    first = _hits(snapshot, "mailbox calendar password agent clock", "en", limit=3)
    second = _hits(snapshot, "mailbox calendar password agent clock", "en", limit=3, offset=3)
    assert [hit.key for hit in first.hits + second.hits] == [hit.key for hit in whole.hits[:6]]
    assert first.total == second.total == whole.total


@pytest.mark.parametrize("text", ["", "   ", "zzzzqqqq", "😀😀", "\x00\x00", "的文字"])
def test_a_query_without_an_answer_has_no_results(snapshot: Snapshot, text: str) -> None:
    assert _hits(snapshot, text, "sv") == Results((), 0, {})
