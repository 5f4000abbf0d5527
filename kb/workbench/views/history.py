"""Going back: an earlier version of a sentence, a finding that is none, one that is one after all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kb.l10n.errors import L10nError
from kb.l10n.models import Dismissal, RoleName, Segment
from kb.l10n.services.findings import dismiss as dismiss_finding
from kb.l10n.services.findings import withdraw_dismissal
from kb.l10n.services.segments import restore_version
from kb.languages import Language
from kb.workbench.access import for_role
from kb.workbench.views.editor import address_of


@require_POST
@for_role()
def restore(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """Puts an earlier version of a sentence back in place."""
    row = get_object_or_404(Segment.objects.select_related("entry"), uid=uid)
    number = request.POST.get("number", "")
    if not number.isdecimal() or len(number) > 9:
        return HttpResponseBadRequest()
    try:
        restore_version(segment=row, language=language.code, number=int(number), user=request.user)  # type: ignore[arg-type]
    except L10nError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(address_of(language, row))


@require_POST
@for_role(RoleName.REVIEWER)
def dismiss(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """A reviewer says that a finding is no problem, and why."""
    row = get_object_or_404(Segment.objects.select_related("entry", "unit"), uid=uid)
    try:
        dismiss_finding(
            segment=row,
            language=language.code,
            key=request.POST.get("key", "")[:60],
            reason=request.POST.get("reason", ""),
            user=request.user,  # type: ignore[arg-type]
        )
    except L10nError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(address_of(language, row))


@require_POST
@for_role(RoleName.REVIEWER)
def undismiss(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """Lets a dismissed finding stand again."""
    row = get_object_or_404(Segment.objects.select_related("entry"), uid=uid)
    key = request.POST.get("key", "")[:60]
    dismissal = get_object_or_404(Dismissal, segment=row, language=language.code, key=key)
    withdraw_dismissal(dismissal=dismissal, user=request.user)  # type: ignore[arg-type]
    return HttpResponseRedirect(address_of(language, row))
