"""Every link on every page of the site leads somewhere, in every language, down to the place on the page."""

from __future__ import annotations

from collections import deque
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.core.management import call_command
from django.test import Client
from lxml import html

from kb.catalog.models import Entry
from kb.languages import CODES

START = [f"/{language}/" for language in CODES]
ELSEWHERE = ("/accounts/", "/admin/", "/static/")


def test_every_link_resolves(client: Client, db: None) -> None:
    call_command("load_content", verbosity=0)
    call_command("rebuild_index", quiet=True)
    broken, seen = _crawl(client)
    assert broken == []
    for language in CODES:
        pages = [address for address in seen if address.startswith(f"/{language}/") and "?" not in address]
        assert len(pages) > Entry.objects.count()


def _crawl(client: Client) -> tuple[list[str], dict[str, set[str]]]:
    """Follow all links from the home pages and the sitemap; what is wrong, and the ids on each page that was seen."""
    broken: list[str] = []
    seen: dict[str, set[str]] = {}
    places: list[tuple[str, str, str]] = []
    sitemap = html.fromstring(client.get("/sitemap.xml").content)
    listed = [urlsplit(place.text).path for place in sitemap.iter("loc")]
    waiting = deque([(address, "the sitemap") for address in START + listed])
    while waiting:
        address, found_on = waiting.popleft()
        if address in seen:
            continue
        response = client.get(address, follow=True)
        seen[address] = set()
        if response.status_code != 200:
            broken.append(f"{response.status_code} {address} on {found_on}")
        if not response.get("Content-Type", "").startswith("text/html") or response.streaming:
            continue
        page = html.document_fromstring(response.content)
        seen[address] = set(page.xpath("//@id"))
        here = response.redirect_chain[-1][0] if response.redirect_chain else address
        for link in page.xpath("//a/@href | //link/@href | //form[@method='get']/@action"):
            target, place = urldefrag(urljoin(here, link))
            if urlsplit(target).netloc not in {"", "testserver", "localhost"} or target.startswith(ELSEWHERE):
                continue
            target = urlsplit(target)._replace(scheme="", netloc="").geturl()
            if place:
                places.append((target, unquote(place), address))
            if "?" not in address or "?" not in target:  # filters of a filtered list have no end
                waiting.append((target, address))
    broken += [
        f"#{place} of {target} on {address}"
        for target, place, address in places
        if target in seen and place not in seen[target]
    ]
    return broken, seen
