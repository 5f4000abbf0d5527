"""The pages of causes, solutions and guides."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client

from kb.catalog import services
from tests.catalogue import Harbour
from tests.pages.markup import ids, links, texts, tree


def test_a_cause_names_every_error_it_explains(client: Client, harbour: Harbour):
    page = tree(client.get("/en/causes/the-agent-is-stopped/"))
    assert texts(page, "h1") == ["The agent is stopped"]
    assert texts(page, "ul.errors code") == ["AgentNotReachable", "SnapshotTimedOut"]
    assert "Restart the agent" in texts(page, "section.solution")[0]


def test_a_solution_names_the_causes_it_removes_and_the_errors_that_name_it(client: Client, harbour: Harbour):
    page = tree(client.get("/en/solutions/set-the-clock/"))
    assert "/en/causes/the-clock-is-wrong/" in links(page, "ul.plain")
    assert links(page, "ul.errors") == ["/en/errors/the-job-ended-without-a-word/"]


def test_a_guide_has_errors_causes_and_solutions_on_one_page(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/guides/when-a-backup-fails/"))
    found = ids(page)
    for entry in (harbour.unreachable, harbour.timed_out, harbour.stopped, harbour.firewall, harbour.restart):
        assert entry.key in found
    assert {"agent_stopped", "Agent-Stopped-2016", "agent_not_reachable"} <= set(found)
    assert [name for name, count in Counter(found).items() if count > 1] == []
    assert links(page, "ol.jump")[:2] == ["#the-agent-is-stopped", "#a-firewall-blocks-port-4711"]
    assert "#the-agent-is-stopped" in links(page, "div.prose")


def test_every_fragment_on_a_guide_has_a_place(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/guides/when-a-backup-fails/"))
    found = set(ids(page))
    assert [href for href in page.xpath("//main//@href") if href.startswith("#") and href[1:] not in found] == []


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/sv/causes/The-Agent-Is-Stopped/", "/sv/causes/the-agent-is-stopped/"),
        ("/es/causes/agent-stopped-2016/", "/es/causes/the-agent-is-stopped/"),
        ("/en/solutions/restart_the_agent/", "/en/solutions/restart-the-agent/"),
    ],
)
def test_former_names_redirect_permanently(client: Client, harbour: Harbour, path: str, canonical: str):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, canonical)


def test_a_renamed_entry_redirects_from_its_old_key(client: Client, harbour: Harbour):
    services.rename_entry(entry=harbour.guide, key="a-backup-fails")
    response = client.get("/da/guides/when-a-backup-fails/")
    assert (response.status_code, response["Location"]) == (301, "/da/guides/a-backup-fails/")


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/sv/causes/the-agent-is-stopped/", 9),
        ("/sv/solutions/restart-the-agent/", 9),
        ("/sv/guides/when-a-backup-fails/", 11),
        ("/sv/errors/", 3),
        ("/sv/", 8),
    ],
)
def test_each_page_takes_a_fixed_number_of_queries(
    client: Client, harbour: Harbour, django_assert_num_queries, path: str, queries: int
):
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
