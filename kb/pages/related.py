"""What else may help where a search found little."""

from __future__ import annotations

from django.db.models import Q

from kb.catalog.models import EntryKind, ErrorCause
from kb.catalog.selectors import Shown, shelve
from kb.search.page import SearchPage

THIN = 3
MOST_CAUSES = 5


def related_causes(found: SearchPage) -> list[Shown]:
    """The first causes of the errors found, or of those with codes like the one asked for, where there is little else.

    At most four queries.
    """
    errors = [one.entry_id for one in found.results if one.kind == EntryKind.ERROR]
    nearest = [one.key for one in found.nearest]
    if found.total > THIN or not (errors or nearest):
        return []
    links = (
        ErrorCause.objects.current()
        .filter(Q(error_id__in=errors) | Q(error__key__in=nearest), cause__withdrawn=False)
        .exclude(cause_id__in=[one.entry_id for one in found.results])
        .select_related("cause")
        .order_by("position", "pk")
    )
    causes = list({link.cause_id: link.cause for link in links[: 10 * MOST_CAUSES]}.values())[:MOST_CAUSES]
    shelf = shelve(found.language, full=(), titles=causes)
    return [shelf[cause.pk] for cause in causes if cause.pk in shelf]
