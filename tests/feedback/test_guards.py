"""Which posts are believed to come from a page of the site."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from kb.feedback.guards import is_same_origin
from kb.feedback.models import Outcome

HERE = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "believed"),
    [
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": HERE}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "http://testserver:8080"}, False),
        ({"Origin": HERE, "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Referer": f"{HERE}/sv/"}, False),
    ],
)
def test_only_a_page_of_this_site_is_believed(headers, believed):
    assert is_same_origin(RequestFactory().post("/", headers=headers)) is believed


def test_https_and_http_are_two_origins():
    request = RequestFactory().post("/", headers={"Origin": HERE}, secure=True)
    assert not is_same_origin(request)


def test_another_site_cannot_answer_in_a_reader_s_name(harbour):
    browser = Client(headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"})
    response = browser.post("/sv/feedback/outcome/restart-the-agent/", {"answer": "no"})
    assert response.status_code == 403
    assert 'role="alert"' in response.content.decode()
    assert not Outcome.objects.exists()


def test_django_s_own_check_does_not_ask_for_a_cookie(harbour):
    browser = Client(enforce_csrf_checks=True, headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"})
    response = browser.post("/sv/feedback/outcome/restart-the-agent/", {"answer": "yes"})
    assert response.status_code == 303
    assert Outcome.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(harbour, reader, method):
    assert getattr(reader, method)("/sv/feedback/outcome/restart-the-agent/").status_code == 405


def test_a_body_that_is_no_form_is_refused(harbour, reader):
    url = "/sv/feedback/outcome/restart-the-agent/"
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", "application/octet-stream"):
        assert reader.post(url, data=b'{"answer": "yes"}', content_type=kind).status_code == 400
    assert not Outcome.objects.exists()
