from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.test import Client

from kb.catalog import services
from tests.catalogue import Harbour
from tests.factories import CauseFactory, EditionFactory, ErrorFactory, SolutionFactory
from tests.pages.markup import ids, links, text, texts, tree


def test_it_shows_code_message_symptom_causes_and_solutions(client: Client, harbour: Harbour):
    page = tree(client.get("/en/errors/AgentNotReachable/"))
    assert texts(page, "p.plate code") == ["AgentNotReachable"]
    assert texts(page, "h1") == ["The agent does not answer"]
    assert texts(page, "div.lead") == ["No backup starts until it does."]
    assert texts(page, "ol.jump li a") == ["The agent is stopped", "A firewall blocks port 4711", "The clock is wrong"]
    assert links(page, "ol.jump") == ["#the-agent-is-stopped", "#a-firewall-blocks-port-4711", "#the-clock-is-wrong"]
    assert [number[0] for number in texts(page, "h3.cause-title")] == ["1", "2", "3"]
    assert "Restart the agent" in texts(page, "section.solution")[0]
    assert texts(page, "div.also code") == ["SnapshotTimedOut", "SnapshotTimedOut"]


def test_every_cause_keeps_its_key_and_its_former_anchors_as_ids(client: Client, harbour: Harbour):
    found = ids(tree(client.get("/sv/errors/AgentNotReachable/")))
    assert {"the-agent-is-stopped", "agent_stopped", "Agent-Stopped-2016", "agent_not_reachable"} <= set(found)
    assert [name for name, count in Counter(found).items() if count > 1] == []


def test_a_solution_shared_by_two_causes_stands_once_and_is_pointed_to(client: Client, harbour: Harbour):
    page = tree(client.get("/en/errors/AgentNotReachable/"))
    again = page.xpath("//p[contains(@class, 'solution-again')]")
    assert [text(one) for one in again] == ["Solution Restart the agent (described above)"]
    assert again[0].xpath(".//@href") == ["#restart-the-agent"]


def test_links_between_texts_stay_on_the_page_where_they_can(client: Client, harbour: Harbour):
    page = tree(client.get("/en/errors/AgentNotReachable/"))
    firewall = page.get_element_by_id("a-firewall-blocks-port-4711")
    assert "#the-agent-is-stopped" in firewall.xpath(".//div[@class='prose']//@href")


def test_headings_do_not_skip_levels(client: Client, harbour: Harbour):
    page = tree(client.get("/en/errors/AgentNotReachable/"))
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in zip(levels, levels[1:], strict=False))


def test_platforms_are_written_as_their_makers_do(client: Client, db: None):
    ErrorFactory(code="OnMac", causes=[CauseFactory(platforms=["macos", "linux"])])
    page = tree(client.get("/en/errors/OnMac/"))
    assert texts(page, "ol.jump span.tag") == ["Linux", "macOS"]


def test_an_error_with_only_a_remedy_shows_its_steps(client: Client, harbour: Harbour):
    page = tree(client.get("/en/errors/the-job-ended-without-a-word/"))
    assert texts(page, "p.plate") == []
    assert texts(page, "h1") == ["The job ended without a word"]
    assert "Set the clock" in texts(page, "section.solution")[0]
    assert texts(page, "ol.jump") == []


@pytest.mark.parametrize("spelling", ["agentnotreachable", "AGENT_NOT_REACHABLE", "Agent-Not-Reachable"])
def test_other_spellings_lead_to_the_code_as_spelled(client: Client, harbour: Harbour, spelling: str):
    response = client.get(f"/sv/errors/{spelling}/")
    assert response.status_code == 301
    assert response["Location"] == "/sv/errors/AgentNotReachable/"


@pytest.mark.parametrize("alias", ["AgentNotReachableV2", "agentnotreachablev2", "agent_not_reachable"])
def test_former_codes_and_keys_redirect_permanently(client: Client, harbour: Harbour, alias: str):
    response = client.get(f"/da/errors/{alias}/?edition=x")
    assert response.status_code == 301
    assert response["Location"] == "/da/errors/AgentNotReachable/?edition=x"


def test_former_codes_are_named_on_the_page(client: Client, harbour: Harbour):
    page = tree(client.get("/en/errors/AgentNotReachable/"))
    assert "Also known as AgentNotReachableV2" in texts(page, "p.meta")[0]


@pytest.mark.parametrize(("lifecycle", "word"), [("renamed", "now called"), ("merged", "merged")])
def test_a_code_that_became_another_leads_there_and_says_so(
    client: Client, harbour: Harbour, lifecycle: str, word: str
):
    old = ErrorFactory(code="OldAgentError")
    older = ErrorFactory(code="OlderAgentError")
    services.set_lifecycle(error=old, lifecycle=lifecycle, successor=harbour.unreachable)
    services.set_lifecycle(error=older, lifecycle=lifecycle, successor=old)
    response = client.get("/en/errors/OlderAgentError/")
    assert response.status_code == 302
    assert response["Location"] == "/en/errors/AgentNotReachable/?from=OlderAgentError"
    page = tree(client.get(response["Location"]))
    [notice] = texts(page, "p.notice")
    assert "OlderAgentError" in notice
    assert word in notice
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver/en/errors/AgentNotReachable/"]


@pytest.mark.parametrize("claimed", ["SnapshotTimedOut", "AgentNotReachable", "<script>", "NoSuchCode", "\0"])
def test_a_claim_to_come_from_another_code_is_checked(client: Client, harbour: Harbour, claimed: str):
    page = tree(client.get("/en/errors/AgentNotReachable/", {"from": claimed}))
    assert texts(page, "p.notice") == []


def test_a_retired_code_says_so(client: Client, harbour: Harbour):
    services.set_lifecycle(error=harbour.silent, lifecycle="retired")
    [notice] = texts(tree(client.get("/en/errors/the-job-ended-without-a-word/")), "p.notice")
    assert "retired" in notice


def test_an_older_edition_can_be_asked_for(client: Client, db: None):
    first, second = CauseFactory(title="First"), CauseFactory(title="Second")
    error = ErrorFactory(code="Edited")
    old = EditionFactory(name="2016 autumn", date=dt.date(2016, 10, 1))
    services.set_links(owner=error, kind="cause", targets=[first], edition=old)
    services.set_links(owner=error, kind="cause", targets=[second], edition=EditionFactory(date=dt.date(2020, 11, 5)))
    page = tree(client.get("/en/errors/Edited/"))
    assert texts(page, "ol.jump a") == ["Second"]
    assert "/en/errors/Edited/?edition=2016%20autumn" in links(page, "footer.entry-foot")
    page = tree(client.get("/en/errors/Edited/?edition=2016%20autumn"))
    assert texts(page, "ol.jump a") == ["First"]
    assert "1 October 2016" in texts(page, "p.notice")[0]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert client.get("/en/errors/Edited/?edition=1066")["Location"] == "/en/errors/Edited/"


def test_a_long_code_may_break_where_its_words_do_and_copies_whole(client: Client, harbour: Harbour):
    response = client.get("/en/errors/AgentNotReachable/")
    assert "Agent<wbr>Not<wbr>Reachable" in response.content.decode()
    assert tree(response).xpath("//p[contains(@class, 'plate')]/@data-copy") == ["AgentNotReachable"]


def test_text_from_the_catalogue_is_escaped(client: Client, db: None):
    ErrorFactory(code="Odd", texts={"en": ("<img src=x onerror=alert(1)> & more", "<script>alert(1)</script>")})
    body = client.get("/en/errors/Odd/").content.decode()
    for escaped in ("&lt;img src=x onerror=alert", r"\u003cimg src=x onerror=alert"):
        body = body.replace(escaped, "")
    assert "onerror=alert" not in body
    assert "<script>alert" not in body


def test_a_page_takes_a_fixed_number_of_queries(client: Client, harbour: Harbour, django_assert_num_queries):
    with django_assert_num_queries(13):
        client.get("/sv/errors/AgentNotReachable/")
    for _number in range(5):
        cause = CauseFactory(solutions=[SolutionFactory(), SolutionFactory()])
        ErrorFactory(causes=[cause, harbour.stopped])
        services.set_links(owner=harbour.unreachable, kind="cause", targets=[harbour.stopped, harbour.clock, cause])
    with django_assert_num_queries(13):
        client.get("/sv/errors/AgentNotReachable/")
