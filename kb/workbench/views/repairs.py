from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kb.l10n.errors import L10nError
from kb.l10n.models import Batch
from kb.l10n.repairs import RULES
from kb.l10n.services.repairing import apply_repairs, least_to_undo, offer_repairs, undo_batch
from kb.languages import Language
from kb.workbench.access import for_role, has_role
from kb.workbench.diff import word_diff

MOST_OFFERED = 200
BATCHES_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def repairs(request: HttpRequest, language: Language) -> HttpResponse:
    """Mechanical repairs: what they would change, the changes chosen, and those made before, to be undone."""
    rules = [rule for rule in request.GET.getlist("rule") if rule in RULES] or list(RULES)
    offers = offer_repairs(language=language.code, rules=rules, limit=MOST_OFFERED)
    if request.method == "POST":
        chosen = set(request.POST.getlist("offer"))
        wanted = [offer for offer in offers if f"{offer.translation_id}.{offer.version}" in chosen]
        batch = apply_repairs(language=language.code, offers=wanted, user=request.user)  # type: ignore[arg-type]
        done = ngettext("%(n)s sentence is repaired.", "%(n)s sentences are repaired.", batch.count)
        messages.success(request, done % {"n": batch.count})
        return HttpResponseRedirect(reverse("workbench:repairs", args=[language.code]))
    batches = Batch.objects.filter(language=language.code).select_related("user")[:BATCHES_SHOWN]
    return render(
        request,
        "workbench/repairs.html",
        {
            "language": language,
            "tab": "repairs",
            "rules": [{"name": rule, "chosen": rule in rules} for rule in RULES],
            "offers": [{"offer": offer, "changes": word_diff(offer.before, offer.after)} for offer in offers],
            "is_cut": len(offers) == MOST_OFFERED,
            "batches": [(one, has_role(request, least_to_undo(one, request.user))) for one in batches],  # type: ignore[arg-type]
        },
    )


@require_POST
@for_role()
def undo(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Takes a bulk change back."""
    batch = get_object_or_404(Batch, pk=pk, language=language.code)
    try:
        undone = undo_batch(batch=batch, user=request.user)  # type: ignore[arg-type]
    except L10nError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Taken back: %(restored)s. Left, because somebody changed them since: %(left)s.")
            % {"restored": undone.restored, "left": undone.left},
        )
    return HttpResponseRedirect(reverse("workbench:repairs", args=[language.code]))
