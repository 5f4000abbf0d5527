"""The sitemap and robots.txt."""

from __future__ import annotations

from django.test import Client
from lxml import etree

from kb.catalog import services
from tests.catalogue import Harbour
from tests.factories import ErrorFactory

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def locations(client: Client) -> list[str]:
    sitemap = etree.fromstring(client.get("/sitemap.xml").content)
    return sitemap.xpath("//s:loc/text()", namespaces=NAMES)


def test_the_sitemap_has_every_text_in_its_languages_and_no_other(client: Client, harbour: Harbour):
    found = locations(client)
    assert "http://testserver/da/errors/AgentNotReachable/" in found
    assert "http://testserver/sv/guides/when-a-backup-fails/" in found
    assert "http://testserver/sv/causes/the-clock-is-wrong/" not in found
    assert "http://testserver/es/" in found
    assert len(found) == len(set(found))


def test_the_sitemap_names_the_other_languages_of_each_page(client: Client, harbour: Harbour):
    sitemap = etree.fromstring(client.get("/sitemap.xml").content)
    [page] = sitemap.xpath("//s:url[s:loc='http://testserver/sv/errors/SnapshotTimedOut/']", namespaces=NAMES)
    assert page.xpath("x:link/@hreflang", namespaces=NAMES) == ["sv", "en"]


def test_what_cannot_be_read_is_not_in_the_sitemap(client: Client, harbour: Harbour):
    services.withdraw_entry(entry=harbour.clock)
    services.set_lifecycle(error=ErrorFactory(code="OldOne"), lifecycle="renamed", successor=harbour.unreachable)
    found = " ".join(locations(client))
    assert "the-clock-is-wrong" not in found
    assert "OldOne" not in found


def test_every_address_of_the_sitemap_answers(client: Client, harbour: Harbour):
    for address in locations(client):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_robots_names_the_sitemap_and_keeps_crawlers_out_of_the_back_rooms(client: Client, harbour: Harbour):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    body = response.content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in body
    assert "Disallow: /admin/" in body
