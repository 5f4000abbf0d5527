"""Whom a hash stands for, and whom nobody can find out."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from kb.feedback.visitors import client_address, network_key, visitor_key

pytestmark = pytest.mark.django_db


def request(address="192.0.2.1", **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_one_visitor_has_one_key_for_a_subject():
    first, again = request(**{"User-Agent": "a"}), request(**{"User-Agent": "a"})
    assert visitor_key(first, "solution:1") == visitor_key(again, "solution:1")


def test_answers_about_two_solutions_cannot_be_put_together():
    assert visitor_key(request(), "solution:1") != visitor_key(request(), "solution:2")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "garbage", True),
    ],
)
def test_a_network_is_an_ipv4_address_or_the_first_half_of_an_ipv6_address(one, other, same):
    assert (network_key(request(one)) == network_key(request(other))) is same


def test_a_forwarded_address_is_not_believed_without_a_proxy_of_our_own():
    assert client_address(request(**{"X-Forwarded-For": "198.51.100.7"})) == "192.0.2.1"


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("203.0.113.9, garbage", "192.0.2.1"),
        ("", "192.0.2.1"),
    ],
)
def test_the_address_the_own_proxy_saw_is_believed(settings, header, address):
    settings.TRUSTED_PROXIES = 1
    assert client_address(request(**{"X-Forwarded-For": header})) == address
