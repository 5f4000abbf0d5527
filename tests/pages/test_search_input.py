"""What is typed, pasted and sent to the search page, of any kind and length."""

from __future__ import annotations

import unicodedata

import pytest
from django.test import Client

from kb.feedback.limits import Limit, Limits
from kb.feedback.models import MissedSearch
from kb.pages.views import search as views
from kb.search.rebuilding import rebuild
from tests.catalogue import Harbour
from tests.pages.markup import links, text, texts, tree

LOG = """2026-03-01 12:00:01 ERROR C:\\logs\\agent.log AgentNotReachable: the agent does not answer
Correlation ID: 1b4e28ba-2fa1-11d2-883f-0016d3cca427
Request ID: 1b4e28ba-2fa1-11d2-883f-0016d3cca428"""
AS_ONE_TYPES = {"HX-Request": "true"}
BROKEN = [
    "",
    "q=",
    "q=%00",
    "q=%20",
    "q=a",
    "q=%F0%9F%92%A5",
    "q=the+of+and",
    "q=och+att+det",
    "q=12%3A00%3A01+1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    "q=%E2%80%AE%E2%80%8Fagent%E2%80%AC",
    "q=%C3%28%FF",
    "q=der+Agent+antwortet+nicht+mehr",
    "q=%D0%B0%D0%B3%D0%B5%D0%BD%D1%82",
    "q=%3Cscript%3Ealert(1)%3C/script%3E",
    "q=agent&kind=nonsense&platform=x&in=fr&product=%00",
    "q=agent&page=0",
    "q=agent&page=99999999999",
    "q=agent&page=-3",
    "q=agent&page=%D9%A3",
    "q=agent&page=%C2%B2",
    "q=" + "x" * 30_000,
    "q=agent+*+%22+(+AND+OR+NOT+~+%5B",
    "q[]=agent&q=clock&q=%0A",
]


@pytest.fixture(autouse=True)
def _indexed(harbour: Harbour) -> None:
    rebuild()


def test_a_form_is_sent_on_to_the_address_of_its_results(client: Client):
    response = client.post("/en/search", {"q": "the clock", "kind": "cause", "page": "3"})
    assert (response.status_code, response["Location"]) == (303, "/en/search?q=the+clock&kind=cause")
    assert not response.cookies


def test_a_code_that_is_sent_leads_straight_to_its_page(client: Client):
    response = client.post("/en/search", {"q": " SnapshotTimedOut "})
    assert (response.status_code, response["Location"]) == (303, "/en/errors/SnapshotTimedOut/?q=SnapshotTimedOut")


def test_what_was_understood_is_shown_in_parts(client: Client):
    page = tree(client.get("/en/search", {"q": LOG}))
    shown = [text(part).removesuffix("×") for part in page.xpath("//*[@class='understood']//li")]
    assert shown == [
        "Code AgentNotReachable",
        "Message “ERROR : the agent does not answer”",
        "Left out 1 time",
        "Left out 1 file path",
        "Left out 2 identifiers",
    ]


def test_every_part_can_be_taken_out(client: Client):
    page = tree(client.get("/en/search", {"q": LOG}))
    code, message, time, path, identifiers = page.xpath("//*[@class='understood']//li")
    asked = {
        name: tree(client.get(part.xpath(".//a/@href")[0])).xpath("//textarea")[0].text_content()
        for name, part in {"code": code, "message": message, "identifiers": identifiers}.items()
    }
    assert "AgentNotReachable" not in asked["code"]
    assert asked["message"].strip() == "AgentNotReachable"
    assert "1b4e28ba" not in asked["identifiers"]
    assert "does not answer" in asked["identifiers"]


def test_plain_words_are_not_taken_apart(client: Client):
    assert texts(tree(client.get("/en/search", {"q": "clock wrong"})), "div.understood") == []


def test_a_long_log_is_shortened_and_the_page_says_so(client: Client):
    log = "12:00:00 service started well and is fine\n" * 4 + "".join(
        f"Line {chr(65 + n % 26) * n}\n" for n in range(150)
    )
    response = client.post("/en/search", {"q": f"{log[:9000]}\n{LOG}"})
    assert response.status_code == 303
    assert len(response["Location"]) < 4_000
    page = tree(client.get(response["Location"]))
    assert links(page, "li.result h2")[0] == "/en/errors/AgentNotReachable/"
    assert any("long text" in notice for notice in texts(page, "p.notice"))


def test_a_code_far_down_in_many_words_is_found(client: Client):
    words = " ".join(f"Step {number} went well in its own way." for number in range(25))
    page = tree(client.get("/en/search", {"q": f"{words} Then AgentNotReachable came."}))
    assert links(page, "li.result h2")[0] == "/en/errors/AgentNotReachable/"


def test_a_megabyte_is_answered_with_a_clear_page(client: Client):
    response = client.post("/sv/search", {"q": "the agent does not answer. " * 40_000}, follow=True)
    assert response.status_code == 200
    assert texts(tree(response), "p.notice")


def test_no_query_breaks_the_page(client: Client):
    for query in BROKEN:
        page = client.get(f"/es/search?{query}")
        assert page.status_code == 200, query
        assert "<script>alert" not in page.content.decode(), query
        assert client.get(f"/es/suggest?{query}").status_code == 200, query
        sent = client.post("/es/search", query, content_type="application/x-www-form-urlencoded", follow=True)
        assert sent.status_code == 200, query


def test_decomposed_letters_are_the_same_letters(client: Client):
    decomposed = unicodedata.normalize("NFD", "brandvägg spärrar")
    page = tree(client.get("/sv/search", {"q": decomposed}))
    assert links(page, "li.result h2")[0] == "/sv/causes/a-firewall-blocks-port-4711/"


def test_as_one_types_the_results_come_alone_with_their_address(client: Client):
    response = client.post("/en/search", {"q": "clock wr", "step": "new"}, headers=AS_ONE_TYPES)
    assert response["HX-Push-Url"] == "/en/search?q=clock+wr"
    body = response.content.decode()
    assert "<html" not in body
    assert "/en/causes/the-clock-is-wrong/" in body
    response = client.post("/en/search", {"q": "clock wrong", "step": ""}, headers=AS_ONE_TYPES)
    assert response["HX-Replace-Url"] == "/en/search?q=clock+wrong"


def test_a_typed_code_keeps_the_address_of_its_results(client: Client):
    """Otherwise whoever goes back from the page of the code would be sent there again."""
    response = client.post("/en/search", {"q": "SnapshotTimedOut"}, headers=AS_ONE_TYPES)
    assert response["HX-Replace-Url"] == "/en/search?q=SnapshotTimedOut&all=1"


def test_searches_while_typing_are_not_counted(client: Client):
    client.post("/en/search", {"q": "zebra cro"}, headers=AS_ONE_TYPES)
    assert not MissedSearch.objects.exists()


def test_a_flood_is_asked_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(views, "SEARCHES", Limits(Limit("few-queries", 2, 60), Limit("all-queries", 100, 60)))
    answers = [client.get("/en/search", {"q": "agent"}) for _number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert texts(tree(answers[-1]), "h1")
    assert client.post("/en/search", {"q": "agent"}).status_code == 429
    assert "<html" not in client.post("/en/search", {"q": "agent"}, headers=AS_ONE_TYPES).content.decode()
    assert client.get("/en/search").status_code == 200
