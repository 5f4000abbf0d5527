"""Who answers, without knowing who: hashes under a random key that lives for one day.

A hash is the same for one visitor and one subject on one day, so that an answer counts once and can be undone. It is
HMAC-SHA256 (RFC 2104) of the network address, the browser's name and the subject; without the key
nobody guesses it back.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from kb.feedback.models import VisitorSalt

SALT_BYTES = 32


def client_address(request: HttpRequest) -> str:
    """The network address of the reader; "" where it is unknown.

    `settings.TRUSTED_PROXIES` (0 where it is not set) tells how many proxies of our own stand before the server: each
    appends the address it saw to X-Forwarded-For, so that only that many entries from the right can be believed.
    """
    trusted = getattr(settings, "TRUSTED_PROXIES", 0)
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    chosen = seen[-trusted] if 0 < trusted <= len(seen) else request.META.get("REMOTE_ADDR", "")
    return chosen if _parsed(chosen) else request.META.get("REMOTE_ADDR", "")


def visitor_key(request: HttpRequest, subject: str) -> str:
    """The hash of this visitor for a subject ("solution:17"): 64 hexadecimal digits, another one tomorrow."""
    return _hash("visitor", client_address(request), request.headers.get("User-Agent", ""), subject)


def network_key(request: HttpRequest) -> str:
    """The hash of the visitor's network, for rate limits: the whole IPv4 address, the first 64 bits of an IPv6 address.

    The browser's name is left out: whoever floods can change it at will.
    """
    address = _parsed(client_address(request))
    if address is None:
        return _hash("network", "")
    if address.version == 6:
        mapped = address.ipv4_mapped
        network = str(mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
        return _hash("network", network)
    return _hash("network", str(address))


def todays_salt() -> bytes:
    """The key of today's hashes. The first call of a day makes it and deletes those of other days."""
    today = timezone.localdate()
    salt, created = VisitorSalt.objects.get_or_create(day=today, defaults={"salt": secrets.token_bytes(SALT_BYTES)})
    if created:
        VisitorSalt.objects.exclude(day=today).delete()
    return bytes(salt.salt)


def _hash(*parts: str) -> str:
    message = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hmac.digest(todays_salt(), message, "sha256").hex()


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
