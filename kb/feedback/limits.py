"""Rate limits for posts of people without an account: fixed windows, counted in Django's cache.

`cache.add` and `cache.incr` are atomic in Redis and in the in-process cache. The latter is one per worker: with several
workers and without Redis a limit is that many times higher.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from kb.feedback.visitors import network_key


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` uses in each window of `seconds` seconds."""

    name: str
    most: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What one network may do, and what all together may."""

    each: Limit
    all: Limit


# A helpdesk sits behind one address: the limits of one network are for an office, not for one person.
REPORTS = Limits(Limit("report", 20, 600), Limit("reports", 600, 3_600))
OUTCOMES = Limits(Limit("outcome", 60, 600), Limit("outcomes", 6_000, 3_600))
SEARCHES = Limits(Limit("search", 60, 600), Limit("searches", 3_000, 3_600))
NEW_MISSES = Limit("new-misses", 1_000, 3_600)


def use(limit: Limit, who: str = "") -> int:
    """Count one use by `who`; returns 0 where it is allowed, else the seconds until the window ends."""
    now = time.time()
    key = f"feedback:{limit.name}:{who}:{int(now // limit.seconds)}"
    return 0 if _increment(key, limit.seconds) <= limit.most else limit.seconds - int(now % limit.seconds)


def wait_for(request: HttpRequest, limits: Limits) -> int:
    """Count one use by the sender of a request; returns 0 where it is allowed, else the seconds to wait.

    What one network's own limit refuses does not count for all: one flood cannot silence everybody.
    """
    return use(limits.each, network_key(request)) or use(limits.all)


def _increment(key: str, seconds: int) -> int:
    for _attempt in range(3):
        cache.add(key, 0, timeout=seconds)
        try:
            return cache.incr(key)
        except ValueError:  # evicted between the two calls
            continue
    return 1
