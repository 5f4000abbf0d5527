"""What a reader sees where an address cannot be answered."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError
from django.test import Client, RequestFactory

from kb.catalog import services
from kb.pages.views import home as home_module
from kb.pages.views.status import bad_request, denied, expired_form, failed
from tests.catalogue import Harbour
from tests.pages.markup import links, texts, tree


def test_an_unknown_code_names_the_nearest(client: Client, harbour: Harbour):
    response = client.get("/sv/errors/AgentNotReacheable/")
    assert response.status_code == 404
    page = tree(response)
    assert links(page, "ul.errors") == ["/sv/errors/AgentNotReachable/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "/sv/errors/" in links(page, "ul.plain")


def test_an_unknown_cause_names_the_nearest(client: Client, harbour: Harbour):
    page = tree(client.get("/en/causes/the-agent-was-stopped/"))
    assert "/en/causes/the-agent-is-stopped/" in links(page, "ul.errors")


@pytest.mark.parametrize(
    "path",
    [
        "/en/errors/x" + "y" * 3000 + "/",
        "/en/errors/<script>alert(1)</script>/",
        "/en/errors/%00/",
        "/en/errors/..%2f..%2fetc/",
        "/en/nothing/here/",
        "/nothing",
        "/en/causes/%F0%9F%92%A5/",
        "/e/NoSuchCode",
    ],
)
def test_nonsense_is_answered_with_404_and_ways_on(client: Client, harbour: Harbour, path: str):
    response = client.get(path)
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()
    assert texts(tree(response), "h1")


def test_a_withdrawn_entry_is_gone(client: Client, harbour: Harbour):
    services.withdraw_entry(entry=harbour.timed_out)
    services.withdraw_entry(entry=harbour.clock)
    assert client.get("/sv/errors/SnapshotTimedOut/").status_code == 410
    response = client.get("/sv/causes/the-clock-is-wrong/")
    assert response.status_code == 410
    assert texts(tree(response), "p.plate") == ["the-clock-is-wrong"]
    services.restore_entry(entry=harbour.clock)
    assert client.get("/sv/causes/the-clock-is-wrong/").status_code == 200


def test_a_failure_is_answered_in_the_readers_language_without_the_database(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
):
    def broken(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("a secret detail")

    monkeypatch.setattr(home_module, "recently_changed", broken)
    client.raise_request_exception = False
    response = client.get("/da/")
    assert response.status_code == 500
    assert tree(response).get("lang") == "da"
    assert "secret" not in response.content.decode()
    with django_assert_num_queries(0):
        assert failed(RequestFactory().get("/sv/")).status_code == 500


@pytest.mark.parametrize(("view", "status"), [(bad_request, 400), (denied, 403), (expired_form, 403)])
def test_refusals_have_pages_of_their_own(view, status: int, django_assert_num_queries, db: None):
    request = RequestFactory().get("/es/")
    argument = {400: SuspiciousOperation("x"), 403: PermissionDenied("x")}[status]
    with django_assert_num_queries(0):
        response = view(request, argument if view is not expired_form else "no cookie")
    assert response.status_code == status
    assert texts(tree(response), "h1")


def test_a_page_cannot_be_posted_to(client: Client, harbour: Harbour):
    assert client.post("/sv/errors/AgentNotReachable/").status_code == 405


def test_what_browsers_would_keep_for_ever_is_asked_for_again(client: Client, harbour: Harbour):
    services.withdraw_entry(entry=harbour.silent)
    assert client.get("/sv/errors/the-job-ended-without-a-word/")["Cache-Control"] == "no-cache"
    assert client.get("/sv/errors/agentnotreachable/")["Cache-Control"] == "max-age=86400"


@pytest.mark.parametrize("path", ["/sv/errors/Agent%00Not%1FThere/", "/e/Agent%00%C2%85NotThere"])
def test_control_characters_of_an_address_do_not_get_into_the_page(client: Client, harbour: Harbour, path: str):
    response = client.get(path)
    assert response.status_code == 404
    assert not set(response.content.decode()) & {"\x00", "\x1f", "\x85"}
    assert b"Agent" in response.content
