"""The search page: results, filters, to the page of a code and back, what is said when little or nothing is found."""

from __future__ import annotations

import pytest
from django.test import Client

from kb.feedback.models import MissedSearch
from kb.pages.views import search as views
from kb.search import services
from kb.search.engines.base import IndexUnavailable
from kb.search.rebuilding import rebuild
from tests.catalogue import Harbour
from tests.pages.markup import links, texts, tree


@pytest.fixture
def indexed(harbour: Harbour) -> Harbour:
    """The small catalogue, with an index of it."""
    rebuild()
    return harbour


@pytest.fixture
def broken_index(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> Harbour:
    """The small catalogue, with an index that cannot be read."""

    def broken() -> None:
        raise IndexUnavailable("no index")

    monkeypatch.setattr(services, "get_engine", broken)
    monkeypatch.setattr(services, "heal", lambda: None)
    return harbour


def test_a_symptom_finds_the_pages_in_the_readers_language(client: Client, indexed: Harbour):
    page = tree(client.get("/sv/search", {"q": "brandvägg spärrar"}))
    assert links(page, "li.result h2")[0] == "/sv/causes/a-firewall-blocks-port-4711/"
    assert "brandvägg" in " ".join(texts(page, "li.result mark")).lower()
    assert page.xpath("//textarea[@name='q']")[0].text_content().strip() == "brandvägg spärrar"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_cause_names_the_errors_it_explains(client: Client, indexed: Harbour):
    page = tree(client.get("/sv/search", {"q": "brandvägg spärrar"}))
    assert texts(page, "li.result ul.chips code") == ["AgentNotReachable"]


def test_what_exists_only_elsewhere_is_labelled(client: Client, indexed: Harbour):
    page = tree(client.get("/da/search", {"q": "clock is wrong"}))
    (clock,) = page.xpath("//li[@class='result'][.//a[@href='/da/causes/the-clock-is-wrong/']]")
    assert "engelsk" in clock.text_content()
    assert clock.xpath(".//h2//span/@lang") == ["en"]


def test_a_code_alone_leads_straight_to_its_page_with_a_way_back(client: Client, indexed: Harbour):
    response = client.get("/sv/search", {"q": "agent_not_reachable"})
    assert (response.status_code, response["Location"]) == (302, "/sv/errors/AgentNotReachable/?q=agent_not_reachable")
    page = tree(client.get(response["Location"]))
    (back,) = links(page, "p.searched")
    assert links(tree(client.get(back)), "li.result h2")[0] == "/sv/errors/AgentNotReachable/"


def test_a_code_among_other_words_is_no_page_but_a_search(client: Client, indexed: Harbour):
    page = tree(client.get("/sv/search", {"q": "AgentNotReachable idag"}))
    assert links(page, "li.result h2")[0] == "/sv/errors/AgentNotReachable/"


def test_results_can_be_narrowed_and_widened_again(client: Client, indexed: Harbour):
    page = tree(client.get("/en/search", {"q": "agent"}))
    (narrower,) = [href for href in links(page, "section.facet") if "kind=cause" in href]
    page = tree(client.get(narrower))
    found = links(page, "li.result h2")
    assert found
    assert all(href.startswith("/en/causes/") for href in found)
    assert page.xpath("//section[@class='facet']//a[@aria-current]/@href") == ["/en/search?q=agent"]
    assert page.xpath("//input[@name='kind']/@value") == ["cause"]


def test_filters_that_leave_nothing_can_be_given_up(client: Client, indexed: Harbour):
    page = tree(client.get("/en/search", {"q": "clock", "kind": "guide"}))
    assert links(page, "div.empty") == ["/en/search?q=clock"]
    assert not MissedSearch.objects.exists()


def test_results_are_turned_by_pages(client: Client, indexed: Harbour, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    monkeypatch.setattr("kb.pages.asked.ON_A_PAGE", 2)
    seen: list[str] = []
    address = "/en/search?q=agent"
    while address:
        page = tree(client.get(address))
        seen += links(page, "li.result h2")
        address = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert len(seen) == len(set(seen)) > 4
    assert "results" not in texts(tree(client.get("/en/search?q=agent&page=49")), "div.empty")


def test_without_an_index_codes_and_titles_are_still_found(client: Client, broken_index: Harbour):
    page = tree(client.get("/en/search", {"q": "snapshot took too long"}))
    assert "/en/errors/SnapshotTimedOut/" in links(page, "li.result h2")
    assert any("index" in notice for notice in texts(page, "p.notice"))
    assert client.get("/en/search", {"q": "SnapshotTimedOut"}).status_code == 302


def test_a_search_that_found_nothing_is_counted_and_leads_on(client: Client, indexed: Harbour):
    page = tree(client.get("/en/search", {"q": "zebra crossing"}))
    assert texts(page, "li.result") == []
    assert {"/en/errors/", "/en/guides/when-a-backup-fails/"} <= set(links(page, "div.perhaps"))
    assert MissedSearch.objects.get().text == "zebra crossing"
    assert not page.xpath("//@data-feedback-search")


def test_a_search_that_found_something_can_be_told_to_be_unopened(client: Client, indexed: Harbour):
    page = tree(client.get("/en/search", {"q": "clock"}))
    assert page.xpath("//@data-feedback-search") == ["/en/feedback/search/"]
    assert page.xpath("//@data-query") == ["clock"]
    assert not MissedSearch.objects.exists()


def test_an_empty_search_leads_on_and_is_not_counted(client: Client, indexed: Harbour):
    for path in ("/sv/search", "/sv/search?q=", "/sv/search?q=+%00"):
        page = tree(client.get(path))
        assert "/sv/guides/when-a-backup-fails/" in links(page, "div.perhaps")
    assert not MissedSearch.objects.exists()


def test_a_mistyped_word_is_spelled_right(client: Client, indexed: Harbour):
    page = tree(client.get("/en/search", {"q": "the snapshto took too long"}))
    assert links(page, "p.did-you-mean") == ["/en/search?q=the+snapshot+took+too+long"]


def test_a_mistyped_code_names_the_right_one_and_its_causes(client: Client, indexed: Harbour):
    page = tree(client.get("/en/search", {"q": "AgentNotReacheble"}))
    assert "/en/errors/AgentNotReachable/" in [*links(page, "div.also"), *links(page, "li.result h2")]
    assert "/en/causes/the-agent-is-stopped/" in links(page, "section.perhaps")


def test_the_page_takes_a_fixed_number_of_queries(
    client: Client, indexed: Harbour, queries_of_the_engine: int, django_assert_max_num_queries
):
    client.get("/en/search", {"q": "agent"})
    with django_assert_max_num_queries(14 + queries_of_the_engine):
        client.get("/en/search", {"q": "agent"})


def test_results_are_validated_and_not_sent_twice(client: Client, indexed: Harbour):
    first = client.get("/en/search", {"q": "agent"})
    again = client.get("/en/search", {"q": "agent"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not first.cookies
