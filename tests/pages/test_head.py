"""What pages tell programs: Open Graph, JSON-LD, feeds, and the short link as a QR code."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import etree, html

from kb.catalog import services
from tests.catalogue import Harbour
from tests.factories import CauseFactory, ErrorFactory, ProductFactory, SolutionFactory
from tests.pages.markup import tree

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def graph(page: html.HtmlElement) -> dict[str, str]:
    return {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}


def told(page: html.HtmlElement) -> list[dict]:
    [script] = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(script)
    return data if isinstance(data, list) else [data]


def feed(client: Client, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def test_open_graph_names_title_address_and_languages(client: Client, harbour: Harbour):
    found = graph(tree(client.get("/sv/errors/SnapshotTimedOut/")))
    assert found["og:title"] == "SnapshotTimedOut: Ögonblicksbilden tog för lång tid"
    assert found["og:url"] == "http://testserver/sv/errors/SnapshotTimedOut/"
    assert (found["og:type"], found["og:locale"], found["og:locale:alternate"]) == ("article", "sv_SE", "en_GB")


def test_open_graph_of_a_fallback_names_the_language_of_the_text(client: Client, harbour: Harbour):
    found = graph(tree(client.get("/da/errors/SnapshotTimedOut/")))
    assert found["og:locale"] == "en_GB"
    assert found["og:url"] == "http://testserver/en/errors/SnapshotTimedOut/"


def test_json_ld_of_an_error_has_its_solutions_as_steps_and_its_causes_as_questions(client: Client, harbour: Harbour):
    article, questions = told(tree(client.get("/en/errors/AgentNotReachable/")))
    assert article["@type"] == "TechArticle"
    assert article["dateModified"] == "2026-05-04"
    assert "AgentNotReachableV2" in article["keywords"]
    how_to = {one["name"]: [step["text"] for step in one["step"]] for one in article["hasPart"]}
    assert how_to["Restart the agent"] == ["Sign in to the machine.", "Run the command:"]
    assert how_to["Open port 4711"][1] == "Then restart the agent."
    assert len(article["hasPart"]) == 3
    assert questions["@type"] == "FAQPage"
    assert [one["name"] for one in questions["mainEntity"]] == [
        "The agent is stopped",
        "A firewall blocks port 4711",
        "The clock is wrong",
    ]
    assert questions["mainEntity"][0]["url"].endswith("/en/errors/AgentNotReachable/#the-agent-is-stopped")


@pytest.mark.parametrize(
    "path", ["causes/the-agent-is-stopped", "solutions/restart-the-agent", "guides/when-a-backup-fails"]
)
def test_every_entry_is_a_technical_article_in_its_language(client: Client, harbour: Harbour, path: str):
    [article] = told(tree(client.get(f"/sv/{path}/")))
    assert (article["@type"], article["inLanguage"]) == ("TechArticle", "sv")


def test_json_ld_of_a_hostile_text_cannot_end_its_script(client: Client, db: None):
    cause = CauseFactory(texts={"en": ("</script><script>alert(1)</script>", "<!-- ]]> &amp;")})
    ErrorFactory(code="Odd", title="</script><b>", causes=[cause], solutions=[SolutionFactory(body="1. </script>\n")])
    response = client.get("/en/errors/Odd/")
    scripts = tree(response).xpath("//script[@type='application/ld+json']")
    assert len(scripts) == 1
    assert b"<script>alert" not in response.content
    names = json.dumps(told(tree(response)))
    assert "</script>" in names


def test_each_page_names_its_feeds(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/errors/AgentNotReachable/"))
    paths = page.xpath("//link[@type='application/atom+xml']/@href")
    assert paths == ["/sv/changes.atom", "/sv/changes/harbour-backup.atom"]
    for path in paths:
        feed(client, path)


def test_a_feed_has_the_newest_changes_of_its_language_first(client: Client, harbour: Harbour):
    services.publish_text(entry=harbour.timed_out, language="sv", title="Tog för lång tid", body="Nyare.")
    changes = feed(client, "/sv/changes.atom")
    assert changes.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"
    titles = changes.xpath("//a:entry/a:title/text()", namespaces=ATOM)
    assert titles[0] == "SnapshotTimedOut: Tog för lång tid"
    assert "The clock is wrong" not in titles
    links = changes.xpath("//a:entry/a:link/@href", namespaces=ATOM)
    assert links[0] == "http://testserver/sv/errors/SnapshotTimedOut/"
    assert len(set(changes.xpath("//a:entry/a:id/text()", namespaces=ATOM))) == len(titles)


def test_a_feed_of_a_product_has_nothing_of_other_products(client: Client, harbour: Harbour):
    other = ProductFactory(key="other-product", name="Other <Product>")
    ErrorFactory(code="Elsewhere", product=other)
    changes = feed(client, "/en/changes/other-product.atom")
    assert changes.xpath("//a:entry/a:title/text()", namespaces=ATOM) == ["Elsewhere: The job ended with Elsewhere"]
    assert "Other <Product>" in changes.xpath("/a:feed/a:title/text()", namespaces=ATOM)[0]
    assert client.get("/en/changes/no-such-product.atom").status_code == 404


def test_withdrawn_entries_leave_the_feeds(client: Client, harbour: Harbour):
    services.withdraw_entry(entry=harbour.unreachable)
    links = feed(client, "/sv/changes.atom").xpath("//a:entry/a:link/@href", namespaces=ATOM)
    assert not [link for link in links if "AgentNotReachable" in link]


def test_a_feed_that_did_not_change_answers_304(client: Client, harbour: Harbour):
    first = client.get("/sv/changes.atom")
    assert client.get("/sv/changes.atom", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


def test_a_feed_takes_a_fixed_number_of_queries(client: Client, harbour: Harbour, django_assert_max_num_queries):
    for _number in range(40):
        ErrorFactory()
    with django_assert_max_num_queries(4):
        assert len(feed(client, "/en/changes.atom").xpath("//a:entry", namespaces=ATOM)) == 30


def test_the_short_link_is_on_the_page_and_as_a_qr_code(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/errors/AgentNotReachable/"))
    assert "http://testserver/e/AgentNotReachable" in page.xpath("//@data-copy")
    [source] = page.xpath("//details//img/@src")
    response = client.get(source)
    assert response["Content-Type"] == "image/svg+xml"
    assert etree.fromstring(response.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert "max-age" in response["Cache-Control"]


def test_there_is_no_qr_code_of_nothing(client: Client, harbour: Harbour):
    assert client.get("/qr/NoSuchCode.svg").status_code == 404
    services.withdraw_entry(entry=harbour.unreachable)
    assert client.get("/qr/AgentNotReachable.svg").status_code == 404


def test_home_tells_programs_where_to_search_and_people_where_the_feed_is(client: Client, harbour: Harbour):
    page = tree(client.get("/sv/"))
    [site] = told(page)
    assert (site["@type"], site["inLanguage"], site["url"]) == ("WebSite", "sv", "http://testserver/sv/")
    search = site["potentialAction"]["target"]["urlTemplate"]
    assert search == "http://testserver/sv/search?q={search_term_string}"
    assert client.get(search.replace("{search_term_string}", "agent")).status_code == 200
    assert page.xpath("//main//a/@href[. = '/sv/changes.atom']")
    error = tree(client.get("/sv/errors/AgentNotReachable/"))
    assert error.xpath("//main//a/@href[contains(., '.atom')]") == ["/sv/changes/harbour-backup.atom"]
