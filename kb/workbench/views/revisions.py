from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kb.catalog.models import Entry, SourceRevision
from kb.l10n.permissions import languages_of
from kb.workbench.diff import word_diff

MOST_SHOWN = 50


@require_safe
@login_required
def revisions(request: HttpRequest, key: str) -> HttpResponse:
    """Every revision of an entry's source text, newest first, with what it changed, by whom and how much it meant."""
    if not languages_of(request.user) and not request.user.is_staff:  # type: ignore[arg-type]
        raise PermissionDenied
    entry = get_object_or_404(Entry, key=key)
    found = list(SourceRevision.objects.filter(entry=entry).select_related("author")[: MOST_SHOWN + 1])
    rows = []
    for index, revision in enumerate(found[:MOST_SHOWN]):
        before = found[index + 1] if index + 1 < len(found) else None
        same_language = before is not None and before.language == revision.language
        old = f"{before.title}\n\n{before.body}" if before and same_language else ""
        rows.append({"revision": revision, "changes": word_diff(old, f"{revision.title}\n\n{revision.body}")})
    return render(request, "workbench/revisions.html", {"entry": entry, "rows": rows})
