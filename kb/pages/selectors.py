"""Reads of what the public site remembers."""

from __future__ import annotations

import datetime as dt

from django.db.models import Sum
from django.utils import timezone

from kb.catalog.models import EntryKind, ErrorCode
from kb.catalog.selectors import Shown, shelve
from kb.pages.models import PageView


def most_looked_up(language: str, *, days: int = 7, limit: int = 8) -> list[Shown]:
    """The errors whose pages were read most in the last days, in all languages together. Four queries."""
    since = timezone.localdate() - dt.timedelta(days=days - 1)
    views = PageView.objects.filter(day__gte=since, entry__kind=EntryKind.ERROR, entry__withdrawn=False)
    totals = views.order_by().values("entry_id").annotate(total=Sum("count")).order_by("-total", "entry_id")[:limit]
    order = [row["entry_id"] for row in totals]
    if not order:
        return []
    errors = ErrorCode.objects.in_bulk(order)
    shelf = shelve(language, full=(), titles=errors.values())
    return [shelf[pk] for pk in order if pk in shelf]
