"""Values that no record can have are answered with a clear page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.catalogue import Harbour

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "9" * 300
ODD = [
    f"/admin/catalog/cause/{LONG}/change/",
    f"/admin/catalog/translationversion/?entry={LONG}",
    "/admin/catalog/translation/?language__exact=%00",
    "/workbench/sv/entries/a%00b/",
    "/workbench/revisions/%00/",
    "/workbench/sv/files/download/?entry=%00",
]


@pytest.mark.parametrize("address", ODD)
def test_an_odd_value_is_no_failure(client: Client, ed: User, harbour: Harbour, address: str) -> None:
    client.force_login(ed)
    assert client.get(address).status_code in {200, 302, 400, 404}


@pytest.mark.parametrize("kind", ["errors", "causes", "solutions", "guides"])
def test_a_name_with_a_nul_is_nobodys(client: Client, harbour: Harbour, kind: str) -> None:
    for name in ("%00", "a%00b"):
        assert client.get(f"/sv/{kind}/{name}/").status_code == 404
