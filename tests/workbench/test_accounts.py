"""Signing in, as far as it is not django-allauth's own."""

from __future__ import annotations

from django.test import RequestFactory

from kb.workbench.accounts import AccountAdapter


def test_tries_to_sign_in_are_told_apart_behind_a_proxy_of_our_own(settings):
    settings.TRUSTED_PROXIES = 1
    forged = RequestFactory().post("/accounts/login/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert AccountAdapter(forged).get_client_ip(forged) == "198.51.100.7"
    settings.TRUSTED_PROXIES = 0
    assert AccountAdapter(forged).get_client_ip(forged) == "127.0.0.1"
