"""Suggestions as one types, and what browsers are told of the search."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import etree

from kb.feedback.limits import Limit, Limits
from kb.pages.views import suggest as views
from kb.search import suggestions
from tests.catalogue import Harbour
from tests.pages.markup import tree


@pytest.fixture(autouse=True)
def _read_anew(harbour: Harbour) -> None:
    suggestions.forget()


def test_codes_are_suggested_by_any_part(client: Client):
    response = client.get("/sv/suggest", {"q": "NotReach"})
    typed, texts, kinds, addresses = response.json()
    assert (typed, texts[0]) == ("NotReach", "AgentNotReachable")
    assert addresses[0] == "http://testserver/sv/errors/AgentNotReachable/"
    assert len(texts) == len(kinds) == len(addresses)
    assert not response.cookies


def test_titles_are_suggested_in_the_readers_language(client: Client):
    _typed, texts, _kinds, addresses = client.get("/sv/suggest", {"q": "brandv"}).json()
    assert texts == ["En brandvägg spärrar port 4711"]
    assert addresses == ["http://testserver/sv/causes/a-firewall-blocks-port-4711/"]


def test_nothing_typed_suggests_nothing(client: Client):
    assert client.get("/sv/suggest").json() == ["", [], [], []]


def test_a_flood_of_suggestions_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "SUGGESTIONS", Limits(Limit("few", 1, 60), Limit("few-of-all", 9, 60)))
    answers = [client.get("/sv/suggest", {"q": "agent"}) for _number in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].json() == ["agent", [], [], []]


@pytest.mark.parametrize("language", ["sv", "es", "da", "en"])
def test_a_browser_can_add_the_site_to_its_search_engines(client: Client, language: str):
    (address,) = tree(client.get(f"/{language}/")).xpath("//link[@rel='search']/@href")
    response = client.get(address)
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    description = etree.fromstring(response.content)
    templates = {one.get("rel", ""): one.get("template") for one in description.iterfind("{*}Url")}
    assert templates == {
        "": f"http://testserver/{language}/search?q={{searchTerms}}",
        "suggestions": f"http://testserver/{language}/suggest?q={{searchTerms}}",
        "self": f"http://testserver/{language}/opensearch.xml",
    }
    assert description.findtext("{*}Language") == language
    assert len(description.findtext("{*}Description")) <= 1024
    assert len(description.findtext("{*}ShortName")) <= 16
