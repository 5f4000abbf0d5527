"""What a digest tells a translator, as a feed."""

from __future__ import annotations

import datetime as dt

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext

from kb.l10n.models import Role, Step
from kb.l10n.paths import sentence_path
from kb.l10n.selectors import DigestLine, digest_lines
from kb.languages import get_language

REACHES_BACK = dt.timedelta(days=30)


class DigestFeed(Feed):
    """What became outdated in a language, and which of a person's sentences were reviewed or sent back, for 30 days.

    Guarded where it is given its address.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, role: Role) -> Role:
        return role

    def title(self, role: Role) -> str:
        return gettext("Orsak: translation into %(language)s") % {"language": get_language(role.language).autonym}

    def link(self, role: Role) -> str:
        return reverse("workbench:dashboard", args=[role.language])

    def items(self, role: Role) -> list[tuple[Role, DigestLine]]:
        since = max(role.created_at, timezone.now() - REACHES_BACK)
        return [(role, line) for line in digest_lines(user=role.user, language=role.language, since=since)]

    def item_title(self, item: tuple[Role, DigestLine]) -> str:
        line = item[1]
        return f"{Step(line.step).label}: {Truncator(line.source).chars(100)}"

    def item_description(self, item: tuple[Role, DigestLine]) -> str:
        line = item[1]
        return f"{line.text}\n{line.by}: {line.comment}" if line.comment else line.text

    def item_link(self, item: tuple[Role, DigestLine]) -> str:
        role, line = item
        return sentence_path(role.language, line.entry, line.uid)

    def item_guid(self, item: tuple[Role, DigestLine]) -> str:
        return f"tag:orsak,2026:version-{item[1].version}"

    def item_updateddate(self, item: tuple[Role, DigestLine]) -> dt.datetime:
        return item[1].date
