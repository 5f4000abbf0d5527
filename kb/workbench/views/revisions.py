from __future__ import annotations

from itertools import zip_longest

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kb.catalog.models import Entry, Origin, SourceRevision, State
from kb.l10n.models import RoleName
from kb.l10n.permissions import languages_of
from kb.l10n.selectors import blame as blame_of
from kb.languages import Language
from kb.workbench.access import for_role
from kb.workbench.diff import word_diff

PER_PAGE = 20


@require_safe
@login_required
def revisions(request: HttpRequest, key: str) -> HttpResponse:
    """Every revision of an entry's source text, newest first, with what it changed, by whom and how much it meant.

    Who leads the source language may take an earlier one in it as a new revision.
    """
    roles = languages_of(request.user)  # type: ignore[arg-type]
    if not roles and not request.user.is_staff:
        raise PermissionDenied
    entry = get_object_or_404(Entry, key=key)
    history = SourceRevision.objects.filter(entry=entry).select_related("author").order_by("-number")
    found = Paginator(history, PER_PAGE).get_page(request.GET.get("page", "1"))
    shown = list(found.object_list)
    older = list(history.filter(number__lt=shown[-1].number)[:1]) if shown else []
    leads = roles.get(entry.source_language) == RoleName.LEADER
    rows = []
    for revision, before in zip_longest(shown, [*shown[1:], *older]):
        old = f"{before.title}\n\n{before.body}" if before and before.language == revision.language else ""
        is_newest = found.number == 1 and revision is shown[0]
        rows.append(
            {
                "revision": revision,
                "changes": word_diff(old, f"{revision.title}\n\n{revision.body}"),
                "may_use": leads and not is_newest and revision.language == entry.source_language,
            }
        )
    return render(request, "workbench/revisions.html", {"entry": entry, "rows": rows, "found": found})


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
