"""Going back: an earlier version of a sentence, a finding that is none, one that is one after all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kb.l10n.errors import L10nError, StaleSaveError
from kb.l10n.models import Dismissal, RoleName, Segment
from kb.l10n.services.findings import dismiss as dismiss_finding
from kb.l10n.services.findings import withdraw_dismissal
from kb.l10n.services.segments import restore_version
from kb.languages import Language
from kb.workbench.access import for_role
from kb.workbench.unsent import is_version
from kb.workbench.views.editor import address_of, refused, reopened


@require_POST
@for_role()
def restore(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """Puts an earlier version of a sentence back in place."""
    row = get_object_or_404(Segment.objects.select_related("entry", "unit"), uid=uid)
    number, version = request.POST.get("number", ""), request.POST.get("version", "")
    if not is_version(number) or not is_version(version):
        return HttpResponseBadRequest()
    try:
        restore_version(
            segment=row,
            language=language.code,
            number=int(number),
            user=request.user,  # type: ignore[arg-type]
            base_version=int(version),
        )
    except StaleSaveError as error:
        return refused(request, language, row, error.conflict.yours, error)
    except L10nError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(address_of(language, row))


@require_POST
@for_role(RoleName.REVIEWER)
def dismiss(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """A reviewer says that a finding is no problem, and why."""
    row = get_object_or_404(Segment.objects.select_related("entry", "unit"), uid=uid)
    refusal = ""
    try:
        dismiss_finding(
            segment=row,
            language=language.code,
            key=request.POST.get("key", "")[:60],
            reason=request.POST.get("reason", ""),
            user=request.user,  # type: ignore[arg-type]
        )
    except L10nError as error:
        refusal = str(error)
    return _again(request, language, row, refusal)


@require_POST
@for_role(RoleName.REVIEWER)
def undismiss(request: HttpRequest, language: Language, uid: str) -> HttpResponse:
    """Lets a dismissed finding stand again."""
    row = get_object_or_404(Segment.objects.select_related("entry", "unit"), uid=uid)
    key = request.POST.get("key", "")[:60]
    dismissal = get_object_or_404(Dismissal, segment=row, language=language.code, key=key)
    withdraw_dismissal(dismissal=dismissal, user=request.user)  # type: ignore[arg-type]
    return _again(request, language, row)


def _again(request: HttpRequest, language: Language, row: Segment, refusal: str = "") -> HttpResponse:
    """The sentence with its findings as they are now; htmx sends what is being typed along, and gets it back."""
    if request.htmx:  # type: ignore[attr-defined]
        return reopened(request, language, row, refusal=refusal)
    if refusal:
        messages.error(request, refusal)
    return HttpResponseRedirect(address_of(language, row))
