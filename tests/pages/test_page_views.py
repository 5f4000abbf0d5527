"""How often pages are read: counted without knowing by whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from kb.catalog import services as catalog
from kb.feedback.limits import Limit, Limits
from kb.pages.models import PageView
from kb.pages.selectors import most_looked_up
from kb.pages.services import KEPT_DAYS, count_views
from kb.pages.tally import Tally
from kb.pages.views import seen as seen_view
from tests.catalogue import Harbour
from tests.factories import ErrorFactory
from tests.pages.markup import links, tree

FROM_HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def _written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_view, "tally", Tally(count_views, seconds=0, most=500))


def test_a_page_that_was_read_is_counted_for_its_day_and_language(client: Client, harbour: Harbour):
    for _time in range(2):
        assert client.post("/sv/seen/agentnotreachable/", **FROM_HERE).status_code == 204
    client.post("/da/seen/agentnotreachable/", **FROM_HERE)
    rows = PageView.objects.values_list("entry__key", "language", "day", "count").order_by("language")
    today = timezone.localdate()
    assert list(rows) == [("agentnotreachable", "da", today, 1), ("agentnotreachable", "sv", today, 2)]


def test_nothing_tells_who_read_it_and_no_cookie_is_set(client: Client, harbour: Harbour):
    response = client.post("/sv/seen/agentnotreachable/", **FROM_HERE)
    assert not response.cookies
    fields = {field.name for field in PageView._meta.get_fields()}
    assert fields == {"id", "entry", "language", "day", "count"}


@pytest.mark.parametrize("name", ["no-such-entry", "a" * 300, "%00", "AgentNotReachable"])
def test_names_of_nothing_are_not_counted(client: Client, harbour: Harbour, name: str):
    assert client.post(f"/sv/seen/{name}/", **FROM_HERE).status_code == 204
    assert not PageView.objects.exists()


def test_what_other_sites_send_is_not_counted(client: Client, harbour: Harbour):
    client.post("/sv/seen/agentnotreachable/", HTTP_ORIGIN="https://elsewhere.example")
    client.post("/sv/seen/agentnotreachable/")
    assert not PageView.objects.exists()


def test_a_flood_is_not_counted(client: Client, harbour: Harbour, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(seen_view, "VIEWS", Limits(Limit("view", 3, 600), Limit("views", 100, 600)))
    for _time in range(10):
        client.post("/sv/seen/agentnotreachable/", **FROM_HERE)
    assert PageView.objects.get().count == 3


def test_only_posts_are_taken(client: Client, harbour: Harbour):
    assert client.get("/sv/seen/agentnotreachable/").status_code == 405


def test_many_views_are_written_in_batches():
    batches: list[dict] = []
    tally = Tally(batches.append, seconds=3600, most=3)
    tally.add(("a", "sv"))
    assert batches == [{("a", "sv"): 1}]  # the first after a pause goes at once
    for _time in range(100):
        tally.add(("a", "sv"))
    tally.add(("b", "sv"))
    assert len(batches) == 1
    tally.add(("c", "sv"))
    assert batches[1] == {("a", "sv"): 100, ("b", "sv"): 1, ("c", "sv"): 1}
    tally.flush()
    assert len(batches) == 2


def test_old_counts_are_deleted(harbour: Harbour):
    old = timezone.localdate() - dt.timedelta(days=KEPT_DAYS + 1)
    PageView.objects.create(entry=harbour.unreachable, language="sv", day=old, count=5)
    assert count_views({("agentnotreachable", "sv"): 2}) == 2
    assert [row.count for row in PageView.objects.all()] == [2]


def test_the_errors_read_most_this_week_come_first_whatever_the_language(harbour: Harbour):
    count_views({("snapshottimedout", "sv"): 2, ("snapshottimedout", "es"): 2, ("agentnotreachable", "sv"): 3})
    count_views({("the-agent-is-stopped", "sv"): 50})
    long_ago = timezone.localdate() - dt.timedelta(days=7)
    PageView.objects.create(entry=harbour.silent, language="sv", day=long_ago, count=99)
    assert [one.slug for one in most_looked_up("sv")] == ["SnapshotTimedOut", "AgentNotReachable"]


def test_withdrawn_errors_are_not_named(harbour: Harbour):
    count_views({("agentnotreachable", "sv"): 3})
    catalog.withdraw_entry(entry=harbour.unreachable)
    assert most_looked_up("sv") == []


def test_the_list_takes_a_fixed_number_of_queries(harbour: Harbour, django_assert_num_queries):
    for _number in range(12):
        count_views({(ErrorFactory().key, "sv"): 1})
    with django_assert_num_queries(4):
        assert len(most_looked_up("sv")) == 8


def test_the_home_page_names_what_is_looked_up(client: Client, harbour: Harbour):
    assert "Looked up this week" not in client.get("/en/").content.decode()
    caches["pages"].clear()
    count_views({("agentnotreachable", "da"): 3})
    page = tree(client.get("/en/"))
    assert "/en/errors/AgentNotReachable/" in links(page, "ul.errors")
