from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kb.catalog.models import Entry, Origin, SourceRevision, State
from kb.l10n.permissions import languages_of
from kb.l10n.selectors import blame as blame_of
from kb.languages import Language
from kb.workbench.access import for_role
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


@require_safe
@for_role()
def blame(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """Every sentence of a text with who wrote it, when, and in which state it is."""
    entry = get_object_or_404(Entry, key=key)
    lines = [
        {
            "uid": line.uid,
            "text": line.text,
            "author": line.author,
            "origin": Origin(line.origin).label if line.origin and line.text else "",
            "date": line.date,
            "state_label": State(line.state).label if line.text else "",
            "version": line.version,
            "revision": line.revision,
        }
        for line in blame_of(entry, language.code)
    ]
    return render(
        request, "workbench/blame.html", {"language": language, "tab": "dashboard", "entry": entry, "lines": lines}
    )
