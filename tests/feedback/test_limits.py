"""Counting in windows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from kb.feedback import limits
from kb.feedback.limits import Limit, use

FEW = Limit("few", 3, 600)


def test_so_many_and_no_more():
    assert [use(FEW, "a") == 0 for _ in range(5)] == [True, True, True, False, False]


def test_everybody_has_a_window_of_their_own():
    for _ in range(5):
        use(FEW, "a")
    assert use(FEW, "b") == 0


def test_the_wait_ends_with_the_window(monkeypatch):
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_100.0)
    for _ in range(3):
        use(FEW, "a")
    wait = use(FEW, "a")
    assert wait == 600 - 6_000_100 % 600
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_100.0 + wait)
    assert use(FEW, "a") == 0


def test_what_comes_at_once_is_counted_once_each():
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(lambda _: use(Limit("at-once", 20, 3_600), "a") == 0, range(200)))
    assert allowed.count(True) == 20
