"""Which language a reader gets, and what is said where it is another than the one asked for."""

from __future__ import annotations

import pytest
from django.test import Client

from kb.catalog import services
from kb.catalog.selectors import shelve
from kb.pages.trust import trust_marks, warnings
from tests.catalogue import Harbour
from tests.factories import CauseFactory
from tests.pages.markup import links, texts, tree


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("sv-SE,sv;q=0.9,en;q=0.5", "/sv/"),
        ("es-MX", "/es/"),
        ("fr,da;q=0.4", "/da/"),
        ("fr", "/en/"),
        ("*", "/en/"),
        ("", "/en/"),
        ("x" * 5000, "/en/"),
    ],
)
def test_the_root_asks_the_browser_once(client: Client, db: None, accepted: str, home: str):
    response = client.get("/", headers={"Accept-Language": accepted})
    assert (response.status_code, response["Location"]) == (302, home)
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert not response.cookies


def test_a_chosen_language_stands_above_the_browsers(client: Client, db: None):
    client.cookies["language"] = "da"
    assert client.get("/", headers={"Accept-Language": "sv"})["Location"] == "/da/"


def test_pages_follow_the_address_and_not_the_browser(client: Client, harbour: Harbour):
    client.cookies["language"] = "da"
    response = client.get("/sv/errors/AgentNotReachable/", headers={"Accept-Language": "es"})
    assert tree(response).get("lang") == "sv"
    assert "Accept-Language" not in response["Vary"]


def test_an_address_without_a_language_leads_to_the_readers(client: Client, harbour: Harbour):
    response = client.get("/errors/AgentNotReachable/", headers={"Accept-Language": "sv"})
    assert (response.status_code, response["Location"]) == (302, "/sv/errors/AgentNotReachable/")


@pytest.mark.parametrize("path", ["/sv-SE/errors/AgentNotReachable/", "/SV/errors/AgentNotReachable/"])
def test_a_region_or_capitals_lead_to_the_language(client: Client, harbour: Harbour, path: str):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, "/sv/errors/AgentNotReachable/")


def test_a_language_orsak_does_not_have_is_named_with_ways_on(client: Client, harbour: Harbour):
    response = client.get("/fr/errors/AgentNotReachable/", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    page = tree(response)
    assert "French" in texts(page, "h1")[0]
    assert links(page, "ul.plain") == [f"/{code}/errors/AgentNotReachable/" for code in ("sv", "es", "da", "en")]


def test_the_switch_leads_to_the_same_page(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/errors/AgentNotReachable/?edition="))
    assert links(page, "nav.languages") == [
        f"/{code}/errors/AgentNotReachable/?edition=" for code in ("sv", "es", "da", "en")
    ]
    assert page.xpath("//nav[@class='languages']//a[@aria-current]/@lang") == ["sv"]
    assert texts(page, "nav.languages a") == ["Svenska", "Español", "Dansk", "English"]


def test_a_text_in_another_language_is_announced_and_marked(client: Client, harbour: Harbour):
    page = tree(client.get("/es/errors/SnapshotTimedOut/"))
    assert "inglés" in texts(page, "p.notice")[0]
    assert page.xpath("//h1/@lang") == ["en"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver/en/errors/SnapshotTimedOut/"]


def test_only_the_parts_in_another_language_are_marked(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/errors/AgentNotReachable/"))
    assert page.xpath("//h1/@lang") == []
    clock = page.get_element_by_id("the-clock-is-wrong")
    assert "en" in clock.xpath("./div[@class='prose']/@lang")
    assert "engelska" in texts(page, "li.mark-fallback")[0]


def test_alternates_name_only_languages_there_are(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/errors/SnapshotTimedOut/"))
    alternates = page.xpath("//link[@hreflang]")
    assert [(one.get("hreflang"), one.get("href")) for one in alternates] == [
        ("sv", "http://testserver/sv/errors/SnapshotTimedOut/"),
        ("en", "http://testserver/en/errors/SnapshotTimedOut/"),
        ("x-default", "http://testserver/e/SnapshotTimedOut"),
    ]


def test_dates_are_written_in_the_readers_language(client: Client, harbour: Harbour):
    for code, date in (("sv", "4 maj 2026"), ("es", "4 de mayo de 2026"), ("da", "4. maj 2026"), ("en", "4 May 2026")):
        page = tree(client.get(f"/{code}/causes/the-agent-is-stopped/"))
        assert texts(page, "p.meta time") == [date]


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"origin": "human", "state": "reviewed"}, []),
        ({"origin": "mt", "state": "translated"}, ["machine"]),
        ({"origin": "mt", "state": "reviewed"}, []),
        ({"origin": "human", "state": "translated", "outdated": True}, ["outdated"]),
        ({"origin": "import", "state": "translated", "newer_than_source": True}, ["newer"]),
    ],
)
def test_a_text_says_how_far_it_can_be_trusted(db: None, fields: dict, kinds: list[str]):
    cause = CauseFactory()
    services.publish_text(entry=cause, language="sv", title="Orsak", body="Text.", **fields)
    shown = shelve("sv", full=[cause])[cause.pk]
    assert [mark.kind for mark in warnings(shown)] == kinds
    assert trust_marks(shown)
