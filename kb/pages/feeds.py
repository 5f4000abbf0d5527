"""Feeds of changes: per language, and per product. Atom, by Django's syndication framework."""

from __future__ import annotations

import datetime as dt

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from kb.catalog.models import EntryKind, ErrorCode, Product, Translation
from kb.catalog.paths import entry_path

LONGEST = 30


class ChangesFeed(Feed):
    """The texts in the language of the address that changed last, newest first, of all products or of one."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, product: str = "") -> Product | None:
        return get_object_or_404(Product, key=product) if product else None

    def title(self, product: Product | None) -> str:
        return gettext("Orsak: changes in %(product)s") % {"product": product} if product else gettext("Orsak: changes")

    def subtitle(self, product: Product | None) -> str:
        return gettext("Errors, causes and solutions that were added or changed.")

    def link(self, product: Product | None) -> str:
        return f"/{get_language()}/errors/"

    def items(self, product: Product | None) -> list[tuple[Translation, str]]:
        texts = Translation.objects.filter(language=get_language(), entry__withdrawn=False).select_related("entry")
        if product:
            texts = texts.filter(entry__product=product)
        newest = list(texts.only("title", "plain", "updated_at", "entry").order_by("-updated_at", "-pk")[:LONGEST])
        errors = ErrorCode.objects.in_bulk([one.entry_id for one in newest if one.entry.kind == EntryKind.ERROR])
        return [(one, errors[one.entry_id].slug if one.entry_id in errors else one.entry.key) for one in newest]

    def item_title(self, item: tuple[Translation, str]) -> str:
        text, slug = item
        is_code = text.entry.kind == EntryKind.ERROR and slug != text.entry.key
        return f"{slug}: {text.title}" if is_code else text.title

    def item_description(self, item: tuple[Translation, str]) -> str:
        return Truncator(" ".join(item[0].plain.split())).chars(300)

    def item_link(self, item: tuple[Translation, str]) -> str:
        text, slug = item
        return entry_path(text.entry.kind, slug, get_language() or "")

    def item_updateddate(self, item: tuple[Translation, str]) -> dt.datetime:
        return item[0].updated_at
