"""What a browser sends along with a form."""

from __future__ import annotations

from django.test import Client

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAME_ORIGIN = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
FETCH = {"X-Requested-With": "fetch"}


def visitor(address: str = "192.0.2.1", agent: str = FIREFOX) -> Client:
    """A browser at an address that sends forms from pages of the site."""
    return Client(REMOTE_ADDR=address, headers={"User-Agent": agent, **SAME_ORIGIN})
