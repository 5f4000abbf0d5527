"""Values that were used last, up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any


class Cache:
    """Keeps the values used last, up to a number of bytes. Safe to use from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable) -> Any | None:
        """The value, which is now the one used last, or None."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keep a value of `size` bytes; what was not used for longest gives way."""
        with self._lock:
            earlier = self._values.pop(key, None)
            if earlier:
                self._size -= earlier[1]
            self._values[key] = (value, size)
            self._size += size
            while self._size > self._limit and self._values:
                _, (_, gone) = self._values.popitem(last=False)
                self._size -= gone
