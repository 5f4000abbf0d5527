"""The sitemap: what every language has, and every entry in every language it has a text in; each names the others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import get_language

from kb.catalog.models import Entry, EntryKind, ErrorCode, Lifecycle, Translation
from kb.catalog.paths import entry_path
from kb.languages import CODES


@dataclass(frozen=True, slots=True)
class Place:
    """One page in its languages: an entry by kind and slug, or a page of the site by the name of its address."""

    kind: str
    slug: str
    languages: tuple[str, ...]
    changed_at: dt.datetime | None


class OrsakSitemap(Sitemap):
    """All pages; 10 000 addresses a file, further files as `?p=2`."""

    i18n = True
    alternates = True
    limit = 10_000

    def items(self) -> list[Place]:
        site = [Place("", name, CODES, None) for name in ("pages:home", "pages:browse")]
        return site + _entries()

    def get_languages_for_item(self, item: Place) -> list[str]:
        return list(item.languages)

    def location(self, item: Place) -> str:
        return entry_path(item.kind, item.slug, get_language() or CODES[0]) if item.kind else reverse(item.slug)

    def lastmod(self, item: Place) -> dt.datetime | None:
        return item.changed_at


def _entries() -> list[Place]:
    languages: dict[int, list[str]] = defaultdict(list)
    changed: dict[int, dt.datetime] = {}
    texts = Translation.objects.filter(entry__withdrawn=False).order_by()
    for pk, language, updated_at in texts.values_list("entry_id", "language", "updated_at"):
        languages[pk].append(language)
        changed[pk] = max(updated_at, changed.get(pk, updated_at))
    moved = ErrorCode.objects.filter(lifecycle__in=[Lifecycle.RENAMED, Lifecycle.MERGED]).values("pk")
    codes = dict(ErrorCode.objects.exclude(code="").values_list("pk", "code"))
    entries = Entry.objects.live().exclude(pk__in=moved).order_by("kind", "key").values_list("pk", "kind", "key")
    return [
        Place(kind, codes.get(pk, key), tuple(code for code in CODES if code in languages[pk]), changed[pk])
        for pk, kind, key in entries
        if kind in EntryKind.values and languages[pk]
    ]
