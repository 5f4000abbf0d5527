"""Filling in the admin's forms as a browser would send them."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from lxml import html


def filled(client: Client, url: str) -> dict[str, object]:
    """What the change form at `url` would send if nothing were changed in it."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    form = html.fromstring(response.content.decode()).get_element_by_id("content").xpath(".//form[@method='post']")[0]
    values: dict[str, object] = {}
    for name, value in form.form_values():
        if name in values:
            earlier = values[name]
            values[name] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
        else:
            values[name] = value
    return values


def refusals(response: HttpResponse) -> str:
    """Every error a form shows."""
    assert response.status_code == 200, "the form was accepted"
    page = html.fromstring(response.content.decode())
    return " ".join(element.text_content() for element in page.find_class("errorlist"))
