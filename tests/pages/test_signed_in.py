"""What pages say to people who are signed in, and to nobody else."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from kb.l10n.models import Role, RoleName
from tests.catalogue import Harbour
from tests.pages.markup import text, tree

PATH = "/sv/errors/AgentNotReachable/"


@pytest.fixture(autouse=True)
def _kept(settings) -> None:
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test-pages"}
    }
    caches["pages"].clear()


def links(client: Client) -> set[str]:
    page = tree(client.get(PATH))
    return set(page.xpath("//header//a/@href | //footer[@class='bottom']//a/@href"))


def test_a_translator_is_named_and_led_to_the_workbench(client: Client, harbour: Harbour, alva):
    Role.objects.create(user=alva, language="sv", name=RoleName.TRANSLATOR)
    client.force_login(alva)
    assert {"/workbench/", "/accounts/logout/"} <= links(client)
    assert "/admin/" not in links(client)
    assert "alva" in text(tree(client.get(PATH)).xpath("//footer[@class='bottom']")[0])


def test_one_without_a_role_is_not_led_to_the_workbench(client: Client, harbour: Harbour, mads):
    client.force_login(mads)
    assert "/workbench/" not in links(client)
    assert "mads" in text(tree(client.get(PATH)).xpath("//footer[@class='bottom']")[0])


def test_an_editor_is_led_to_the_administration(client: Client, harbour: Harbour, ed):
    client.force_login(ed)
    assert {"/workbench/", "/admin/"} <= links(client)


def test_nobody_else_sees_whom_a_page_was_made_for(client: Client, harbour: Harbour, ed):
    reader = Client()
    before = reader.get(PATH)
    client.force_login(ed)
    assert "Cookie" in client.get(PATH)["Vary"]
    after = reader.get(PATH)
    assert after.content == before.content
    assert not after.cookies
    assert "/accounts/login/" in links(reader)
    assert not {"/workbench/", "/admin/", "/accounts/logout/"} & links(reader)
