"""Reading sets no cookie: whoever only reads is not followed, and pages can be kept for all."""

from __future__ import annotations

import pytest
from django.test import Client

from kb.languages import CODES
from tests.catalogue import Harbour

PAGES = [
    "/{lang}/",
    "/{lang}/search?q=agent",
    "/{lang}/suggest?q=ag",
    "/{lang}/errors/",
    "/{lang}/errors/?q=agent",
    "/{lang}/errors.json",
    "/{lang}/errors/AgentNotReachable/",
    "/{lang}/errors/agentnotreachablev2/",
    "/{lang}/errors/NoSuchCode/",
    "/{lang}/causes/the-agent-is-stopped/",
    "/{lang}/causes/agent_stopped/",
    "/{lang}/solutions/restart-the-agent/",
    "/{lang}/guides/when-a-backup-fails/",
    "/{lang}/changes.atom",
    "/{lang}/offline/",
    "/{lang}/feedback/thanks/",
    "/{lang}/no-such-page",
]
ONCE = ["/", "/e/AgentNotReachable", "/qr/AgentNotReachable.svg", "/robots.txt", "/sitemap.xml", "/health/", "/nothing"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", CODES)
def test_no_page_for_readers_sets_a_cookie(client: Client, harbour: Harbour, language: str) -> None:
    for path in [page.format(lang=language) for page in PAGES] + ONCE:
        response = client.get(path)
        assert response.status_code in {200, 301, 302, 404}, path
        assert dict(response.cookies) == {}, path
