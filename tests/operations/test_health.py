"""/health/ tells whether the site can do its work."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_healthy_site_answers_ok(client: Client) -> None:
    response = client.get("/health/")
    assert response.status_code == 200
    assert set(response.json().values()) == {"OK"}
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("accept", ["text/html", "*/*", "application/json"])
def test_whoever_asks_is_answered_in_json(client: Client, accept: str) -> None:
    assert client.get("/health/", headers={"accept": accept})["Content-Type"] == "application/json"


def test_a_broken_part_is_named_and_the_answer_is_an_error(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(type(caches["default"]), "aset", refuse)
    response = client.get("/health/")
    assert response.status_code == 500
    assert [name for name, answer in response.json().items() if answer != "OK"] == ["Cache(alias='default')"]
    assert "Traceback" not in response.content.decode()


def test_every_answer_carries_the_id_of_its_request(client: Client) -> None:
    first, second = (client.get("/health/")["X-Request-ID"] for _time in range(2))
    assert first != second
