"""A feed of what happened to the sentences of a language: outdated, reviewed, sent back, saved."""

from __future__ import annotations

import datetime as dt

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from kb.l10n.models import SegmentVersion
from kb.languages import CODES, Language, get_language

LONGEST = 50


class ActivityFeed(Feed):
    """The last fifty changes; guarded by `for_role` where it is given its address."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, code: str) -> Language:
        if code not in CODES:
            raise Http404
        return get_language(code)

    def title(self, language: Language) -> str:
        return gettext("Orsak: translation into %(language)s") % {"language": language.autonym}

    def link(self, language: Language) -> str:
        return reverse("workbench:activity", args=[language.code])

    def items(self, language: Language) -> list[SegmentVersion]:
        versions = SegmentVersion.objects.filter(language=language.code).select_related("segment__entry", "author")
        return list(versions.order_by("-created_at", "-id")[:LONGEST])

    def item_title(self, version: SegmentVersion) -> str:
        return f"{version.get_step_display()}: {version.segment.entry.key}"

    def item_description(self, version: SegmentVersion) -> str:
        return version.text

    def item_link(self, version: SegmentVersion) -> str:
        path = reverse("workbench:editor", args=[version.language, version.segment.entry.key])
        return f"{path}?segment={version.segment.uid}#s-{version.segment.uid}"

    def item_guid(self, version: SegmentVersion) -> str:
        return f"tag:orsak,2026:version-{version.pk}"

    def item_pubdate(self, version: SegmentVersion) -> dt.datetime:
        return version.created_at
