"""Validators on every page, and pages kept for readers without a session."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.core.cache import caches
from django.test import Client

from kb.catalog import services
from kb.catalog.models import Product
from kb.pages.generation import bump_generation, current_generation
from tests.catalogue import Harbour

PATH = "/sv/errors/AgentNotReachable/"


@pytest.fixture
def _kept(settings) -> None:
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test-pages"}
    }
    caches["pages"].clear()


@pytest.mark.parametrize(
    "path", [PATH, "/sv/", "/sv/errors/", "/sv/causes/the-agent-is-stopped/", "/sv/guides/when-a-backup-fails/"]
)
def test_pages_set_no_cookie_and_answer_304(client: Client, harbour: Harbour, path: str):
    response = client.get(path)
    assert not response.cookies
    assert response["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(response["Vary"].split(", "))
    again = client.get(path, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == response["ETag"]
    since = client.get(path, headers={"If-Modified-Since": response["Last-Modified"]})
    assert since.status_code == 304


def test_a_changed_page_has_another_etag_and_an_unchanged_one_keeps_it(client: Client, harbour: Harbour):
    changed, unchanged = client.get(PATH)["ETag"], client.get("/sv/solutions/open-port-4711/")["ETag"]
    services.publish_text(entry=harbour.unreachable, language="sv", title="Agenten tiger", body="")
    assert client.get(PATH)["ETag"] != changed
    assert client.get("/sv/solutions/open-port-4711/")["ETag"] == unchanged


@pytest.mark.usefixtures("_kept")
def test_a_kept_page_costs_one_query(client: Client, harbour: Harbour, django_assert_num_queries):
    first = client.get(PATH)
    with django_assert_num_queries(1):
        again = client.get(PATH)
    assert again.content == first.content
    assert {name: again[name] for name in first.headers if name != "X-Request-ID"} == {
        name: value for name, value in first.headers.items() if name != "X-Request-ID"
    }
    assert again["Content-Language"] == "sv"
    assert "script-src 'self'" in again["Content-Security-Policy"]


@pytest.mark.usefixtures("_kept")
def test_a_change_is_seen_at_once_after_it_is_committed(
    client: Client, harbour: Harbour, django_capture_on_commit_callbacks
):
    client.get(PATH)
    with django_capture_on_commit_callbacks(execute=True):
        services.publish_text(entry=harbour.stopped, language="sv", title="Agenten sover", body="")
    assert "Agenten sover" in client.get(PATH).content.decode()


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("query", ["?edition=", "?x=1"])
def test_addresses_with_a_query_are_not_kept(
    client: Client, harbour: Harbour, django_assert_max_num_queries, query: str
):
    client.get(PATH + query)
    services.publish_text(entry=harbour.unreachable, language="sv", title="Agenten tiger", body="")
    assert "Agenten tiger" in client.get(PATH + query).content.decode()


@pytest.mark.usefixtures("_kept")
def test_readers_with_a_session_get_pages_of_their_own(client: Client, harbour: Harbour, ed):
    client.get(PATH)
    client.force_login(ed)
    response = client.get(PATH)
    assert "private" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(
    ("accepted", "coding", "decode"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_pages_are_sent_compressed_as_the_browser_accepts(
    client: Client, harbour: Harbour, accepted: str, coding: str | None, decode
):
    plain = client.get(PATH).content
    response = client.get(PATH, headers={"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == coding
    assert decode(response.content) == plain
    assert response["Content-Length"] == str(len(response.content))


@pytest.mark.usefixtures("_kept")
def test_another_host_gets_its_own_addresses(client: Client, harbour: Harbour):
    client.get(PATH, headers={"Host": "one.example"})
    body = client.get(PATH, headers={"Host": "two.example"}).content.decode()
    assert "http://two.example/sv/" in body
    assert "one.example" not in body


def test_one_new_generation_for_all_changes_of_a_transaction(harbour: Harbour, django_capture_on_commit_callbacks):
    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        services.withdraw_entry(entry=harbour.clock)
        services.rename_entry(entry=harbour.stopped, key="stopped")
        Product.objects.update_or_create(key="harbour-backup", defaults={"name": "Harbour"})
    assert callbacks.count(bump_generation) == 1
    assert current_generation() not in {before, ""}
