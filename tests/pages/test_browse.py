from __future__ import annotations

import pytest
from django.test import Client

from tests.catalogue import Harbour
from tests.factories import ErrorFactory, ProductFactory
from tests.pages.markup import links, texts, tree


def test_it_lists_every_error_by_product_and_code(client: Client, harbour: Harbour):
    ErrorFactory(code="AnchorLost", product=ProductFactory(key="anchor", name="Anchor"))
    page = tree(client.get("/en/errors/"))
    assert texts(page, "section h2") == ["Anchor", "Harbour Backup"]
    assert links(page, "ul.errors") == [
        "/en/errors/AnchorLost/",
        "/en/errors/AgentNotReachable/",
        "/en/errors/SnapshotTimedOut/",
        "/en/errors/the-job-ended-without-a-word/",
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=timed_out", ["SnapshotTimedOut"]),
        ("q=too+long", ["SnapshotTimedOut"]),
        ("q=LONG+snapshot", ["SnapshotTimedOut"]),
        ("letter=A", ["AgentNotReachable"]),
        ("product=Harbour+Backup&q=agent", ["AgentNotReachable"]),
        ("product=None", []),
        ("q=zebra", []),
        ("q=%00%3Cscript%3E", []),
    ],
)
def test_the_form_filters_without_javascript(client: Client, harbour: Harbour, query: str, codes: list[str]):
    response = client.get(f"/en/errors/?{query}")
    assert response.status_code == 200
    assert texts(tree(response), "ul.errors code") == codes


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(client: Client, harbour: Harbour, number: str):
    assert client.get(f"/en/errors/?page={number}").status_code == 200


def test_long_lists_are_turned_page_by_page(client: Client, db: None):
    for number in range(201):
        ErrorFactory(code=f"E{number:04}")
    page = tree(client.get("/en/errors/"))
    assert len(texts(page, "ul.errors code")) == 200
    assert links(page, "nav.pager") == ["?page=2"]
    assert texts(tree(client.get("/en/errors/?page=2")), "ul.errors code") == ["E0200"]


def test_the_whole_list_is_there_as_json_for_the_filter(client: Client, harbour: Harbour):
    response = client.get("/sv/errors.json")
    assert response.json()["errors"][0] == [
        "AgentNotReachable",
        "AgentNotReachable",
        "Agenten svarar inte",
        "sv",
        "Harbour Backup",
    ]
    assert response["ETag"]


def test_home_has_the_search_first_then_products_and_what_changed(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/"))
    assert page.xpath("//main//form/@action") == ["/sv/search"]
    assert texts(page, "a.card strong") == ["Harbour Backup"]
    assert links(page, "ul.plain") == ["/sv/guides/when-a-backup-fails/"]
    assert len(texts(page, "ul.recent li")) == 7
