"""The permanent address of an error code."""

from __future__ import annotations

import pytest
from django.test import Client

from kb.catalog import services
from tests.catalogue import Harbour


def test_it_leads_to_the_page_in_the_readers_language(client: Client, harbour: Harbour):
    response = client.get("/e/AgentNotReachable", headers={"Accept-Language": "da", "Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response["Location"]) == (302, "/da/errors/AgentNotReachable/")
    assert {"Accept", "Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize("spelling", ["agent_not_reachable", "AGENTNOTREACHABLE", "AgentNotReachableV2"])
def test_any_spelling_and_former_code_will_do(client: Client, harbour: Harbour, spelling: str):
    response = client.get(f"/e/{spelling}", headers={"Accept-Language": "sv"})
    assert response["Location"] == "/sv/errors/AgentNotReachable/"


def test_it_gives_json_to_those_who_ask_for_it(client: Client, harbour: Harbour):
    response = client.get("/e/agentnotreachable", headers={"Accept": "application/json"})
    assert response["Content-Type"] == "application/json"
    assert {"Accept", "Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    entry = response.json()
    assert entry["kind"] == "error"
    assert entry["code"] == "AgentNotReachable"
    assert entry["code_aliases"] == ["AgentNotReachableV2"]
    assert entry["anchors"] == ["agentnotreachable", "agent_not_reachable"]
    assert entry["causes"] == ["the-agent-is-stopped", "a-firewall-blocks-port-4711", "the-clock-is-wrong"]
    assert entry["errors"] == ["snapshottimedout"]
    assert entry["lifecycle"] == "active"
    assert entry["texts"]["es"]["title"] == "El agente no responde"
    assert entry["texts"]["sv"]["date"] == "2026-05-04"


def test_unknown_and_withdrawn_codes_are_answered_as_json_too(client: Client, harbour: Harbour):
    response = client.get("/e/AgentNotReacheable", headers={"Accept": "application/json"})
    assert (response.status_code, response.json()["nearest"]) == (404, ["AgentNotReachable"])
    services.withdraw_entry(entry=harbour.unreachable)
    response = client.get("/e/AgentNotReachable", headers={"Accept": "application/json"})
    assert response.status_code == 410


def test_it_answers_304_when_nothing_changed(client: Client, harbour: Harbour):
    first = client.get("/e/AgentNotReachable", headers={"Accept": "application/json"})
    again = client.get("/e/AgentNotReachable", headers={"Accept": "application/json", "If-None-Match": first["ETag"]})
    assert again.status_code == 304
