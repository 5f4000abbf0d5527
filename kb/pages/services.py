"""Writes of the public site: how often pages are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kb.catalog.models import Entry
from kb.languages import CODES
from kb.pages.models import PageView

KEPT_DAYS = 60


def count_views(views: Mapping[tuple[str, str], int]) -> int:
    """Add views by (key of an entry, language) to today's counts; returns how many were counted.

    Names of nothing are left out. Counts older than KEPT_DAYS are deleted.
    """
    today = timezone.localdate()
    entries = dict(Entry.objects.live().filter(key__in={key for key, _ in views}).values_list("key", "pk"))
    counted, is_new = 0, False
    for (key, language), count in sorted(views.items()):
        if key in entries and language in CODES:
            is_new |= _add({"entry_id": entries[key], "language": language, "day": today}, count)
            counted += count
    if is_new:
        PageView.objects.filter(day__lt=today - dt.timedelta(days=KEPT_DAYS)).delete()
    return counted


def _add(row: dict[str, object], count: int) -> bool:
    """Add to one row; returns whether it is a new one."""
    if PageView.objects.filter(**row).update(count=F("count") + count):
        return False
    try:
        with transaction.atomic():
            PageView.objects.create(**row, count=count)
    except IntegrityError:  # made by another process just now
        PageView.objects.filter(**row).update(count=F("count") + count)
    return True
