"""Counts kept in memory and handed over in batches, so that many readers cost few writes."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping

Key = tuple[str, str]


class Tally:
    """Counts by key. They are handed over with the first count after `seconds`, or when there are `most` keys.

    A quiet site therefore writes each count at once, a busy one a batch per process every `seconds`. What is in memory
    when a process ends is lost. Safe to use from several threads.
    """

    def __init__(self, hand_over: Callable[[Mapping[Key, int]], object], *, seconds: float, most: int) -> None:
        self._hand_over = hand_over
        self._seconds = seconds
        self._most = most
        self._counts: Counter[Key] = Counter()
        self._handed_over_at = float("-inf")
        self._lock = threading.Lock()

    def add(self, key: Key) -> None:
        """Count one."""
        with self._lock:
            self._counts[key] += 1
            is_due = time.monotonic() - self._handed_over_at >= self._seconds or len(self._counts) >= self._most
            counts = self._take() if is_due else None
        if counts:
            self._hand_over(counts)

    def flush(self) -> None:
        """Hand over what there is."""
        with self._lock:
            counts = self._take()
        if counts:
            self._hand_over(counts)

    def _take(self) -> dict[Key, int]:
        counts = dict(self._counts)
        self._counts.clear()
        self._handed_over_at = time.monotonic()
        return counts
